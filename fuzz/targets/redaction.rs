#![no_main]
//! A secret that is planted into any JSON, in any spelling or notation: it does not come out.

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use mps_webhook_fuzz::{check_notation, check_redaction, mutate::mutate_json};

fuzz_target!(|bytes: &[u8]| match bytes.split_first() {
    Some((first, rest)) if first.is_multiple_of(2) => check_notation(rest),
    _ => check_redaction(bytes),
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let changed = if seed.is_multiple_of(4) { None } else { mutate_json(data, 6, size, max_size, seed) };
    changed.unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});
