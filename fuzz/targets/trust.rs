#![no_main]
//! Forged notifications in web requests, in envelopes of all kinds: the first byte says how, the second what the event is,
//! the others choose the envelopes.

use libfuzzer_sys::fuzz_target;
use mps_webhook_fuzz::nesting::{Choices, SIGNATURES, check_trust};

fuzz_target!(|bytes: &[u8]| {
    if let [way, is_body, choices @ ..] = bytes {
        check_trust(1 + usize::from(*way) % (SIGNATURES - 1), is_body % 4 == 0, &mut Choices(choices));
    }
});
