//! Delivers the event in a file, with a blocking HTTP client; the environment variables are those of a function. Prints the log
//! and how it ended.
//!
//! ```text
//! COS_BUCKET=archive-1250000000 COS_ENDPOINT=http://127.0.0.1:8080 COS_SECRET_ID=… COS_SECRET_KEY=… \
//!     cargo run --example deliver -- tests/fixtures/events/edit-media-success.json
//! ```
//!
//! (minreq speaks HTTPS with its feature `https-rustls`.)

use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, error::Error, fs, process::ExitCode, thread};

use minreq::Method;
use mps_webhook::{Delivery, Done, Invocation, Millis, Mode, Options, Request, Response};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let file = env::args_os().nth(1).ok_or("usage: deliver FILE")?;
    let done = deliver(fs::read(file)?, &|| env::vars().collect())?;
    println!("{}", serde_json::to_string(&done)?);
    Ok(if done.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Delivers an event within a minute. `variables` gives the environment as it is now: credentials can change meanwhile.
pub fn deliver(event: Vec<u8>, variables: &dyn Fn() -> Vec<(String, String)>) -> Result<Done, Box<dyn Error>> {
    let options = || Options::from_env(variables());
    let start = now();
    let deadline = start.saturating_add(60_000);
    let invocation = Invocation { request_id: None, deadline, seed: start.unsigned_abs(), mode: Mode::Full };
    let mut delivery = Delivery::new(event, options(), invocation, start);
    loop {
        let actions = delivery.poll(now());
        for line in &actions.log {
            println!("{}", serde_json::to_string(line)?);
        }
        if let Some(done) = actions.done {
            return Ok(done);
        }
        if actions.refresh_credentials {
            delivery.on_credentials(options());
        } else if actions.requests.is_empty() {
            let wait = actions.wait_until.unwrap_or(deadline).saturating_sub(now());
            thread::sleep(Duration::from_millis(wait.max(0).unsigned_abs()));
        }
        // One after the other: the delivery does not mind.
        for transmit in actions.requests {
            match send(&transmit.request, delivery.body(transmit.id)) {
                Ok(answer) => {
                    let headers: Vec<_> =
                        answer.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    let response = Response { status: answer.status_code, headers: &headers, body: answer.as_bytes() };
                    delivery.on_response(transmit.id, &response, now());
                }
                Err(error) => delivery.on_error(transmit.id, &error.to_string(), now()),
            }
        }
    }
}

fn send(request: &Request, body: &[u8]) -> Result<minreq::Response, minreq::Error> {
    let method = match request.method {
        "GET" => Method::Get,
        "PUT" => Method::Put,
        _ => Method::Post,
    };
    let mut outgoing = minreq::Request::new(method, request.url.as_str())
        // In whole seconds, at least one.
        .with_timeout(u64::from(request.timeout.div_ceil(1000).max(1)))
        .with_follow_redirects(false)
        .with_body(body);
    // The client sets `host` itself, as the URL has it.
    for (name, value) in request.headers.iter().filter(|(name, _)| *name != "host") {
        outgoing = outgoing.with_header(*name, value.as_str());
    }
    outgoing.send()
}

/// Milliseconds since 1970.
fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
