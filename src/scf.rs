//! SCF: the request that invokes another function, and what the response means. Sources: API `Invoke`, version
//! 2018-04-16; SCF document 583/17243.

use alloc::string::String;
use alloc::vec::Vec;

use crate::filter::Condition;
use crate::http::{Request, Response, RetryAction, is_plain};
use crate::json::{Document, Value, members, to_json, to_json_of_about};
use crate::redact::Secrets;
use crate::sign::Credentials;
use crate::sign::tc3::{Signed, authorization};
use crate::text::{digits, split_once};
use crate::time::Millis;

pub(crate) mod errors;

/// The most an asynchronous invocation may send, bytes of `ClientContext` in UTF-8 (SCF document 583/11637).
pub(crate) const MAX_CONTEXT: usize = 128 * 1024;

const CONTENT_TYPE: &str = "application/json";

/// The version of the SCF API.
pub(crate) const VERSION: &str = "2018-04-16";

/// The API, and what requests to it are signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Api {
    /// Its base URL, without a slash at the end.
    pub origin: String,
    /// The region of the functions.
    pub region: String,
    /// What requests are signed with.
    pub credentials: Credentials,
}

impl Api {
    /// The API at `origin`, its base URL without a slash at the end.
    #[must_use]
    pub fn new(origin: &str, region: &str, credentials: Credentials) -> Self {
        Api { origin: origin.into(), region: region.into(), credentials }
    }
}

/// A function to invoke with events.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its version or alias. Always sent: the defaults of the API's two actions differ.
    pub qualifier: String,
    /// Its namespace.
    pub namespace: String,
    /// What has to be in the report of an event. `None`: it is invoked with every event.
    pub condition: Option<Condition>,
}

impl Function {
    /// The name in receipts and log lines, `name:qualifier@namespace`.
    #[must_use]
    pub fn id(&self) -> String {
        [&self.name, ":", &self.qualifier, "@", &self.namespace].concat()
    }
}

/// An object in the place of an event that is too large to send.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) struct Reference<'r> {
    /// The bucket.
    pub bucket: &'r str,
    /// Its region, unless it is reached at an endpoint of its own.
    pub region: Option<&'r str>,
    /// The key of the event.
    pub key: &'r str,
}
members!(Reference<'r>: bucket, region, key);

impl Reference<'_> {
    /// The text to send instead of the event.
    #[must_use]
    pub(crate) fn to_context(&self) -> Vec<u8> {
        to_json(self)
    }
}

/// The parameters of `Invoke`.
#[expect(non_snake_case, reason = "the API's names")]
struct Parameters<'p> {
    FunctionName: &'p str,
    InvocationType: &'p str,
    Qualifier: &'p str,
    Namespace: &'p str,
    ClientContext: &'p str,
}
members!(Parameters<'p>: FunctionName, InvocationType, Qualifier, Namespace, ClientContext);

/// The request that invokes a function asynchronously, and its body. `context`, a JSON text, is its event.
#[must_use]
pub(crate) fn invoke(api: &Api, function: &Function, context: &str, now: Millis) -> (Request, Vec<u8>) {
    let body = to_json_of_about(
        context.len().saturating_mul(5) / 4,
        &Parameters {
            FunctionName: &function.name,
            InvocationType: "Event",
            Qualifier: &function.qualifier,
            Namespace: &function.namespace,
            ClientContext: context,
        },
    );
    (request(api, Action { service: "scf", name: "Invoke", version: VERSION }, &body, now), body)
}

/// An action of API 3.0.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "programs write it as a literal, and an action has no more")]
pub struct Action<'a> {
    /// The service that has it, such as `scf`.
    pub service: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The version of the service's API.
    pub version: &'a str,
}

/// The request that asks for an action with `body`, its parameters as JSON text. (API document "Common Params".)
#[must_use]
pub fn request(api: &Api, action: Action<'_>, body: &[u8], now: Millis) -> Request {
    let authority = split_once(&api.origin, "://").map_or(api.origin.as_str(), |(_, rest)| rest);
    let host = split_once(authority, "/").map_or(authority, |(host, _)| host);
    let credentials = &api.credentials;
    let signed = Signed { service: action.service, host, content_type: CONTENT_TYPE, body, time: now };
    let mut headers = Vec::from([
        ("authorization", authorization(&credentials.secret_id, &credentials.secret_key, signed)),
        ("content-type", CONTENT_TYPE.into()),
        ("host", host.into()),
        ("x-tc-action", action.name.into()),
        ("x-tc-region", api.region.clone()),
        ("x-tc-timestamp", digits(now.div_euclid(1000))),
        ("x-tc-version", action.version.into()),
    ]);
    if let Some(token) = &credentials.session_token {
        headers.push(("x-tc-token", token.clone()));
    }
    Request { method: "POST", url: [&api.origin, "/"].concat(), headers, timeout: 0, longest_response: None }
}

/// What the API answered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum Answer {
    /// The event is in the function's queue.
    Done {
        /// The id of the invocation, to find it in the function's log.
        request_id: Option<String>,
    },
    /// It may work when tried again.
    TryAgain(String, RetryAction),
    /// It will not work however often it is tried.
    Refused(String),
}

impl Answer {
    /// Without the secrets of the options.
    pub(crate) fn cleaned(mut self, secrets: &Secrets) -> Self {
        match &mut self {
            Answer::TryAgain(text, _) | Answer::Refused(text) | Answer::Done { request_id: Some(text) } => {
                secrets.clean_text(text);
            }
            Answer::Done { request_id: None } => {}
        }
        self
    }
}

/// The content of an answer of API 3.0, the member `Response` of the body. An answer has status 200 and the id of its request, also
/// if it is an error. What lacks these is from something in front of the API.
///
/// # Errors
/// What it is instead, as the end of a sentence: "answered 502 without a result".
pub(crate) fn content<'d>(document: Option<&'d Document<'d>>, response: &Response<'_>) -> Result<Value<'d>, String> {
    let content = document.map(|document| document.root().get("Response")).filter(|content| content.is_object());
    let missing = match content.filter(|_| response.status == 200) {
        Some(content) if plain(content.get("RequestId")).is_some() || !content.get("Error").is_null() => {
            return Ok(content);
        }
        Some(_) => " without a RequestId",
        None => " without a result",
    };
    Err(["answered ", &digits(i64::from(response.status)), missing].concat())
}

/// Reads the response to [`invoke`]. Errors of the API come with status 200, as `Response.Error`. Whether SCF accepted the
/// invocation is in `Response.Result`: `InvokeResult` is 0 if so, and `ErrMsg` is empty.
#[must_use]
pub(crate) fn read(response: &Response<'_>) -> Answer {
    let document = Document::parse(response.body);
    let content = match content(document.as_ref().ok(), response) {
        Ok(content) => content,
        Err(answered) => return Answer::TryAgain(["the SCF API ", &answered].concat(), RetryAction::Wait),
    };
    let with_request = |mut reason: String| {
        if let Some(id) = plain(content.get("RequestId")) {
            reason.push_str(", request ");
            reason.push_str(id);
        }
        reason
    };
    let error = content.get("Error");
    if error.is_null() {
        let result = content.get("Result");
        let (outcome, message) = (result.get("InvokeResult"), result.get("ErrMsg"));
        if !outcome.is_null() && outcome.text_or_digits() != Some("0") {
            let number = outcome.text_or_digits().filter(|text| is_plain(text)).unwrap_or("that is not a number");
            return Answer::Refused(with_request(["the SCF API answered InvokeResult ", number].concat()));
        }
        if message.text().is_some_and(|text| !text.is_empty()) {
            return Answer::Refused(with_request("the SCF API answered with an ErrMsg".into()));
        }
        let id = result.get("FunctionRequestId");
        let id = if id.is_null() { content.get("RequestId") } else { id };
        return Answer::Done { request_id: plain(id).map(String::from) };
    }
    let code = plain(error.get("Code")).unwrap_or("an error without a code");
    let reason = with_request(["the SCF API answered ", code].concat());
    match errors::retry(code) {
        Some(action) => Answer::TryAgain(reason, action),
        None => Answer::Refused(reason),
    }
}

fn plain(value: Value<'_>) -> Option<&str> {
    value.text().filter(|text| is_plain(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: &str) -> Answer {
        let body = [r#"{"Response":{"Error":{"Code":""#, code, r#"","Message":"m"},"RequestId":"r-1"}}"#].concat();
        read(&Response { status: 200, headers: &[], body: body.as_bytes() })
    }

    #[test]
    fn an_error_comes_with_status_200() {
        let reason = String::from("the SCF API answered ResourceNotFound.Function, request r-1");
        assert_eq!(error("ResourceNotFound.Function"), Answer::Refused(reason));
        for (code, wanted) in [
            ("InternalError", Some(RetryAction::Wait)),
            ("InternalError.SystemError", Some(RetryAction::Wait)),
            ("RequestLimitExceeded.UinLimitExceeded", Some(RetryAction::Wait)),
            ("ResourceUnavailable", Some(RetryAction::Wait)),
            ("ResourceUnavailable.InsufficientBalance", None),
            ("ResourceInsufficient", Some(RetryAction::Wait)),
            ("FailedOperation.FunctionStatusError", Some(RetryAction::Wait)),
            ("FailedOperation.InvokeFunction", None),
            ("AuthFailure.SignatureExpire", Some(RetryAction::Clock)),
            ("AuthFailure.TokenFailure", Some(RetryAction::Credentials)),
            ("AuthFailure.SignatureFailure", None),
            ("UnauthorizedOperation.CAM", None),
            ("LimitExceeded", None),
            ("InvalidParameterValue.ClientContext", None),
        ] {
            let action = match error(code) {
                Answer::TryAgain(_, action) => Some(action),
                _ => None,
            };
            assert_eq!(action, wanted, "{code}");
        }
    }

    #[test]
    fn a_code_that_could_forge_a_log_line_is_not_passed_on() {
        assert_eq!(
            error("x\\n{}"),
            Answer::Refused("the SCF API answered an error without a code, request r-1".into())
        );
    }

    #[test]
    fn what_is_no_answer_of_the_api_is_tried_again() {
        for (status, body, missing) in [
            (502, "<html>", "result"),
            (200, "<html>", "result"),
            (200, "{}", "result"),
            (500, r#"{"Response":{}}"#, "result"),
            (204, "", "result"),
            (200, r#"{"Response":[]}"#, "result"),
            (200, r#"{"Response":{}}"#, "RequestId"),
            (200, r#"{"Response":{"Error":null}}"#, "RequestId"),
            (200, r#"{"Response":{"RequestId":7}}"#, "RequestId"),
            (200, r#"{"Response":{"RequestId":""}}"#, "RequestId"),
            (200, r#"{"Response":{"Result":{"InvokeResult":0}}}"#, "RequestId"),
        ] {
            let answer = read(&Response { status, headers: &[], body: body.as_bytes() });
            let reason = ["the SCF API answered ", &digits(i64::from(status)), " without a ", missing].concat();
            assert_eq!(answer, Answer::TryAgain(reason, RetryAction::Wait), "{status} {body}");
        }
    }

    #[test]
    fn an_invocation_that_scf_did_not_accept_is_refused() {
        for (result, reason) in [
            (r#"{"InvokeResult":-1,"ErrMsg":"boom"}"#, "InvokeResult -1"),
            (r#"{"InvokeResult":1,"FunctionRequestId":"f-1"}"#, "InvokeResult 1"),
            (r#"{"InvokeResult":{}}"#, "InvokeResult that is not a number"),
            (r#"{"ErrMsg":"boom"}"#, "with an ErrMsg"),
        ] {
            let body = [r#"{"Response":{"Result":"#, result, r#","RequestId":"r-1"}}"#].concat();
            let answer = read(&Response { status: 200, headers: &[], body: body.as_bytes() });
            assert_eq!(
                answer,
                Answer::Refused(["the SCF API answered ", reason, ", request r-1"].concat()),
                "{result}"
            );
        }
        for accepted in ["null", "{}", r#"{"InvokeResult":0,"ErrMsg":""}"#, r#"{"InvokeResult":null,"ErrMsg":null}"#] {
            let body = [r#"{"Response":{"Result":"#, accepted, r#","RequestId":"r-1"}}"#].concat();
            let answer = read(&Response { status: 200, headers: &[], body: body.as_bytes() });
            assert_eq!(answer, Answer::Done { request_id: Some("r-1".into()) }, "{accepted}");
        }
    }

    #[test]
    fn the_id_is_that_of_the_invocation() {
        let body = br#"{"Response":{"Result":{"FunctionRequestId":"f-1","InvokeResult":0},"RequestId":"r-1"}}"#;
        let answer = read(&Response { status: 200, headers: &[], body });
        assert_eq!(answer, Answer::Done { request_id: Some("f-1".into()) });
    }

    #[test]
    fn the_qualifier_is_always_sent() {
        let api = Api {
            origin: "https://scf.tencentcloudapi.com".into(),
            region: "ap-tokyo".into(),
            credentials: Credentials { secret_id: "i".into(), secret_key: "k".into(), session_token: Some("t".into()) },
        };
        let function =
            Function { name: "f".into(), qualifier: "$DEFAULT".into(), namespace: "default".into(), condition: None };
        let (request, body) = invoke(&api, &function, "{\"a\":\"\n\"}", 1_700_000_000_000);
        assert_eq!(
            body,
            br#"{"FunctionName":"f","InvocationType":"Event","Qualifier":"$DEFAULT","Namespace":"default","ClientContext":"{\"a\":\"\n\"}"}"#
        );
        assert_eq!((request.method, request.url.as_str()), ("POST", "https://scf.tencentcloudapi.com/"));
        assert!(request.headers.contains(&("x-tc-token", "t".into())));
        assert!(request.headers.contains(&("host", "scf.tencentcloudapi.com".into())));
    }
}
