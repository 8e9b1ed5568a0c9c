//! Native: an event's bytes to its reports, beside the general way in Rust, `serde_json::Value`, and the fastest ways to a tree,
//! `simd_json` and `sonic_rs`; whether time grows with the number of sub-tasks and not faster; and a batch of logs read.
//!
//! Fair, because all are done in turn on the same bytes, and the others stop at the tree while we go on to the
//! report. (`simd_json` writes into what it reads, so it reads a copy.) Prints one JSON object per line, for `npm run bench`: times are lists of microseconds, one a round. That gives
//! it two files: `BENCH_MIXED` holds an event a line, `BENCH_BATCH` the event of a CLS trigger. Without them that is left
//! out.

use std::hint::black_box;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use mps_webhook::cls;
use serde_json::{Value, json};

/// One measurement repeats the work for about this long: far longer than the clock's own steps.
const BATCH: Duration = Duration::from_millis(4);

const ROUNDS: usize = 25;

fn main() -> io::Result<()> {
    let pretty = corpus()?;
    let minified = pretty.iter().map(|event| minified(event)).collect();
    let mut corpora = vec![("pretty", pretty), ("minified", minified)];
    if let Some(file) = env::var_os("BENCH_MIXED") {
        let lines = fs::read(file)?;
        let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        corpora.push(("mixed", lines.map(<[u8]>::to_vec).collect()));
    }
    for (name, events) in corpora {
        let reports = |events: &Vec<Vec<u8>>| events.iter().for_each(|event| parse(event));
        let values = |events: &Vec<Vec<u8>>| events.iter().for_each(|event| value(event));
        let sonic = |events: &Vec<Vec<u8>>| events.iter().for_each(|event| sonic(event));
        let simd = |events: &Vec<Vec<u8>>| {
            let mut copy = Vec::new();
            events.iter().for_each(|event| simd(event, &mut copy));
        };
        let [parse, value, sonic, simd] = in_turn(&events, [&reports, &values, &sonic, &simd]);
        let bytes: usize = events.iter().map(Vec::len).sum();
        println!(
            "{}",
            json!({"corpus": name, "bytes": bytes, "parse": parse, "serde_json": value, "sonic_rs": sonic, "simd_json": simd})
        );
    }
    for sub_tasks in [10, 100, 1_000, 10_000] {
        let event = workflow_of(sub_tasks)?;
        let [parse, value] = in_turn(&event, [&|event| parse(event), &|event| value(event)]);
        println!("{}", json!({"sub_tasks": sub_tasks, "bytes": event.len(), "parse": parse, "serde_json": value}));
    }
    if let Some(file) = env::var_os("BENCH_BATCH") {
        let event = fs::read(file)?;
        let [read, inflate] = in_turn(&event, [&|event| records(event), &|event| inflate(event)]);
        println!("{}", json!({"batch": event.len(), "read": read, "unpack": inflate}));
    }
    Ok(())
}

/// Unpacks a batch of logs.
fn inflate(event: &[u8]) {
    drop(black_box(cls::unpack(black_box(event))));
}

/// Unpacks a batch of logs and reads all its records.
fn records(event: &[u8]) {
    let batch = cls::unpack(black_box(event)).unwrap_or_default();
    for record in cls::records(&batch).into_iter().flatten() {
        drop(black_box(record));
    }
}

fn parse(event: &[u8]) {
    mps_webhook::internals::for_each_report(black_box(event), mps_webhook::Language::default(), &mut |report| {
        drop(black_box(report));
    });
}

fn value(event: &[u8]) {
    drop(black_box(serde_json::from_slice::<Value>(black_box(event))));
}

fn sonic(event: &[u8]) {
    drop(black_box(sonic_rs::from_slice::<sonic_rs::Value>(black_box(event))));
}

fn simd(event: &[u8], copy: &mut Vec<u8>) {
    copy.clear();
    copy.extend_from_slice(black_box(event));
    drop(black_box(simd_json::to_borrowed_value(copy)));
}

/// The times of some works on the same input, done in turn; microseconds.
fn in_turn<I, const N: usize>(input: &I, works: [&dyn Fn(&I); N]) -> [Vec<f64>; N] {
    // The first runs are warm-up.
    let repeats = works.map(|work| {
        time(input, work, 1);
        let once = time(input, work, 1);
        (BATCH.as_secs_f64() / once.as_secs_f64()).ceil().max(1.0)
    });
    let mut times = works.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        for ((work, repeats), times) in works.iter().zip(repeats).zip(&mut times) {
            let total = time(input, *work, repeats as u32);
            times.push(total.as_secs_f64() * 1e6 / repeats);
        }
    }
    times
}

fn time<I>(input: &I, work: &dyn Fn(&I), repeats: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..repeats {
        work(input);
    }
    start.elapsed()
}

/// The sample events of the tests, as they are printed for people.
fn corpus() -> io::Result<Vec<Vec<u8>>> {
    let mut files: Vec<_> = fs::read_dir(events_folder())?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    files.iter().map(|file| fs::read(file.path())).collect()
}

/// The same JSON without white space, its members still in their order.
fn minified(event: &[u8]) -> Vec<u8> {
    let mut in_string = false;
    let mut escaped = false;
    let mut keep = |byte: u8| {
        let ends = in_string && byte == b'"' && !escaped;
        escaped = in_string && byte == b'\\' && !escaped;
        in_string = if in_string { !ends } else { byte == b'"' };
        in_string || !byte.is_ascii_whitespace()
    };
    event.iter().copied().filter(|byte| keep(*byte)).collect()
}

/// A sample workflow with its sub-tasks repeated until there are so many.
fn workflow_of(sub_tasks: usize) -> io::Result<Vec<u8>> {
    let mut event: Value = serde_json::from_slice(&fs::read(events_folder().join("workflow-many-outputs.json"))?)?;
    if let Some(Value::Array(set)) = event.pointer_mut("/WorkflowTaskEvent/MediaProcessResultSet") {
        *set = set.iter().cycle().take(sub_tasks).cloned().collect();
    }
    Ok(serde_json::to_vec(&event)?)
}

fn events_folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/events")
}
