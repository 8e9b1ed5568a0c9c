//! What the answer to a [`Probe`](super::Probe) means, and what to do about it.

use alloc::string::String;
use alloc::vec::Vec;

use super::{CONTENT, ProbeStep, Setup, Subject};
use crate::cos::{self, errors::ErrorBody};
use crate::delivery::watch::cursor::Cursor;
use crate::http::{Response, RetryAction};
use crate::json::{AsField, Document, Field, Value, members};
use crate::scf::errors;
use crate::text::{digits, find};
use crate::time::{Millis, iso8601};

/// What an answer says of one of the things that a delivery needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnosis {
    /// What it is about: `options`, `bucket`, `callbacks`, `credentials`, `clock` or `invoke`.
    pub check: &'static str,
    /// How bad it is.
    pub level: CheckLevel,
    /// What was found.
    pub message: String,
    /// What to do; absent if there is nothing to do.
    pub help: Option<String>,
}
members!(Diagnosis: check, level, message, help);

/// How bad a [`Diagnosis`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CheckLevel {
    /// It is as it has to be.
    Ok,
    /// Deliveries may work, but somebody should look at it.
    Warn,
    /// Deliveries will fail.
    Fail,
    /// It was not looked at, because nothing needs it.
    Skipped,
}

impl CheckLevel {
    /// The name in the output of programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            CheckLevel::Ok => "ok",
            CheckLevel::Warn => "warn",
            CheckLevel::Fail => "fail",
            CheckLevel::Skipped => "skipped",
        }
    }
}

impl AsField for CheckLevel {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
    }
}

impl Diagnosis {
    fn ok(check: &'static str, message: String) -> Self {
        Diagnosis { check, level: CheckLevel::Ok, message, help: None }
    }

    fn fail(check: &'static str, message: String, help: &str) -> Self {
        Diagnosis { check, level: CheckLevel::Fail, message, help: Some(help.into()) }
    }

    fn warn(check: &'static str, message: String, help: &str) -> Self {
        Diagnosis { level: CheckLevel::Warn, ..Diagnosis::fail(check, message, help) }
    }
}

/// What can be said of options without a request.
pub(super) fn of_options(setup: &Setup, over_http: bool) -> Vec<Diagnosis> {
    let mut checks = Vec::from([match setup.error.as_ref().or(setup.fault.as_ref()) {
        Some(error) => Diagnosis::fail("options", error.message().into(), error.help()),
        None => Diagnosis::ok("options", "they are valid".into()),
    }]);
    for warning in &setup.warnings {
        let help = "if that is not intended, see docs/configuration.md";
        checks.push(Diagnosis::warn("options", warning.message.clone(), help));
    }
    if setup.error.is_some() {
        return checks;
    }
    if setup.bucket.is_none() {
        let help = "set COS_BUCKET to the name with the APPID, such as results-1250000000";
        checks.push(Diagnosis::warn("bucket", "none is set: nothing will be stored".into(), help));
    }
    checks.push(match (setup.verifies_callbacks, over_http) {
        (true, _) => Diagnosis::ok("callbacks", "those over HTTP must be signed".into()),
        (false, true) => Diagnosis::fail(
            "callbacks",
            "anybody who knows the URL can send events: MPS_NOTIFY_KEY is not set".into(),
            "set it to the task's NotifyKey",
        ),
        (false, false) => {
            let message = "those over HTTP would not be verified".into();
            Diagnosis { level: CheckLevel::Skipped, ..Diagnosis::ok("callbacks", message) }
        }
    });
    checks
}

impl Subject {
    /// The bucket, for messages.
    fn bucket(&self) -> &str {
        self.bucket.as_deref().unwrap_or("the bucket")
    }

    /// Reads the response to the probe of this subject that was received at `now`.
    ///
    /// If the last diagnosis is a failure, later probes of the same bucket find nothing new.
    #[must_use]
    pub fn diagnose(&self, response: &Response<'_>, now: Millis) -> Vec<Diagnosis> {
        let (mut found, answer) = match self.step {
            ProbeStep::Function => return Vec::from([of_function(&self.target, response)]),
            ProbeStep::Read => (diagnose_clock(response, now).into_iter().collect(), of_bucket(self, response)),
            ProbeStep::Write | ProbeStep::Delete => (Vec::new(), of_bucket(self, response)),
            ProbeStep::Watch => {
                return of_watch(response, now).unwrap_or_else(|| Vec::from([of_bucket(self, response)]));
            }
            ProbeStep::Outbox => return Vec::from([of_outbox(self, response, now)]),
            ProbeStep::DeleteMessage => return Vec::from([of_deletion(self, response)]),
        };
        // The two clocks have said it already.
        let is_known = |known: &Diagnosis| known.check == answer.check && known.level == CheckLevel::Fail;
        if !found.iter().any(is_known) {
            found.push(answer);
        }
        found
    }
}

/// Reads the response of COS as a delivery reads it. Both agree on what is a success.
fn of_bucket(subject: &Subject, response: &Response<'_>) -> Diagnosis {
    let bucket = subject.bucket();
    let status = response.status;
    let answer = cos::read(response);
    if let Some(diagnosis) = of_success(subject, status, &answer) {
        return diagnosis;
    }
    let answered = ["COS answered ", digits(status.into()).as_str()].concat();
    if matches!(status, 300..=399) {
        return Diagnosis::fail(
            "bucket",
            [bucket, " is somewhere else: ", &answered].concat(),
            "set COS_REGION to the region that the COS console shows for the bucket",
        );
    }
    let body = ErrorBody::of(response);
    if matches!(status, 200..=299 | 404) && body.code.is_empty() && !cos::is_of_cos(response) {
        return Diagnosis::fail(
            "bucket",
            ["the answer ", &digits(status.into()), " is not one of COS: it has neither an ETag nor a request id"]
                .concat(),
            LOOK_AT_ENDPOINT,
        );
    }
    if let Some(advice) = body.known().and_then(|error| error.advice.as_ref()) {
        let about = if advice.names_bucket { [advice.message, " ", bucket].concat() } else { advice.message.into() };
        return Diagnosis::fail(advice.check, about, advice.help);
    }
    if status == 403 {
        return may_not(subject, body.code);
    }
    let about = if body.code.is_empty() { answered } else { [&answered, " ", body.code].concat() };
    if matches!(answer, cos::Answer::TryAgain(..)) {
        return Diagnosis::warn("bucket", about, "try again later");
    }
    Diagnosis::fail("bucket", about, "look the code up in the documentation of COS (436/7730)")
}

/// The longest time after which the last round of the watch is too long ago, ms. A timer that `deploy` makes has 30 minutes.
const LONGEST_PAUSE: i64 = 2 * 60 * 60_000;

/// The longest time that a message waits without its being said to be late, ms.
const LONGEST_WAIT: i64 = 24 * 60 * 60_000;

/// Says how the last round of the watch ended, by the object in which it left where it came to. `None`: COS answered something else.
fn of_watch(response: &Response<'_>, now: Millis) -> Option<Vec<Diagnosis>> {
    const WATCH: &str = "watch";
    const LOG: &str = "look for lines that begin with `watch:` in the log of the function: docs/operations.md";
    let cursor = match cos::read(response) {
        cos::Answer::NotFound => {
            let message = "no round has ended yet".into();
            return Some(Vec::from([Diagnosis::warn(WATCH, message, LOG)]));
        }
        cos::Answer::Done { .. } => Cursor::read(response.body),
        _ => return None,
    };
    let (Some(at), Some(last)) = (cursor.at, cursor.last) else {
        let message = "its last round left nothing that can be read".into();
        return Some(Vec::from([Diagnosis::warn(WATCH, message, LOG)]));
    };
    let ago = now.saturating_sub(at);
    let count = |number: u32| digits(number.into());
    let tasks = if last.tasks == 1 { " task, " } else { " tasks, " };
    let said = ["the last round ended ", &minutes(ago), " min ago: ", &count(last.tasks), tasks].concat();
    let said = [&said, &count(last.missing), " had not arrived, ", &count(last.fetched), " delivered now"].concat();
    let mut found = Vec::from([if ago > LONGEST_PAUSE {
        let help = "is the timer trigger on, and is its message `watch`? If so, look into the log of the function";
        Diagnosis::warn(WATCH, said, help)
    } else {
        Diagnosis::ok(WATCH, said)
    }]);
    let left = last.failed.saturating_add(last.pending);
    if left > 0 {
        found.push(Diagnosis::warn(
            WATCH,
            not_delivered(left),
            "the next round looks at them again. If it stays so, look into the log of the function",
        ));
    }
    if last.gone > 0 {
        let message = ["the service did not know ", &count(last.gone), " of the missing tasks any more"].concat();
        found.push(Diagnosis::warn(
            WATCH,
            message,
            "let the timer run at least once a day: MPS answers tasks of 7 days",
        ));
    }
    found.push(match cursor.newest_event {
        None if last.missing == 0 => return Some(found),
        // None of them came by itself.
        _ if last.missing == last.tasks && last.tasks > 0 => Diagnosis::fail(
            EVENTS,
            none_arrived(last.tasks),
            "look at the MPS trigger: is it on, and bound to this function and to no other one?",
        ),
        None => return Some(found),
        Some(newest) => Diagnosis::ok(
            EVENTS,
            ["the latest one in the archive is of a task that finished at ", &iso8601(newest)].concat(),
        ),
    });
    Some(found)
}

/// That tasks are not delivered yet.
fn not_delivered(tasks: u32) -> String {
    if tasks == 1 {
        return "1 task of the last round is not delivered yet".into();
    }
    [&digits(tasks.into()), " tasks of the last round are not delivered yet"].concat()
}

/// That no task of a round was in the archive.
fn none_arrived(tasks: u32) -> String {
    if tasks == 1 {
        return "no event arrives: the last task was not in the archive".into();
    }
    ["no event arrives: none of the last ", &digits(tasks.into()), " tasks was in the archive"].concat()
}

/// What is said of the events that arrive.
const EVENTS: &str = "events";

/// What is said of the messages that wait to be sent.
const OUTBOX: &str = "outbox";

/// Says whether messages can be deleted once they are sent.
fn of_deletion(subject: &Subject, response: &Response<'_>) -> Diagnosis {
    // COS answers 204 to a deletion, also of what is not there.
    if matches!(response.status, 200..=299) {
        return Diagnosis::ok(OUTBOX, "messages that were sent may be deleted".into());
    }
    Diagnosis { level: CheckLevel::Warn, check: OUTBOX, ..of_bucket(subject, response) }
}

/// Says how many messages wait to be sent, and for how long.
fn of_outbox(subject: &Subject, response: &Response<'_>, now: Millis) -> Diagnosis {
    let listing = cos::Listing { prefix: &subject.target, after: "" };
    let page = match cos::read(response) {
        cos::Answer::Done { .. } => cos::read_objects(response.body, listing),
        // Whoever asks may not have the permissions of the function.
        _ => return Diagnosis { level: CheckLevel::Warn, check: OUTBOX, ..of_bucket(subject, response) },
    };
    let Ok(page) = page else {
        return Diagnosis::warn(OUTBOX, "the list of it cannot be read".into(), "try again later");
    };
    // Claims of who sends them are there, too.
    let waiting = || page.objects.iter().filter(|object| object.key.ends_with(".outbox.json"));
    let Some(oldest) = waiting().filter_map(|object| object.modified).min() else {
        return Diagnosis::ok(OUTBOX, "no message waits".into());
    };
    let waits = now.saturating_sub(oldest);
    let least = if page.next.is_some() { "at least " } else { "" };
    let number = waiting().count();
    let message = if number == 1 && page.next.is_none() {
        ["1 message waits, for ", &minutes(waits), " min"].concat()
    } else {
        let number = digits(i64::try_from(number).unwrap_or(i64::MAX));
        [least, &number, " messages wait, the oldest for ", &minutes(waits), " min"].concat()
    };
    if waits > LONGEST_WAIT {
        return Diagnosis::warn(
            OUTBOX,
            message,
            "is the timer trigger on? Does the bot answer? Look into the log of the function",
        );
    }
    Diagnosis::ok(OUTBOX, message)
}

fn minutes(ms: i64) -> String {
    digits(ms.max(0).checked_div(60_000).unwrap_or_default())
}

/// Says that a step succeeded, as far as it did; `None` if it failed.
fn of_success(subject: &Subject, status: u16, answer: &cos::Answer) -> Option<Diagnosis> {
    let Subject { step, target, .. } = subject;
    Some(match (step, answer) {
        (ProbeStep::Read, cos::Answer::Done { .. } | cos::Answer::NotFound) => {
            Diagnosis::ok("bucket", [subject.bucket(), " is there and may be read"].concat())
        }
        (ProbeStep::Write, cos::Answer::Done { etag: Some(etag), .. })
            if cos::contradicts(etag, CONTENT.as_bytes()) =>
        {
            Diagnosis::fail("bucket", ["COS stored other bytes than were sent for ", target].concat(), LOOK_AT_ENDPOINT)
        }
        (ProbeStep::Write, cos::Answer::Done { .. }) => Diagnosis::ok("bucket", [target, " was written"].concat()),
        // COS answers 204 to a deletion.
        (ProbeStep::Delete, _) if matches!(status, 200..=299) => {
            Diagnosis::ok("bucket", [target, " was deleted"].concat())
        }
        (ProbeStep::Delete, _) => Diagnosis::warn(
            "bucket",
            [target, " was written and could not be deleted"].concat(),
            "delete it in the console: under this name the function deletes nothing, so its role need not be allowed to",
        ),
        _ => return None,
    })
}

const LOOK_AT_ENDPOINT: &str = "look at COS_ENDPOINT, and at a proxy between this machine and COS";

/// Says that the policy of the keys does not allow a step.
fn may_not(subject: &Subject, code: &str) -> Diagnosis {
    let Subject { step, target, .. } = subject;
    let (what, action) = step.action();
    let help = ["give the role name/cos:", action, " on this prefix; compare region, APPID and bucket in the policy"];
    let reason = if code.is_empty() { "403" } else { code };
    let message = ["the keys may not ", what, " ", target, " (", reason, ")"].concat();
    Diagnosis::fail("bucket", message, &help.concat())
}

/// The longest difference of clocks that is not worth a word, s.
const CLOCK_TOLERANCE: i64 = 30;

/// The clock error in seconds from which signatures are close to being refused. API 3.0 refuses beyond 300 s, COS beyond
/// 900 s.
const CLOCK_LIMIT: i64 = 240;

/// Compares our clock with that of the service.
fn diagnose_clock(response: &Response<'_>, now: Millis) -> Option<Diagnosis> {
    let ahead = now.saturating_sub(response.date()?);
    let seconds = ahead.saturating_abs().saturating_add(500).checked_div(1000).unwrap_or_default();
    let direction = if ahead < 0 { " s behind" } else { " s ahead of" };
    let message = ["this machine's clock is ", &digits(seconds), direction, " the service's"].concat();
    Some(match seconds {
        ..CLOCK_TOLERANCE => Diagnosis::ok("clock", message),
        CLOCK_TOLERANCE..CLOCK_LIMIT => Diagnosis::warn("clock", message, "set the clock"),
        _ => Diagnosis::fail("clock", message, "set the clock"),
    })
}

/// Reads the response to `GetFunction` (API 3.0 of SCF, document 583/18584). `target` is the function's id.
fn of_function(target: &str, response: &Response<'_>) -> Diagnosis {
    const CHECK: &str = "invoke";
    let document = Document::parse(response.body);
    let content = document.as_ref().ok().map(|document| document.root().get("Response")).filter(|it| it.is_object());
    let has_result = |content: &Value<'_>| !content.get("Error").is_null() || content.get("Status").text().is_some();
    let Some(content) = content.filter(has_result) else {
        let status = digits(response.status.into());
        let message = ["the SCF API answered ", &status, " and no result"].concat();
        return Diagnosis { help: None, ..Diagnosis::warn(CHECK, message, "") };
    };
    let Some(code) = content.get("Error").get("Code").text() else {
        let status = content.get("Status").text().unwrap_or_default();
        if status == "Active" {
            return Diagnosis::ok(CHECK, [target, " is there"].concat());
        }
        let message = [target, " is ", status, ", not Active"].concat();
        return Diagnosis::warn(CHECK, message, "look at it in the SCF console");
    };
    if code.starts_with("ResourceNotFound") {
        return Diagnosis::fail(
            CHECK,
            ["there is no function ", target, " (", code, ")"].concat(),
            "compare name, qualifier, namespace and region with the SCF console; a qualifier is a version or alias that was published",
        );
    }
    if find(code, "Unauthorized").is_some() {
        return Diagnosis::warn(
            CHECK,
            ["whether ", target, " is there could not be looked up (", code, ")"].concat(),
            "these keys may not call scf:GetFunction; the function itself needs scf:InvokeFunction only",
        );
    }
    let level = match errors::retry(code) {
        Some(RetryAction::Wait) => CheckLevel::Warn,
        _ => CheckLevel::Fail,
    };
    Diagnosis { level, ..Diagnosis::fail(CHECK, [target, ": ", code].concat(), errors::advice(code).help) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_700_000_000_000;

    fn bucket(step: ProbeStep, status: u16, code: &str, message: &str) -> Vec<Diagnosis> {
        let body = ["<Error><Code>", code, "</Code><Message>", message, "</Message></Error>"].concat();
        let body = if status < 300 { "" } else { &body };
        let response = Response { status, headers: &[("x-cos-request-id", "r")], body: body.as_bytes() };
        Subject::new(step, "x/doctor-probe.txt", Some("b-125 in ap-tokyo")).diagnose(&response, NOW)
    }

    fn only(found: &[Diagnosis]) -> (&str, CheckLevel, &str) {
        let [one] = found else { panic!("{found:?}") };
        (one.check, one.level, &one.message)
    }

    #[test]
    fn a_bucket_without_the_object_is_as_good_as_one_with_it() {
        let good = ("bucket", CheckLevel::Ok, "b-125 in ap-tokyo is there and may be read");
        assert_eq!(only(&bucket(ProbeStep::Read, 200, "", "")), good);
        assert_eq!(only(&bucket(ProbeStep::Read, 404, "NoSuchKey", "")), good);
        let missing = bucket(ProbeStep::Read, 404, "NoSuchBucket", "");
        assert_eq!(only(&missing), ("bucket", CheckLevel::Fail, "there is no bucket b-125 in ap-tokyo"));
    }

    #[test]
    fn a_failed_deletion_is_a_warning() {
        assert_eq!(only(&bucket(ProbeStep::Delete, 204, "", "")).1, CheckLevel::Ok);
        assert_eq!(only(&bucket(ProbeStep::Delete, 403, "AccessDenied", "")).1, CheckLevel::Warn);
    }

    #[test]
    fn permissions_of_the_outbox_are_warnings() {
        assert_eq!(only(&bucket(ProbeStep::DeleteMessage, 204, "", "")).1, CheckLevel::Ok);
        for (step, action) in [(ProbeStep::DeleteMessage, "DeleteObject"), (ProbeStep::Outbox, "GetBucket")] {
            let denied = bucket(step, 403, "AccessDenied", "Access Denied.");
            assert_eq!((denied[0].check, denied[0].level), ("outbox", CheckLevel::Warn));
            assert!(denied[0].help.as_ref().is_some_and(|help| help.contains(action)));
        }
    }

    #[test]
    fn the_reason_may_stand_in_the_message() {
        let found = bucket(ProbeStep::Write, 403, "AccessDenied", "Request has expired");
        assert_eq!(only(&found).0, "clock");
        let denied = bucket(ProbeStep::Write, 403, "AccessDenied", "Access Denied.");
        assert_eq!(only(&denied).2, "the keys may not write x/doctor-probe.txt (AccessDenied)");
        assert!(denied[0].help.as_ref().is_some_and(|help| help.contains("name/cos:PutObject")));
    }

    #[test]
    fn what_is_not_in_the_table_is_shown_as_it_is() {
        assert_eq!(
            only(&bucket(ProbeStep::Write, 503, "SlowDown", "")),
            ("bucket", CheckLevel::Warn, "COS answered 503 SlowDown")
        );
        assert_eq!(only(&bucket(ProbeStep::Write, 418, "", "")), ("bucket", CheckLevel::Fail, "COS answered 418"));
        assert_eq!(only(&bucket(ProbeStep::Read, 301, "", "")).1, CheckLevel::Fail);
    }

    #[test]
    fn a_store_succeeds_only_as_a_delivery_wants_it() {
        let write = |status: u16, headers: &[(&str, &str)]| {
            let response = Response { status, headers, body: b"" };
            Subject::new(ProbeStep::Write, "k", Some("b")).diagnose(&response, NOW).remove(0)
        };
        assert_eq!(write(200, &[("etag", "\"encrypted\"")]).level, CheckLevel::Ok);
        let other = write(200, &[("etag", "\"d41d8cd98f00b204e9800998ecf8427e\"")]);
        assert_eq!(
            (other.level, other.message.as_str()),
            (CheckLevel::Fail, "COS stored other bytes than were sent for k")
        );
        let of_proxy = write(200, &[]);
        let message = "the answer 200 is not one of COS: it has neither an ETag nor a request id";
        assert_eq!((of_proxy.level, of_proxy.message.as_str()), (CheckLevel::Fail, message));
        assert_eq!(write(201, &[("x-cos-request-id", "r")]).level, CheckLevel::Warn);
    }

    #[test]
    fn what_a_delivery_tries_again_is_a_warning() {
        for (status, code) in
            [(400, "RequestTimeout"), (409, "PathConflict"), (400, "BadDigest"), (500, "InternalError")]
        {
            assert_eq!(only(&bucket(ProbeStep::Write, status, code, "")).1, CheckLevel::Warn, "{code}");
        }
        assert_eq!(only(&bucket(ProbeStep::Write, 501, "NotImplemented", "")).1, CheckLevel::Fail);
    }

    #[test]
    fn clocks_that_differ_are_said_once() {
        let at = |seconds: i64, status: u16, body: &[u8]| {
            let headers = [("Date", "Tue, 14 Nov 2023 22:13:20 GMT"), ("x-cos-request-id", "r")];
            let response = Response { status, headers: &headers, body };
            Subject::new(ProbeStep::Read, "k", Some("b")).diagnose(&response, NOW + seconds * 1000)
        };
        let levels = |found: Vec<Diagnosis>| found.iter().map(|it| (it.check, it.level)).collect::<Vec<_>>();
        let read = ("bucket", CheckLevel::Ok);
        assert_eq!(levels(at(29, 200, b"")), [("clock", CheckLevel::Ok), read]);
        assert_eq!(levels(at(-30, 200, b"")), [("clock", CheckLevel::Warn), read]);
        assert_eq!(levels(at(239, 200, b"")), [("clock", CheckLevel::Warn), read]);
        assert_eq!(levels(at(240, 200, b"")), [("clock", CheckLevel::Fail), read]);
        let skewed = b"<Code>RequestTimeTooSkewed</Code>";
        assert_eq!(levels(at(-1000, 403, skewed)), [("clock", CheckLevel::Fail)]);
        assert_eq!(at(-1000, 403, skewed)[0].message, "this machine's clock is 1000 s behind the service's");
    }

    #[test]
    fn a_function_is_there_or_not() {
        let of = |body: &str| {
            let response = Response { status: 200, headers: &[], body: body.as_bytes() };
            Subject::new(ProbeStep::Function, "f:1@n", None).diagnose(&response, NOW).remove(0)
        };
        let error = |code: &str| of(&[r#"{"Response":{"Error":{"Code":""#, code, r#""}}}"#].concat());
        assert_eq!(of(r#"{"Response":{"Status":"Active"}}"#).level, CheckLevel::Ok);
        assert_eq!(of(r#"{"Response":{"Status":"Creating"}}"#).message, "f:1@n is Creating, not Active");
        for unread in ["<html>", r#"{"Response":{}}"#, r#"{"Response":{"Error":null}}"#] {
            assert_eq!(of(unread).message, "the SCF API answered 200 and no result");
        }
        assert_eq!(error("ResourceNotFound.Function").level, CheckLevel::Fail);
        assert_eq!(error("UnauthorizedOperation").level, CheckLevel::Warn);
        let other = error("RequestLimitExceeded");
        assert_eq!(
            (other.level, other.help.as_deref()),
            (CheckLevel::Warn, Some(errors::advice("RequestLimitExceeded").help))
        );
    }
}
