//! What the answer to a [`Probe`](super::Probe) means, and what to do about it.

use alloc::string::String;
use alloc::vec::Vec;

use super::{ProbeStep, Setup, Subject, api_errors};
use crate::cos;
use crate::http::Response;
use crate::json::{AsField, Document, Field, members};
use crate::text::{digits, find};
use crate::time::Millis;

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
        let help = "see \"One rule holds for every option\" in docs/configuration.md";
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
    /// Reads the response to the probe of this subject that was received at `now`.
    ///
    /// If the last diagnosis is a failure, later probes of the same bucket find nothing new.
    #[must_use]
    pub fn diagnose(&self, response: &Response<'_>, now: Millis) -> Vec<Diagnosis> {
        let (mut found, answer) = match self.step {
            ProbeStep::Function => return Vec::from([of_function(&self.target, response)]),
            ProbeStep::Read => (diagnose_clock(response, now).into_iter().collect(), of_bucket(self, response)),
            ProbeStep::Write | ProbeStep::Delete => (Vec::new(), of_bucket(self, response)),
        };
        // The two clocks have said it already.
        let is_known = |known: &Diagnosis| known.check == answer.check && known.level == CheckLevel::Fail;
        if !found.iter().any(is_known) {
            found.push(answer);
        }
        found
    }
}

/// Reads the response of COS. The codes are those of its error table (document 436/7730).
fn of_bucket(subject: &Subject, response: &Response<'_>) -> Diagnosis {
    let Subject { step, target, .. } = subject;
    let bucket = subject.bucket.as_deref().unwrap_or("the bucket");
    let status = response.status;
    let (code, message) = cos::error_of(response);
    let is_stored = matches!(status, 200..=299);
    match step {
        ProbeStep::Read if status == 200 || status == 404 && matches!(code, "" | "NoSuchKey") => {
            return Diagnosis::ok("bucket", [bucket, " is there and may be read"].concat());
        }
        ProbeStep::Write if is_stored => return Diagnosis::ok("bucket", [target, " was written"].concat()),
        ProbeStep::Delete if is_stored => return Diagnosis::ok("bucket", [target, " was deleted"].concat()),
        ProbeStep::Delete => {
            return Diagnosis::warn(
                "bucket",
                [target, " was written and could not be deleted"].concat(),
                "delete it in the console; the function never deletes, so its role need not be allowed to",
            );
        }
        _ => {}
    }
    let answered = ["COS answered ", digits(status.into()).as_str()].concat();
    if matches!(status, 300..=399) {
        return Diagnosis::fail(
            "bucket",
            [bucket, " is somewhere else: ", &answered].concat(),
            "set COS_REGION to the region that the COS console shows for the bucket",
        );
    }
    // Failures of authentication also come as AccessDenied with the name in the message.
    let known = COS_ERRORS
        .iter()
        .find(|error| error.code == code)
        .or_else(|| COS_ERRORS.iter().find(|error| find(message, error.code).is_some()));
    if let Some(error) = known {
        let about = if error.names_bucket { [error.message, " ", bucket].concat() } else { error.message.into() };
        return Diagnosis::fail(error.check, about, error.help);
    }
    if status == 403 {
        let reason = if code.is_empty() { digits(status.into()) } else { code.into() };
        let help = [
            "give the role name/cos:",
            step.action(),
            " on this prefix; compare region, APPID and bucket in the policy",
        ];
        return Diagnosis::fail(
            "bucket",
            ["the keys may not ", step.as_str(), " ", target, " (", &reason, ")"].concat(),
            &help.concat(),
        );
    }
    let about = if code.is_empty() { answered } else { [&answered, " ", code].concat() };
    if status >= 500 {
        return Diagnosis::warn("bucket", about, "try again later");
    }
    Diagnosis::fail("bucket", about, "look the code up in the documentation of COS (436/7730)")
}

/// What an error of COS means for whoever set the bucket up.
struct CosError {
    code: &'static str,
    check: &'static str,
    message: &'static str,
    /// Whether the name of the bucket follows the message.
    names_bucket: bool,
    help: &'static str,
}

static COS_ERRORS: [CosError; 7] = [
    CosError {
        code: "NoSuchBucket",
        check: "bucket",
        message: "there is no bucket",
        names_bucket: true,
        help: "compare COS_BUCKET (with its APPID) and COS_REGION with the COS console",
    },
    CosError {
        code: "InvalidAccessKeyId",
        check: "credentials",
        message: "COS does not know the SecretId",
        names_bucket: false,
        help: "compare it with the CAM console; of temporary keys all three parts belong together",
    },
    CosError {
        code: "SignatureDoesNotMatch",
        check: "credentials",
        message: "the SecretKey does not belong to the SecretId",
        names_bucket: false,
        help: "copy both again, without spaces or line breaks",
    },
    CosError {
        code: "ExpiredToken",
        check: "credentials",
        message: "the temporary keys have expired",
        names_bucket: false,
        help: "get new ones; in the function they are always fresh",
    },
    CosError {
        code: "RequestTimeTooSkewed",
        check: "clock",
        message: "COS finds the clock of this machine wrong by more than 15 minutes",
        names_bucket: false,
        help: "set the clock",
    },
    CosError {
        code: "Request has expired",
        check: "clock",
        message: "COS finds the signature expired or not yet valid: the clock of this machine is wrong",
        names_bucket: false,
        help: "set the clock",
    },
    CosError {
        code: "PaymentRequired",
        check: "bucket",
        message: "the account is in arrears",
        names_bucket: false,
        help: "top up the account in the billing console",
    },
];

/// The longest difference of clocks that is not worth a word, s.
const CLOCK_TOLERANCE: i64 = 30;

/// From here on signatures are close to being refused: API 3.0 refuses beyond 300 s, COS beyond 900 s.
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
    let Some(content) = content else {
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
    Diagnosis::fail(CHECK, [target, ": ", code].concat(), api_errors::advice(code).help)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_700_000_000_000;

    fn bucket(step: ProbeStep, status: u16, code: &str, message: &str) -> Vec<Diagnosis> {
        let body = ["<Error><Code>", code, "</Code><Message>", message, "</Message></Error>"].concat();
        let response = Response { status, headers: &[], body: body.as_bytes() };
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
    fn clocks_that_differ_are_said_once() {
        let at = |seconds: i64, status: u16, body: &[u8]| {
            let headers = [("Date", "Tue, 14 Nov 2023 22:13:20 GMT")];
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
        assert_eq!(of("<html>").message, "the SCF API answered 200 and no result");
        assert_eq!(error("ResourceNotFound.Function").level, CheckLevel::Fail);
        assert_eq!(error("UnauthorizedOperation").level, CheckLevel::Warn);
        let other = error("RequestLimitExceeded");
        assert_eq!(
            (other.level, other.help.as_deref()),
            (CheckLevel::Fail, Some(api_errors::advice("RequestLimitExceeded").help))
        );
    }
}
