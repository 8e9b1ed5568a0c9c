//! How much memory the reports of an event take: as much as one of them, however many there are.

#![allow(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test that fails is meant to panic"
)]
#![allow(unsafe_code, reason = "an allocator that counts is one")]

mod support;

#[path = "support/allocator.rs"]
mod allocator;

use std::sync::atomic::Ordering::SeqCst;

use allocator::{HELD, PEAK};
use mps_webhook::Event;
use support::fixtures;

/// What an event holds while it is open, and the most that reading all its reports holds beside it.
fn costs(bytes: &[u8], count: usize) -> (usize, usize) {
    let before = HELD.load(SeqCst);
    let event = Event::from_slice(bytes).expect("notifications");
    let held = HELD.load(SeqCst) - before;
    let before = HELD.load(SeqCst);
    PEAK.store(before, SeqCst);
    assert_eq!(event.reports().filter(Result::is_ok).count(), count);
    (held, PEAK.load(SeqCst) - before)
}

/// One test, so that no other allocates beside it.
#[test]
fn many_notifications_take_the_memory_of_one_report() {
    let fixtures = fixtures("events");
    let text = std::str::from_utf8(fixtures.get("schedule-success.json").expect("a fixture")).expect("UTF-8");
    let list = |count: usize| format!("[{}]", vec![text; count].join(","));
    let (_, one) = costs(text.as_bytes(), 1);
    for count in [10, 200] {
        let (held, peak) = costs(list(count).as_bytes(), count);
        assert!(peak < one + one / 10, "{count} take {peak} bytes, one takes {one}");
        // Where each of them is.
        assert!(held < count * 256, "{count} are open with {held} bytes");
    }
    // Texts in a text are copied once.
    let quoted = serde_json::Value::from(text).to_string();
    let (held, peak) = costs(format!("[{}]", vec![quoted; 100].join(",")).as_bytes(), 100);
    assert!(held < 100 * (text.len() + 256) && peak < one + one / 10, "{held} and {peak} bytes");
}
