//! Runs as many schedules of the simulation as are wanted, or shows one: `npm run simulate -- 10000000`,
//! `npm run simulate -- --seed 42`.

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

#[path = "../tests/simulation/events.rs"]
mod events;
#[path = "../tests/simulation/random.rs"]
mod random;
#[path = "../tests/simulation/services.rs"]
mod services;
#[path = "../tests/simulation/world.rs"]
mod world;

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use world::{Cache, Counts, run};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--seed", seed] => match seed.parse() {
            Ok(seed) => show(seed),
            Err(_) => usage(),
        },
        [] => many(100_000, 0),
        [count] => count.parse().map_or_else(|_| usage(), |count| many(count, 0)),
        [count, "--from", first] => match (count.parse(), first.parse()) {
            (Ok(count), Ok(first)) => many(count, first),
            _ => usage(),
        },
        _ => usage(),
    }
}

fn usage() -> ExitCode {
    eprintln!("simulate [how many schedules [--from first seed]] | simulate --seed which one");
    ExitCode::from(2)
}

fn show(seed: u64) -> ExitCode {
    let mut lines = Vec::new();
    let result = run(seed, &mut Cache::default(), Some(&mut lines));
    println!("{}", lines.join("\n"));
    match result {
        Ok(counts) => {
            println!("every promise was kept: {counts:?}");
            ExitCode::SUCCESS
        }
        Err(broken) => {
            println!("{broken}");
            ExitCode::FAILURE
        }
    }
}

fn many(count: u64, first: u64) -> ExitCode {
    let began = Instant::now();
    let next = AtomicU64::new(first);
    let end = first + count;
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let results: Vec<Result<Counts, String>> = std::thread::scope(|scope| {
        let work = || {
            let mut counts = Counts::default();
            let mut cache = Cache::default();
            loop {
                let from = next.fetch_add(1_000, Ordering::Relaxed);
                if from >= end {
                    return Ok(counts);
                }
                for seed in from..end.min(from + 1_000) {
                    match run(seed, &mut cache, None) {
                        Ok(one) => counts.add(one),
                        Err(broken) => {
                            next.store(end, Ordering::Relaxed);
                            return Err(broken);
                        }
                    }
                }
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().expect("no panic in the machine or its world")).collect()
    });
    let mut counts = Counts::default();
    for result in results {
        match result {
            Ok(one) => counts.add(one),
            Err(broken) => {
                println!("{broken}");
                println!(
                    "to see it: npm run simulate -- --seed {}",
                    broken.split([' ', ':']).nth(1).unwrap_or_default()
                );
                return ExitCode::FAILURE;
            }
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    println!("schedules    {count:>12}   every promise was kept in each");
    println!("executions   {:>12}   of {} notifications", counts.executions, counts.notifications);
    println!("  killed     {:>12}", counts.kills);
    println!("  trapped    {:>12}", counts.traps);
    println!("  stuck      {:>12}   in understanding an event, until they were killed", counts.stuck);
    println!("requests     {:>12}   of which {} met a fault", counts.requests, counts.faults);
    println!("notified     {:>12}   and {} again in the documented window", counts.notified, counts.notified_twice);
    println!("time         {seconds:>12.1} s, {:.0} schedules a second", count as f64 / seconds);
    ExitCode::SUCCESS
}
