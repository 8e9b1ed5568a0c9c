//! The examples deliver an event to a server that does what COS does.

#![cfg(all(feature = "builder", feature = "http", feature = "serde"))]
#![allow(
    dead_code,
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails is meant to panic; the examples have a main"
)]

#[path = "../examples/deliver.rs"]
mod blocking;
#[path = "../examples/deliver_async.rs"]
mod nonblocking;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use mps_webhook::Done;
use mps_webhook::delivery::Archived;
use mps_webhook::report::{Outcome, Report, Step};

const EVENT: &[u8] = include_bytes!("fixtures/events/edit-media-success.json");

type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// A bucket on this machine. Its first answer is that it is busy.
fn bucket() -> (String, Objects) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let objects = Objects::default();
    let shared = objects.clone();
    thread::spawn(move || {
        let mut is_busy = true;
        for stream in listener.incoming().flatten() {
            let objects = shared.clone();
            let busy = std::mem::take(&mut is_busy);
            thread::spawn(move || answer(&stream, &objects, busy));
        }
    });
    (address, objects)
}

/// Answers one request, as COS does.
fn answer(mut stream: &TcpStream, objects: &Objects, is_busy: bool) {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a request");
        if line.trim_end().is_empty() {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let header = |name: &str| {
        lines
            .iter()
            .skip(1)
            .find_map(|line| line.split_once(": ").filter(|(it, _)| it.eq_ignore_ascii_case(name)).map(|it| it.1))
    };
    let mut body = vec![0; header("content-length").map_or(0, |length| length.parse().expect("a length"))];
    reader.read_exact(&mut body).expect("a body");
    assert!(header("authorization").is_some_and(|it| it.starts_with("q-sign-algorithm=sha1&q-ak=id")), "{lines:?}");
    assert!(header("host").is_some_and(|host| host.starts_with("127.0.0.1:")), "{lines:?}");
    let mut words = lines[0].split(' ');
    let (method, path) = (words.next().expect("a method"), words.next().expect("a path").to_owned());
    let mut objects = objects.lock().expect("no panic");
    let status = match method {
        _ if is_busy => "503 Slow Down",
        "PUT" => {
            objects.insert(path, body);
            "200 OK"
        }
        _ => "404 Not Found",
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\netag: \"-\"\r\nx-cos-request-id: r\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
    .expect("an answer");
}

fn variables(endpoint: &str) -> Vec<(String, String)> {
    let set = [
        ("COS_BUCKET", "b-1250000000"),
        ("COS_ENDPOINT", endpoint),
        ("COS_SECRET_ID", "id"),
        ("COS_SECRET_KEY", "key"),
    ];
    set.map(|(name, value)| (name.into(), value.into())).into()
}

fn check(done: &Done, objects: &Objects) {
    assert!(done.ok, "{done:?}");
    assert_eq!((done.events.len(), done.events[0].archive), (1, Archived::Stored));
    let objects = objects.lock().expect("no panic");
    assert_eq!(objects.len(), 2, "{:?}", objects.keys());
    let [event, report] = [".event.json", ".report.json"]
        .map(|end| &objects.iter().find(|(path, _)| path.ends_with(end)).unwrap_or_else(|| panic!("no {end}")).1[..]);
    assert_eq!(event, EVENT);
    let report: Report = serde_json::from_slice(report).expect("a report");
    assert_eq!(report.outcome, Outcome::Success);
    // It was busy once.
    assert_eq!((&report.receipts[0].step, report.receipts[0].tries), (&Step::Event, 2));
}

#[test]
fn a_blocking_client_delivers() {
    let (endpoint, objects) = bucket();
    let done = blocking::deliver(EVENT.to_vec(), &|| variables(&endpoint)).expect("a delivery");
    check(&done, &objects);
}

#[test]
fn an_async_client_delivers() {
    let (endpoint, objects) = bucket();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let done = runtime.block_on(nonblocking::deliver(EVENT.to_vec(), &|| variables(&endpoint))).expect("a delivery");
    check(&done, &objects);
}
