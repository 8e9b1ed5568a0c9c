//! Whether what the options name is there: what they say by themselves, and the requests whose answers say the rest.

mod api_errors;
mod diagnosis;

use alloc::string::String;
use alloc::vec::Vec;

pub use api_errors::help as api_error_help;
pub use diagnosis::{Diagnosis, Severity, diagnose_bucket, diagnose_function};

use crate::cos::{self, Upload};
use crate::error::Error;
use crate::http::Request;
use crate::json::{AsField, Field, members, to_json};
use crate::options::{Archive, Options, Warning};
use crate::scf::{self, Action, Api, Function};
use crate::time::Millis;

/// The object that is written to find out whether that may be done, behind the prefix.
const OBJECT: &str = "doctor-probe.txt";

const CONTENT: &str = "Written by `mps-webhook doctor` to see whether it may be; it can be deleted.\n";

/// What is known of options without asking anybody.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Findings {
    /// Why nothing can be done with them.
    pub error: Option<Error>,
    /// What is wrong beside the archive: events are stored, and then the invocation fails.
    pub fault: Option<Error>,
    /// What is set and has no effect, or another than it seems to have.
    pub warnings: Vec<Warning>,
    /// The bucket.
    pub bucket: Option<String>,
    /// The bucket's region; unknown at an endpoint of its own.
    pub region: Option<String>,
    /// Whether callbacks over HTTP must be signed.
    pub verifies_callbacks: bool,
    /// Whether the credentials are temporary.
    pub temporary_credentials: bool,
    /// Who is to be told.
    pub bots: Vec<Bot>,
    /// The requests to send.
    pub probes: Vec<Probe>,
}
members!(Findings: error, fault, warnings, bucket, region, verifies_callbacks, temporary_credentials, bots, probes);

/// Somebody to tell.
#[derive(Debug)]
#[non_exhaustive]
pub struct Bot {
    /// A name that tells nothing of the address.
    pub id: String,
}
members!(Bot: id);

/// A request whose answer says something of the options.
#[derive(Debug)]
#[non_exhaustive]
pub struct Probe {
    /// What it tries.
    pub step: Step,
    /// The object's key, or the function.
    pub target: String,
    /// What to send; it must be sent at once, as signatures expire.
    pub request: Request,
    /// Its body; empty: it has none.
    pub body: String,
}
members!(Probe: step, target, request, body);

/// What a [`Probe`] tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Reading an object of the bucket.
    Read,
    /// Writing it.
    Write,
    /// Deleting it.
    Delete,
    /// Asking what a function is like.
    Function,
}

impl Step {
    const ALL: [Step; 4] = [Step::Read, Step::Write, Step::Delete, Step::Function];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Step::Read => "read",
            Step::Write => "write",
            Step::Delete => "delete",
            Step::Function => "function",
        }
    }

    /// The step of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == name)
    }

    /// The action that a policy has to allow for it.
    const fn action(self) -> &'static str {
        match self {
            Step::Read => "GetObject",
            Step::Write => "PutObject",
            Step::Delete => "DeleteObject",
            Step::Function => "GetFunction",
        }
    }
}

impl AsField for Step {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
    }
}

/// The parameters of `GetFunction`.
#[expect(non_snake_case, reason = "the API's names")]
struct Parameters<'p> {
    FunctionName: &'p str,
    Qualifier: &'p str,
    Namespace: &'p str,
}
members!(Parameters<'p>: FunctionName, Qualifier, Namespace);

/// Looks at options.
#[must_use]
pub fn probe(options: Result<Options, Error>, now: Millis) -> Findings {
    let options = match options {
        Ok(options) => options,
        Err(error) => return Findings { error: Some(error), ..Findings::default() },
    };
    let mut findings = Findings {
        verifies_callbacks: options.notify_key.is_some(),
        bots: options.notify.iter().map(|target| Bot { id: target.id() }).collect(),
        ..Findings::default()
    };
    if let Some(archive) = &options.archive {
        findings.bucket = Some(archive.name.clone());
        findings.region.clone_from(&archive.region);
        findings.temporary_credentials = archive.credentials.session_token.is_some();
        match of_bucket(archive, now) {
            Ok(probes) => findings.probes = probes,
            Err(error) => findings.error = Some(error),
        }
    }
    if let Some(api) = &options.api {
        findings.temporary_credentials |= api.credentials.session_token.is_some();
        findings.probes.extend(options.invoke.iter().map(|function| of_function(api, function, now)));
    }
    findings.fault = options.fault;
    findings.warnings = options.warnings;
    findings
}

fn of_bucket(archive: &Archive, now: Millis) -> Result<Vec<Probe>, Error> {
    let Archive { bucket, prefix, credentials, .. } = archive;
    let key = [prefix, OBJECT].concat();
    let upload =
        Upload { key: &key, body: CONTENT.as_bytes(), content_type: "text/plain; charset=utf-8", keep_existing: false };
    let requests = [
        (Step::Read, cos::get(bucket, &key, credentials, now)?, ""),
        (Step::Write, cos::put(bucket, upload, credentials, now)?, CONTENT),
        (Step::Delete, cos::delete(bucket, &key, credentials, now)?, ""),
    ];
    let probe = |(step, request, body): (_, _, &str)| Probe { step, target: key.clone(), request, body: body.into() };
    Ok(requests.into_iter().map(probe).collect())
}

fn of_function(api: &Api, function: &Function, now: Millis) -> Probe {
    let body = to_json(&Parameters {
        FunctionName: &function.name,
        Qualifier: &function.qualifier,
        Namespace: &function.namespace,
    });
    let action = Action { service: "scf", name: "GetFunction", version: scf::VERSION };
    Probe {
        step: Step::Function,
        target: function.id(),
        request: scf::request(api, action, &body, now),
        body: String::from_utf8(body).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options_from_json;

    const NOW: Millis = 1_700_000_000_000;

    #[test]
    fn wrong_options_are_all_there_is_to_say() {
        let findings = probe(options_from_json(br#"{"env":{"COS_BUCKET":"B"}}"#), NOW);
        assert_eq!(findings.error.unwrap().path(), Some("COS_BUCKET"));
        assert!(findings.probes.is_empty());
    }

    #[test]
    fn everything_that_is_named_is_asked_for_once() {
        let findings = probe(
            options_from_json(
                br#"{"env":{"COS_BUCKET":"b-125","COS_REGION":"ap-tokyo","COS_PREFIX":"x/","COS_SECRET_ID":"id",
                    "COS_SECRET_KEY":"key","INVOKE_FUNCTIONS":"a,b:1@n","WECOM_WEBHOOK_KEY":"k","MPS_NOTIFY_KEY":"n"}}"#,
            ),
            NOW,
        );
        let asked: Vec<_> = findings.probes.iter().map(|probe| (probe.step.as_str(), probe.target.as_str())).collect();
        let key = "x/doctor-probe.txt";
        assert_eq!(
            asked,
            [("read", key), ("write", key), ("delete", key), ("function", "a:$DEFAULT@default"), ("function", "b:1@n")]
        );
        assert_eq!(findings.probes[4].body, r#"{"FunctionName":"b","Qualifier":"1","Namespace":"n"}"#);
        assert_eq!((findings.bots.len(), findings.verifies_callbacks), (1, true));
        assert!(findings.fault.is_none() && !findings.temporary_credentials);
        assert!(findings.warnings.is_empty());
    }

    #[test]
    fn what_has_no_effect_is_found() {
        let findings = probe(options_from_json(br#"{"env":{"COS_REGION":"ap-tokyo","NOTIFY_ON":"failure"}}"#), NOW);
        let names: Vec<_> = findings.warnings.iter().map(|warning| warning.path.as_str()).collect();
        assert_eq!(names, ["COS_REGION", "NOTIFY_ON"]);
        assert!(findings.error.is_none() && findings.fault.is_none());
    }
}
