//! What an instance remembers from one delivery to the next: how many messages its bots took, whether some wait, and which notifications
//! are locked.

use alloc::string::String;
use alloc::vec::Vec;

use crate::delivery::locks::Locks;
use crate::notify::schedule::Pace;
use crate::time::Millis;

/// What an instance of the function remembers, and passes from one delivery to the next.
///
/// Without it each delivery counts the messages to a bot anew, and looks for messages that wait only if it puts some aside itself.
/// Nothing relies on it: the bots' own limits hold across instances, and the outbox of the archive has what waits.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    bots: Vec<Bot>,
    /// The notifications that are being delivered.
    pub(in crate::delivery) locks: Locks,
    /// Whether a host keeps it.
    pub(super) is_kept: bool,
    /// Whether COS refuses to list what waits, so that nothing of it can be sent.
    cannot_list: bool,
    /// Whether COS refuses to delete it.
    cannot_delete: bool,
    /// The keys of messages that were sent, and whose objects are not deleted yet.
    #[cfg(feature = "outbox")]
    undeleted: Vec<String>,
    /// When this instance last looked into the outbox.
    #[cfg(feature = "outbox")]
    pub(super) looked_at: Option<Millis>,
}

/// The longest that a bot is left alone because it takes no more messages, ms. It is that of all retries.
const LONGEST_BLOCK: Millis = 900_000;

/// What is known of one bot, or of one target: targets of the same bot share its pace, but each has messages of its own.
#[derive(Debug, Clone, Default)]
struct Bot {
    /// The name of the bot at its address, or that of the target.
    address: String,
    /// When it was sent messages, in order; none longer ago than its paces look back.
    sent: Vec<Millis>,
    /// How far back the longest of these looks, ms: targets of one bot may have different ones.
    looks_back: Millis,
    /// Until when it takes no messages, because it said so.
    blocked_until: Millis,
    /// From when on messages may be sent that wait for it.
    waits_from: Option<Millis>,
}

impl Memory {
    /// The memory of an instance that has notified nobody yet.
    #[must_use]
    pub const fn new() -> Self {
        Memory {
            bots: Vec::new(),
            locks: Locks::new(),
            is_kept: false,
            cannot_list: false,
            cannot_delete: false,
            #[cfg(feature = "outbox")]
            undeleted: Vec::new(),
            #[cfg(feature = "outbox")]
            looked_at: None,
        }
    }

    /// A host keeps it.
    pub(in crate::delivery) const fn keep(&mut self) {
        self.is_kept = true;
    }

    /// Whether to look for messages that others left: nobody has looked for so long.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) fn is_to_look(&self, now: Millis, after: Millis) -> bool {
        self.is_kept && self.looked_at.is_none_or(|at| !(at..at.saturating_add(after)).contains(&now))
    }

    /// Whether messages that are put aside can be sent later, as far as this instance knows.
    pub(in crate::delivery) const fn is_usable(&self) -> bool {
        !self.cannot_list && !self.cannot_delete
    }

    /// A sentence that says why messages cannot be queued, as far as this instance knows.
    pub(in crate::delivery) const fn obstacle(&self) -> Option<&'static str> {
        if self.cannot_list {
            return Some("the message cannot wait, because the role may not list the outbox (cos:GetBucket)");
        }
        if self.cannot_delete {
            return Some("the message cannot wait, because the role may not delete from the outbox (cos:DeleteObject)");
        }
        None
    }

    /// COS lets the outbox be listed, or refuses it.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) const fn can_list(&mut self, can: bool) {
        self.cannot_list = !can;
    }

    /// COS lets what waits be deleted, or refuses it.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) const fn can_delete(&mut self, can: bool) {
        self.cannot_delete = !can;
    }

    /// Messages are sent. Until their objects are deleted, this instance does not send them again.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) fn on_messages_sent(&mut self, keys: &[String]) {
        self.undeleted.extend_from_slice(keys);
    }

    /// An object is deleted, or is not there any more.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) fn on_deleted(&mut self, key: &str) {
        self.undeleted.retain(|other| other != key);
    }

    /// Whether a message was sent and its object is not deleted yet.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) fn is_sent(&self, key: &str) -> bool {
        self.undeleted.iter().any(|other| other == key)
    }

    /// The keys of messages in a folder that were sent, and whose objects are not deleted yet.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) fn undeleted_in(&self, folder: &str) -> Vec<String> {
        self.undeleted.iter().filter(|key| key.starts_with(folder)).cloned().collect()
    }

    fn bot(&self, address: &str) -> Option<&Bot> {
        self.bots.iter().find(|bot| bot.address == address)
    }

    fn bot_mut(&mut self, address: &str) -> Option<&mut Bot> {
        let known = self.bots.iter().position(|bot| bot.address == address);
        let index = known.unwrap_or(self.bots.len());
        if known.is_none() {
            self.bots.push(Bot { address: address.into(), ..Bot::default() });
        }
        self.bots.get_mut(index)
    }

    /// When a bot may be sent the next message: `now`, or later.
    pub(in crate::delivery) fn next_slot(&self, address: &str, pace: Option<Pace>, now: Millis) -> Millis {
        let Some(bot) = self.bot(address) else { return now };
        // (A clock may have been set back.)
        let is_blocked = bot.blocked_until <= now.saturating_add(LONGEST_BLOCK);
        let free_at = if is_blocked { now.max(bot.blocked_until) } else { now };
        let Some(pace) = pace else { return free_at };
        let since = now.saturating_sub(pace.period);
        // (A clock may have been set back.)
        let mut recent = bot.sent.iter().rev().filter(|sent| (since..=now).contains(sent));
        let last = usize::try_from(pace.count.saturating_sub(1)).unwrap_or(usize::MAX);
        recent.nth(last).map_or(free_at, |sent| free_at.max(sent.saturating_add(pace.period).saturating_add(1)))
    }

    /// A bot is sent a message.
    pub(in crate::delivery) fn on_sent(&mut self, address: &str, pace: Option<Pace>, now: Millis) {
        let Some(pace) = pace else { return };
        let Some(bot) = self.bot_mut(address) else { return };
        bot.looks_back = bot.looks_back.max(pace.period);
        let since = now.saturating_sub(bot.looks_back);
        bot.sent.retain(|sent| (since..=now).contains(sent));
        bot.sent.push(now);
    }

    /// A bot takes no more messages for so long, at most [`LONGEST_BLOCK`].
    pub(in crate::delivery) fn block(&mut self, address: &str, time: Millis, now: Millis) {
        let until = now.saturating_add(time.min(LONGEST_BLOCK));
        if let Some(bot) = self.bot_mut(address) {
            // (A clock may have been set back.)
            let before = Some(bot.blocked_until).filter(|before| *before <= now.saturating_add(LONGEST_BLOCK));
            bot.blocked_until = before.map_or(until, |before| before.max(until));
        }
    }

    /// A message waits for a target, which may be sent it from then on.
    pub(in crate::delivery) fn waits(&mut self, target: &str, from: Millis) {
        if let Some(bot) = self.bot_mut(target) {
            bot.waits_from = Some(bot.waits_from.map_or(from, |other| other.min(from)));
        }
    }

    /// The outbox was looked at: from when on messages may be sent that wait for a target, if any do.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) fn looked(&mut self, target: &str, waits_from: Option<Millis>) {
        if let Some(bot) = self.bot_mut(target) {
            bot.waits_from = waits_from;
        }
    }

    /// Whether messages are known to wait for a target, now or for later.
    #[cfg(feature = "outbox")]
    pub(in crate::delivery) fn knows_of(&self, target: &str) -> bool {
        self.bot(target).is_some_and(|bot| bot.waits_from.is_some())
    }

    /// Whether messages are known to wait for a target that may be sent at `now`.
    pub(in crate::delivery) fn is_waited_for(&self, target: &str, now: Millis) -> bool {
        self.bot(target).and_then(|bot| bot.waits_from).is_some_and(|from| from <= now)
    }
}

#[cfg(all(test, feature = "outbox"))]
mod tests {
    use super::*;

    #[test]
    fn a_bot_gets_so_many_messages_in_any_minute() {
        let pace = Some(Pace { count: 3, period: 60_000 });
        let mut memory = Memory::default();
        let mut sent = Vec::new();
        let mut now = 1_000_000_000;
        for _ in 0..50 {
            now = memory.next_slot("wecom-1", pace, now);
            memory.on_sent("wecom-1", pace, now);
            sent.push(now);
            now += 7_000;
        }
        for (index, at) in sent.iter().enumerate() {
            let in_a_minute = sent[index..].iter().filter(|other| **other <= at + 60_000).count();
            assert!(in_a_minute <= 3, "{sent:?}");
        }
        assert_eq!(memory.next_slot("wecom-2", pace, now), now);
        assert!(memory.bots[0].sent.len() <= 4, "it forgets what is long ago");
        // Another target of the bot with a shorter pace does not make it forget.
        memory.on_sent("wecom-1", Some(Pace { count: 1, period: 1_000 }), now);
        assert!(memory.next_slot("wecom-1", pace, now) > now + 1_000);
        // After the clock was set back a day, it is not silent for a day.
        assert_eq!(memory.next_slot("wecom-1", pace, now - 86_400_000), now - 86_400_000);
    }

    #[test]
    fn a_bot_that_says_so_is_left_alone() {
        let mut memory = Memory::default();
        memory.block("wecom-1", 5_000, 0);
        memory.block("wecom-1", 4_000, 0);
        assert_eq!(
            (memory.next_slot("wecom-1", None, 1_000), memory.next_slot("wecom-1", None, 6_000)),
            (5_000, 6_000)
        );
        // Not for longer than any retry waits, and not because the clock was set back.
        memory.block("wecom-1", 99_999_999_999, 10_000);
        assert_eq!(memory.next_slot("wecom-1", None, 10_000), 10_000 + LONGEST_BLOCK);
        assert_eq!(memory.next_slot("wecom-1", None, 5_000), 5_000);
        memory.waits("wecom-1", 9_000);
        memory.waits("wecom-1", 9_500);
        assert!(!memory.is_waited_for("wecom-1", 8_999) && memory.is_waited_for("wecom-1", 9_000));
        memory.looked("wecom-1", None);
        assert!(!memory.is_waited_for("wecom-1", 99_000));
    }

    #[test]
    fn what_waits_is_sent_if_it_can_be_listed_and_deleted() {
        let mut memory = Memory::default();
        memory.can_list(false);
        assert!(!memory.is_usable());
        memory.can_list(true);
        assert!(memory.is_usable());
        memory.can_delete(false);
        memory.can_list(true);
        assert!(!memory.is_usable());
        memory.can_delete(true);
        assert!(memory.is_usable());
    }
}
