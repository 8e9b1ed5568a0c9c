//! Reads an archive: the keys in a bucket and the objects that they name. It retries as a delivery does.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::actions::Transmit;
use super::retry::{Attempts, NextAttempt, RetryCause};
use super::shared::Shared;
use crate::cos::{self, Page};
use crate::error::{Error, ErrorCode};
use crate::http::{Request, Response, RetryAction};
use crate::json::{AsField, Field, Members, members};
use crate::options::{Archive, Options};
use crate::redact::Secrets;
use crate::time::Millis;

/// What is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadRequest {
    /// The keys that begin with a prefix and come after another. An empty one means from the first on.
    Keys {
        /// What they begin with.
        prefix: String,
        /// The key they come after.
        after: String,
    },
    /// An object.
    Object {
        /// Its key.
        key: String,
    },
}

/// Reads one page of keys, or one object, from the archive that options name.
///
/// As a [`Delivery`](super::Delivery) does, it says what to send, and takes the results. Call [`poll`](Reading::poll) after
/// [`new`](Reading::new), after [`on_response`](Reading::on_response) and [`on_error`](Reading::on_error), and when the clock reaches
/// [`ReadActions::wait_until`]; call one of the two others once for each request, which has no body. At most one request is under
/// way. It has ended when [`ReadActions::page`], [`ReadActions::is_object`] or [`ReadActions::error`] is set, and later polls say
/// the same.
#[derive(Debug)]
pub struct Reading {
    source: Result<Box<Archive>, Error>,
    wanted: ReadRequest,
    attempts: Attempts,
    shared: Shared,
    end: Option<End>,
}

#[derive(Debug, Clone)]
enum End {
    Page(Page),
    Object,
    Failed(Error),
}

/// What a reading wants from outside, or what was read.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct ReadActions {
    /// A request to send now.
    pub send: Option<Transmit>,
    /// When to poll again if nothing comes back before.
    pub wait_until: Option<Millis>,
    /// The keys that were read.
    pub page: Option<Page>,
    /// Whether the body of the last response is the object.
    pub is_object: bool,
    /// Why nothing could be read.
    pub error: Option<Error>,
}
members!(ReadActions: send, wait_until, page, is_object, error);

impl Reading {
    /// Begins to read. `deadline` is when it gives up, `seed` is for the waits between attempts.
    #[must_use]
    pub fn new(options: Result<Options, Error>, wanted: ReadRequest, deadline: Millis, seed: u64) -> Self {
        let source = options.and_then(|options| {
            options
                .archive
                .ok_or_else(|| Error::new(ErrorCode::InvalidOptions, "no bucket is set").at_path("cos.bucket"))
        });
        Reading { source, wanted, attempts: Attempts::default(), shared: Shared::new(0, deadline, seed), end: None }
    }

    /// What to do now, or what was read. The documentation of [`Reading`] says when to call it again.
    pub fn poll(&mut self, now: Millis) -> ReadActions {
        let mut step = ReadActions::default();
        if self.end.is_none() && self.attempts.in_flight.is_none() {
            match (&self.source, self.attempts.next_attempt(now, self.shared.deadline)) {
                (Err(error), _) => self.end = Some(End::Failed(error.clone())),
                (_, NextAttempt::Never) => self.end = Some(End::Failed(self.attempts.out_of_time())),
                (_, NextAttempt::At(until)) => step.wait_until = Some(until),
                (Ok(archive), NextAttempt::Now(timeout)) => match self.request(archive, now) {
                    Ok(mut request) => {
                        request.timeout = timeout;
                        let id = self.shared.start(&mut self.attempts, now);
                        step.send = Some(Transmit { id, step: "read", target: None, request });
                    }
                    Err(error) => self.end = Some(End::Failed(error)),
                },
            }
        }
        match &self.end {
            Some(End::Page(page)) => step.page = Some(page.clone()),
            Some(End::Object) => step.is_object = true,
            Some(End::Failed(error)) => {
                let mut secrets = Secrets::default();
                if let Ok(archive) = &self.source {
                    archive.credentials.add_to(&mut secrets);
                }
                secrets.sort();
                step.error = Some(secrets.clean_error(error.clone()));
            }
            None => {}
        }
        step
    }

    fn request(&self, archive: &Archive, now: Millis) -> Result<Request, Error> {
        let bucket = archive.bucket_at(self.shared.other_host);
        let now = self.shared.service_time(now);
        match &self.wanted {
            ReadRequest::Keys { prefix, after } => {
                check_prefix(prefix)?;
                Ok(cos::list(bucket, cos::Listing { prefix, after }, &archive.credentials, now))
            }
            ReadRequest::Object { key } => cos::get(bucket, key, &archive.credentials, now),
        }
    }

    /// Takes the response to the request that was sent last.
    pub fn on_response(&mut self, response: &Response<'_>, now: Millis) {
        if self.attempts.in_flight.take().is_none() {
            return;
        }
        let damaged = |reason: &str| RetryCause::new(reason.into(), RetryAction::Wait);
        let cause = match (cos::read(response), &self.wanted) {
            (cos::Answer::Done { .. }, ReadRequest::Keys { prefix, after }) => {
                match cos::read_page(response.body, cos::Listing { prefix, after }) {
                    Ok(page) => return self.end = Some(End::Page(page)),
                    Err(reason) => damaged(reason),
                }
            }
            (cos::Answer::Done { etag, .. }, ReadRequest::Object { .. }) => {
                if !etag.is_some_and(|etag| cos::contradicts(&etag, response.body)) {
                    return self.end = Some(End::Object);
                }
                damaged("the object that was read has another ETag than its bytes")
            }
            // The credentials are those that the caller has, and without a date the clock cannot be corrected.
            (cos::Answer::TryAgain(refusal, RetryAction::Credentials), _) => return self.refuse(&refusal),
            (cos::Answer::TryAgain(refusal, RetryAction::Clock), _) if response.date().is_none() => {
                return self.refuse(&refusal);
            }
            (cos::Answer::TryAgain(refusal, action), _) => {
                if cos::is_not_of_cos(response) {
                    self.shared.leave_host(&self.attempts);
                }
                RetryCause::new(refusal.describe(), action).with_times_of(response, now)
            }
            (cos::Answer::Refused(refusal), _) => return self.refuse(&refusal),
            (cos::Answer::NotFound | cos::Answer::Exists, _) => return self.fail("there is no such object".into()),
        };
        self.try_again(cause, now);
    }

    /// Records that the request got no response, and why.
    pub fn on_error(&mut self, reason: &str, now: Millis) {
        if self.attempts.in_flight.take().is_some() {
            self.shared.leave_host(&self.attempts);
            let reason = ["COS cannot be reached: ", reason].concat();
            self.try_again(RetryCause::new(reason, RetryAction::Wait), now);
        }
    }

    fn try_again(&mut self, cause: RetryCause, now: Millis) {
        if let Err(error) = self.shared.try_again(&mut self.attempts, cause, now) {
            self.fail(String::from(error.message()));
        }
    }

    fn fail(&mut self, reason: String) {
        let error = Error::new(ErrorCode::NotDelivered, reason).with_help(Some(TRY_AGAIN));
        self.end = Some(End::Failed(error));
    }

    fn refuse(&mut self, refusal: &cos::Refusal) {
        let error = Error::new(ErrorCode::NotDelivered, refusal.describe());
        self.end = Some(End::Failed(error.with_help(refusal.help.or(Some(TRY_AGAIN)))));
    }
}

/// What to do if nothing more is known. (The help of the code is about deliveries.)
const TRY_AGAIN: &str = "see what the service answered, and try again";

/// Checks that a key can begin with this prefix. The text after the last slash is only a part of a segment.
fn check_prefix(prefix: &str) -> Result<(), Error> {
    match prefix.bytes().rposition(|byte| byte == b'/') {
        Some(slash) => cos::check_key(prefix.get(..slash).unwrap_or_default()),
        None => Ok(()),
    }
}

impl Members for Page {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        let keys: Vec<&str> = self.keys.iter().map(String::as_str).collect();
        visit("keys", Field::Texts(&keys));
        self.next.show("next", visit);
    }
}
members!(object Page);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::host::options_from_json;

    fn reading(wanted: ReadRequest) -> Reading {
        let options = options_from_json(
            br#"{"env":{"COS_BUCKET":"b-125","COS_REGION":"ap-tokyo","COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}"#,
        );
        Reading::new(options, wanted, 60_000, 7)
    }

    fn object() -> Reading {
        reading(ReadRequest::Object { key: "a b".into() })
    }

    const fn answer(status: u16, body: &[u8]) -> Response<'_> {
        Response { status, headers: &[("x-cos-request-id", "r")], body }
    }

    #[test]
    fn keys_come_in_pages() {
        let mut keys = reading(ReadRequest::Keys { prefix: "mps/".into(), after: "mps/a".into() });
        let sent = keys.poll(0).send.unwrap();
        assert!(sent.request.url.ends_with("/?encoding-type=url&marker=mps%2Fa&prefix=mps%2F"), "{}", sent.request.url);
        assert!(keys.poll(1).send.is_none(), "one request at a time");
        keys.on_response(&answer(200, b"<ListBucketResult><Contents><Key>k</Key></Contents></ListBucketResult>"), 2);
        let step = keys.poll(3);
        assert_eq!(step.page.unwrap().keys, ["k"]);
        assert!(step.send.is_none() && step.error.is_none());
    }

    #[test]
    fn pages_that_lead_to_no_later_page_end_in_an_error() {
        let mut keys = reading(ReadRequest::Keys { prefix: "mps/".into(), after: "mps/a".into() });
        let again = b"<ListBucketResult><IsTruncated>true</IsTruncated><NextMarker>mps/a</NextMarker>";
        let mut now = 0;
        let mut sent = 0;
        let error = loop {
            let step = keys.poll(now);
            match (step.error, step.wait_until) {
                (Some(error), _) => break error,
                (None, Some(until)) => now = until,
                (None, None) => {
                    sent += 1;
                    keys.on_response(&answer(200, again), now);
                }
            }
        };
        assert_eq!((sent, error.message().contains("leads to no later page")), (5, true), "{}", error.message());
    }

    #[test]
    fn what_passes_is_tried_again_and_what_stays_is_not() {
        let mut reading = object();
        assert_eq!(reading.poll(0).send.unwrap().request.url, "https://b-125.cos.ap-tokyo.myqcloud.com/a%20b");
        reading.on_error("reset", 10);
        let until = reading.poll(10).wait_until.unwrap_or(10);
        let again = reading.poll(until).send.unwrap();
        assert_eq!(again.request.url, "https://b-125.cos.ap-tokyo.tencentcos.cn/a%20b");
        reading.on_response(&answer(503, b"<Code>SlowDown</Code>"), until);
        let until = reading.poll(until).wait_until.unwrap_or(until);
        assert!(reading.poll(until).send.is_some());
        reading.on_response(&answer(200, b"{}"), until);
        assert!(reading.poll(until).is_object);

        let mut refused = object();
        refused.poll(0);
        refused.on_response(&answer(403, b"<Code>AccessDenied</Code>"), 1);
        assert_eq!(refused.poll(1).error.unwrap().message(), "COS answered 403 AccessDenied, request r");
    }

    #[test]
    fn damaged_objects_are_read_again_and_then_given_up() {
        let mut reading = object();
        let headers = [("etag", "\"d41d8cd98f00b204e9800998ecf8427e\"")];
        let mut now = 0;
        for _ in 0..5 {
            now = reading.poll(now).wait_until.unwrap_or(now);
            reading.poll(now);
            reading.on_response(&Response { status: 200, headers: &headers, body: b"not empty" }, now);
        }
        assert!(reading.poll(now).error.unwrap().message().contains("another ETag"));
    }

    #[test]
    fn cos_is_left_alone_for_as_long_as_it_asks() {
        let busy = |headers| Response { status: 503, headers, body: b"<Code>SlowDown</Code>" };
        let mut reading = object();
        reading.poll(0);
        reading.on_response(&busy(&[("Retry-After", "17")]), 10);
        assert_eq!(reading.poll(10).wait_until, Some(17_010));
        assert!(reading.poll(17_009).send.is_none());
        assert!(reading.poll(17_010).send.is_some());
        // What it asked for once does not hold for the next refusal.
        reading.on_response(&busy(&[]), 17_010);
        assert!(reading.poll(17_010).wait_until.unwrap_or(17_010) <= 22_010);

        let mut date = object();
        date.poll(0);
        let headers = [("date", "Thu, 01 Jan 1970 00:00:02 GMT"), ("retry-after", "Thu, 01 Jan 1970 00:00:09 GMT")];
        date.on_response(&busy(&headers), 10);
        assert_eq!(date.poll(10).wait_until, Some(7_010));

        // Longer than there is time for: it fails now, and does not wait.
        let mut late = object();
        late.poll(0);
        late.on_response(&busy(&[("retry-after", "61")]), 10);
        assert!(late.poll(10).error.unwrap().message().contains("503 SlowDown"));
    }

    #[test]
    fn what_no_url_leads_to_is_refused_before_a_request_is_made() {
        let keys = |prefix: &str| ReadRequest::Keys { prefix: prefix.into(), after: String::new() };
        for wanted in [
            ReadRequest::Object { key: "a/../b".into() },
            ReadRequest::Object { key: "/a".into() },
            keys("a/../"),
            keys("/"),
        ] {
            let mut reading = reading(wanted);
            let step = reading.poll(0);
            assert!(step.send.is_none());
            assert_eq!(step.error.unwrap().path(), Some("key"));
        }
        for prefix in ["", "a", "a/", "a/..", "."] {
            assert!(reading(keys(prefix)).poll(0).send.is_some(), "{prefix}");
        }
    }

    #[test]
    fn a_part_of_an_object_is_not_the_object() {
        let mut reading = object();
        reading.poll(0);
        reading.on_response(&answer(206, b"{}"), 1);
        let step = reading.poll(1);
        assert!(!step.is_object && step.error.is_none());
    }

    #[test]
    fn without_a_bucket_there_is_nothing_to_read() {
        let mut reading = Reading::new(options_from_json(b"{}"), ReadRequest::Object { key: "k".into() }, 1000, 1);
        assert_eq!(reading.poll(0).error.unwrap().path(), Some("cos.bucket"));
    }
}
