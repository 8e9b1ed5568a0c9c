//! Delivers the event in a file with hyper and tokio, as many requests at a time as there are to send; the environment variables
//! are those of a function. Prints the log and how it ended.
//!
//! ```text
//! COS_BUCKET=archive-1250000000 COS_ENDPOINT=http://127.0.0.1:8080 COS_SECRET_ID=… COS_SECRET_KEY=… \
//!     cargo run --example deliver_async --features http -- tests/fixtures/events/edit-media-success.json
//! ```
//!
//! (It speaks no HTTPS. With reqwest, which does, `send` is one line: `client.execute(request.try_into()?)`.)

use std::time::{Duration, SystemTime, UNIX_EPOCH};
use std::{env, error::Error, fs, process::ExitCode};

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use mps_webhook::{Delivery, Done, Invocation, Millis, Mode, Options};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

type AnyError = Box<dyn Error + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, AnyError> {
    let file = env::args_os().nth(1).ok_or("usage: deliver_async FILE")?;
    let done = deliver(fs::read(file)?, &|| env::vars().collect()).await?;
    println!("{}", serde_json::to_string(&done)?);
    Ok(if done.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Delivers an event within a minute. `variables` gives the environment as it is now: credentials can change meanwhile.
pub async fn deliver(event: Vec<u8>, variables: &dyn Fn() -> Vec<(String, String)>) -> Result<Done, AnyError> {
    let options = || Options::from_env(variables());
    let start = now();
    let deadline = start.saturating_add(60_000);
    let invocation = Invocation { request_id: None, deadline, seed: start.unsigned_abs(), mode: Mode::Full };
    let mut delivery = Delivery::new(event, options(), invocation, start);
    let mut in_flight = JoinSet::new();
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
            continue;
        }
        for transmit in actions.requests {
            let limit = Duration::from_millis(transmit.request.timeout.into());
            let request = transmit.request.to_http(Full::new(Bytes::copy_from_slice(delivery.body(transmit.id))))?;
            in_flight.spawn(async move {
                let sent = timeout(limit, send(request)).await;
                (transmit.id, sent.unwrap_or_else(|_| Err("timeout".into())))
            });
        }
        let wait = actions.wait_until.unwrap_or(deadline).saturating_sub(now());
        tokio::select! {
            Some(answered) = in_flight.join_next() => match answered? {
                (id, Ok(response)) => delivery.on_http_response(id, &response, now()),
                (id, Err(error)) => delivery.on_error(id, &error.to_string(), now()),
            },
            () = sleep(Duration::from_millis(wait.max(0).unsigned_abs())) => {}
        }
    }
}

/// Sends a request, and reads the response to its end.
async fn send(mut request: http::Request<Full<Bytes>>) -> Result<http::Response<Bytes>, AnyError> {
    let host = request.uri().host().ok_or("no host")?.to_owned();
    let port = request.uri().port_u16().unwrap_or(80);
    // A server gets the path alone.
    *request.uri_mut() = request.uri().path_and_query().ok_or("no path")?.as_str().parse()?;
    let stream = TcpStream::connect((host.as_str(), port)).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let (head, body) = sender.send_request(request).await?.into_parts();
    Ok(http::Response::from_parts(head, body.collect().await?.to_bytes()))
}

/// Milliseconds since 1970.
fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
