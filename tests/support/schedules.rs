//! Runs the schedules of a simulation side by side.

/// How many schedules are run; `SCHEDULES` sets more.
pub fn schedules() -> u64 {
    std::env::var("SCHEDULES").map_or(1_000, |number| number.parse().expect("SCHEDULES is a number"))
}

/// Runs the schedules of the seeds from 0 to before `count` on all processors, and adds up what each says it has seen.
pub fn run<const N: usize>(count: u64, schedule: fn(u64) -> [u64; N]) -> [u64; N] {
    let threads = std::thread::available_parallelism().map_or(2, |threads| threads.get() as u64);
    let add = |seen: &mut [u64; N], more: [u64; N]| seen.iter_mut().zip(more).for_each(|(sum, one)| *sum += one);
    std::thread::scope(|scope| {
        let work = |thread| {
            move || {
                let mut seen = [0; N];
                (thread..count).step_by(threads as usize).for_each(|seed| add(&mut seen, schedule(seed)));
                seen
            }
        };
        let workers: Vec<_> = (0..threads).map(|thread| scope.spawn(work(thread))).collect();
        let mut seen = [0; N];
        workers.into_iter().for_each(|worker| add(&mut seen, worker.join().expect("every schedule holds")));
        seen
    })
}
