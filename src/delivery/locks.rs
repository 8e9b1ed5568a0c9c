//! Locks on notifications: of equal notifications in one instance, one is delivered at a time.
//!
//! What a delivery of a notification does is known to another one only after it has ended. Between instances there are no locks: the
//! receipts in the archive show what is done.

use alloc::string::String;
use alloc::vec::Vec;

use crate::time::Millis;

/// The notifications that deliveries of an instance hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Locks {
    held: Vec<Lock>,
    next_id: u32,
}

#[derive(Debug, Clone)]
struct Lock {
    id: u32,
    /// The key of the notification's report object.
    report_key: String,
    /// When the delivery has to end. A host may have dropped it.
    until: Millis,
}

impl Locks {
    pub(super) const fn new() -> Self {
        Locks { held: Vec::new(), next_id: 0 }
    }

    /// Locks the notification with a report key, until then at most. Returns the id of the lock, or `None` if another delivery holds it.
    #[inline(never)]
    pub(super) fn acquire(&mut self, report_key: &str, until: Millis, now: Millis) -> Option<u32> {
        self.held.retain(|lock| lock.until > now);
        if self.held.iter().any(|lock| lock.report_key == report_key) {
            return None;
        }
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        self.held.push(Lock { id, report_key: report_key.into(), until });
        Some(id)
    }

    /// Releases a lock by its id.
    #[inline(never)]
    pub(super) fn release(&mut self, id: u32) {
        self.held.retain(|lock| lock.id != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_notifications_are_locked_one_after_the_other() {
        let mut locks = Locks::new();
        let first = locks.acquire("a.report.json", 1_000, 0).unwrap();
        assert_eq!(locks.acquire("a.report.json", 2_000, 10), None);
        let other = locks.acquire("b.report.json", 2_000, 10).unwrap();
        locks.release(first);
        let second = locks.acquire("a.report.json", 2_000, 20).unwrap();
        assert!(first != other && second != first && second != other);
        // The host has dropped that delivery.
        assert_eq!(locks.acquire("a.report.json", 3_000, 1_999), None);
        assert!(locks.acquire("a.report.json", 3_000, 2_000).is_some());
        assert_eq!(locks.held.len(), 1);
    }
}
