//! Waits until no other delivery of the instance is at an equal notification.

use super::Job;
use crate::delivery::Context;
use crate::delivery::actions::Actions;
use crate::delivery::retry;
use crate::time::Millis;

/// How long a job waits until it tries to lock its notification again, ms.
const PAUSE: Millis = 100;

impl Job {
    /// Locks its notification before it finds out what is done. `false`: another delivery holds it, and what that does is known only when
    /// it ends.
    #[inline(never)]
    pub(super) fn locks(&mut self, context: &mut Context<'_>) -> bool {
        if self.does_more() {
            self.try_lock(context);
            self.waits_for_lock = self.lock.is_none();
            if let Some(early) = self.early.as_mut().filter(|_| self.waits_for_lock) {
                early.drop_answer();
            }
        }
        !self.waits_for_lock
    }

    #[inline(never)]
    fn try_lock(&mut self, context: &mut Context<'_>) {
        if self.lock.is_none() {
            let deadline = context.shared.deadline;
            self.lock = context.shared.memory.locks.acquire(&self.keys.report, deadline, context.now);
        }
    }

    /// Locks its notification before the report object is requested early. If another delivery holds it, the answer would say nothing:
    /// the report object is requested once the notification is locked.
    pub(super) fn lock_early(&mut self, context: &mut Context<'_>) {
        self.try_lock(context);
        if self.lock.is_none() {
            self.early = None;
        }
    }

    /// Waits for the lock, for as long as there is time.
    #[inline(never)]
    pub(super) fn wait_for_lock(&mut self, context: &mut Context<'_>, actions: &mut Actions) {
        if self.locks(context) {
            return;
        }
        if retry::timeout(context.now, context.shared.deadline).is_none() {
            // The next request fails, because there is no time for it.
            self.waits_for_lock = false;
        } else {
            actions.wait(context.now.saturating_add(PAUSE));
        }
    }
}
