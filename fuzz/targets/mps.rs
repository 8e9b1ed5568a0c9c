#![no_main]
//! Any JSON as the event of a notification of every type.

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use mps_webhook_fuzz::{check_event, mutate::mutate_json, notification};

fuzz_target!(|bytes: &[u8]| check_event(&notification(bytes)));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let changed = if seed.is_multiple_of(4) { None } else { mutate_json(data, 1, size, max_size, seed) };
    changed.unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});
