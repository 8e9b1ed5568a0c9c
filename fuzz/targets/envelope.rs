#![no_main]
//! Any bytes as an event.

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use mps_webhook_fuzz::{check_event, mutate::mutate_json};

fuzz_target!(|event: &[u8]| check_event(event));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let changed = if seed.is_multiple_of(4) { None } else { mutate_json(data, 0, size, max_size, seed) };
    changed.unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});
