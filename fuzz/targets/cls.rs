#![no_main]
//! Any bytes as what a CLS event carries: compressed by us, or as they are.

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use mps_webhook_fuzz::{check_event, check_unpacking, cls_event, mutate::mutate_json};

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, data)) = bytes.split_first() {
        let zip = first % 2 == 0;
        check_event(&cls_event(data, zip));
        check_unpacking(data, zip);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let changed = if seed.is_multiple_of(4) { None } else { mutate_json(data, 1, size, max_size, seed) };
    changed.unwrap_or_else(|| fuzzer_mutate(data, size, max_size))
});
