//! The delivery machine in a world that loses, repeats, refuses, delays, forgets and kills, thousands of times over.
//! What has to hold whatever happens is checked in `world.rs`; a schedule is its seed, so a failure replays exactly.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a simulation that fails is meant to panic"
)]

mod events;
mod random;
mod services;
mod world;

use world::{Cache, Counts, run};

/// How many schedules are run. `npm test -- --all` sets `SCHEDULES` to more; mutation testing, which runs them once for every
/// mutant, to fewer.
fn schedules() -> u64 {
    std::env::var("SCHEDULES").map_or(4_000, |number| number.parse().expect("SCHEDULES is a number"))
}

/// One of so many schedules is run several times.
const COMPARED: u64 = 130;

#[test]
fn whatever_happens_nothing_is_lost_and_nothing_is_repeated() {
    let schedules = schedules();
    let threads = std::thread::available_parallelism().map_or(2, |threads| threads.get() as u64);
    let counts = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn(move || {
                    let mut counts = Counts::default();
                    let mut cache = Cache::default();
                    for seed in (thread..schedules).step_by(threads as usize) {
                        match run(seed, &mut cache, None) {
                            Ok(one) => counts.add(one),
                            Err(broken) => return Err((seed, broken)),
                        }
                    }
                    Ok(counts)
                })
            })
            .collect();
        let mut counts = Counts::default();
        for worker in workers {
            match worker.join().expect("no panic in the machine or its world") {
                Ok(one) => counts.add(one),
                Err((seed, broken)) => panic!("{broken}\n{}", trace(seed)),
            }
        }
        counts
    });
    // That nothing was found means something only if there was something to find.
    assert!(counts.faults > schedules && counts.kills > schedules / 10 && counts.notified_twice > 0, "{counts:?}");
}

fn trace(seed: u64) -> String {
    let mut lines = Vec::new();
    let _ = run(seed, &mut Cache::default(), Some(&mut lines));
    lines.push(format!("to see it again: npm run simulate -- --seed {seed}"));
    lines.join("\n")
}

/// A schedule is its seed, and nothing else: not what ran before it, and not the order in which a computer does things.
#[test]
fn the_same_seed_is_the_same_schedule() {
    let trace_of = |seed: u64, cache: &mut Cache| {
        let mut lines = Vec::new();
        let result = run(seed, cache, Some(&mut lines)).map(|counts| format!("{counts:?}"));
        (lines, result)
    };
    let seeds: Vec<u64> = (0..schedules() / COMPARED).map(|n| n * 7_919).collect();
    let alone: Vec<_> = seeds.iter().map(|seed| trace_of(*seed, &mut Cache::default())).collect();
    let mut cache = Cache::default();
    for (seed, (lines, result)) in seeds.iter().copied().zip(&alone) {
        let again = trace_of(seed, &mut cache);
        assert_eq!((&again.0, &again.1), (lines, result), "seed {seed}");
        assert!(lines.len() > 3, "seed {seed} does nothing: {lines:?}");
        let silent = run(seed, &mut Cache::default(), None).map(|counts| format!("{counts:?}"));
        assert_eq!(&silent, result, "seed {seed} is another schedule when it is looked at");
        // Others use what is kept between schedules.
        let _ = run(seed + 1, &mut cache, None);
    }
    for (seed, (lines, _)) in seeds.iter().copied().zip(&alone).rev() {
        assert_eq!(&trace_of(seed, &mut cache).0, lines, "seed {seed} after others");
    }
    let different: std::collections::BTreeSet<&Vec<String>> = alone.iter().map(|(lines, _)| lines).collect();
    assert_eq!(different.len(), seeds.len(), "two seeds are the same schedule");
}
