//! Checks whether a setup works. It reports what the options alone show, and makes requests whose responses show the
//! rest.
//!
//! `mps-webhook doctor` is made of it. [`Setup::new`] reads options; the caller sends the requests of [`Setup::probes`], and
//! [`Subject::diagnose`] says what each response means and what to do.
//!
//! ```
//! use mps_webhook::probe::{CheckLevel, Setup, ProbeStep};
//! use mps_webhook::{Options, Response, sign::Credentials};
//!
//! let credentials = Credentials { secret_id: "id".into(), secret_key: "key".into(), session_token: None };
//! let options = Options::builder().bucket("results-1250000000", "ap-tokyo").credentials(credentials).build();
//! let now = 1_700_000_000_000; // from your clock, ms since 1970
//! let setup = Setup::new(options, false, now);
//! assert!(setup.checks.iter().all(|check| check.level != CheckLevel::Fail));
//! let probe = &setup.probes[0];
//! assert_eq!((probe.subject.step, probe.request.method), (ProbeStep::Read, "GET"));
//! // Send it with any HTTP client; here the answer is made up.
//! let body = b"<Error><Code>NoSuchBucket</Code></Error>";
//! let found = probe.subject.diagnose(&Response { status: 404, headers: &[], body }, now);
//! assert_eq!(found[0].level, CheckLevel::Fail);
//! assert_eq!(found[0].message, "there is no bucket results-1250000000 in ap-tokyo");
//! ```

mod diagnosis;

use alloc::string::String;
use alloc::vec::Vec;

pub use diagnosis::{CheckLevel, Diagnosis};

use crate::cos::{self, Upload};
use crate::delivery::watch;
use crate::error::Error;
use crate::http::Request;
use crate::json::{AsField, Field, Members, members, quote, to_json};
use crate::options::{Archive, OptionWarning, Options};
use crate::scf::{self, Action, Api, Function};
use crate::time::Millis;

/// The object that a probe writes, behind the prefix, to check the permission.
const OBJECT: &str = "doctor-probe.txt";

/// Where the messages that wait to be sent lie, behind the prefix.
const OUTBOX: &str = "outbox/";

const CONTENT: &str = "Written by `mps-webhook doctor` to see whether it may be; it can be deleted.\n";

/// What the options alone show, and the requests that find out the rest.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Setup {
    /// Why nothing can be done with the options.
    pub error: Option<Error>,
    /// What is wrong beside the archive: events are stored, and then the invocation fails.
    pub fault: Option<Error>,
    /// What is set and has no effect, or another than it seems to have.
    pub warnings: Vec<OptionWarning>,
    /// The bucket.
    pub bucket: Option<String>,
    /// The bucket's region; unknown at an endpoint of its own.
    pub region: Option<String>,
    /// Whether callbacks over HTTP must be signed.
    pub verifies_callbacks: bool,
    /// Whether the credentials are temporary.
    pub temporary_credentials: bool,
    /// The notification targets.
    pub bots: Vec<Bot>,
    /// Why the watch cannot find what never came. `None`: it can.
    pub watch_error: Option<Error>,
    /// What the role of a function needs for the watch beside what every delivery needs: the text of a policy of CAM. `None` where the
    /// watch cannot work.
    pub watch_policy: Option<String>,
    /// What can be said of the options without a request.
    pub checks: Vec<Diagnosis>,
    /// The requests to send. They are signed: send them at once.
    pub probes: Vec<Probe>,
}
members!(Setup: error, fault, warnings, bucket, region, verifies_callbacks, temporary_credentials, bots, watch_error, watch_policy, checks, probes);

/// A notification target.
#[derive(Debug)]
#[non_exhaustive]
pub struct Bot {
    /// Its name, which shows nothing of the address; see [`Target::id`](crate::notify::Target::id).
    pub id: String,
    /// Whether digests or quiet hours hold its messages back in the outbox. Without a timer trigger they are sent when the next event
    /// comes.
    pub held_back: bool,
}
members!(Bot: id, held_back);

/// A request whose response shows something about the setup.
#[derive(Debug)]
#[non_exhaustive]
pub struct Probe {
    /// What it tries.
    pub subject: Subject,
    /// What to send.
    pub request: Request,
    /// Its body; empty: it has none.
    pub body: String,
}

/// The members of the subject stand among its own.
impl Members for Probe {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.subject.members(visit);
        visit("request", Field::Object(&self.request));
        self.body.show("body", visit);
    }
}
members!(object Probe);

/// What a [`Probe`] tries, and on what.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subject {
    /// What it tries.
    pub step: ProbeStep,
    /// The object's key, or the function.
    pub target: String,
    /// The bucket and its region, for messages; of a function there is none.
    pub bucket: Option<String>,
}
members!(Subject: step, target, bucket);

impl Subject {
    /// A subject of its parts, for responses that arrive where the [`Probe`] is not.
    #[must_use]
    pub fn new(step: ProbeStep, target: &str, bucket: Option<&str>) -> Self {
        Subject { step, target: target.into(), bucket: bucket.map(String::from) }
    }
}

/// What a [`Probe`] tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProbeStep {
    /// Reading an object of the bucket.
    Read,
    /// Writing it.
    Write,
    /// Deleting it.
    Delete,
    /// Asking what a function is like.
    Function,
    /// Reading how the last round of the watch ended.
    Watch,
    /// Listing the messages that wait to be sent.
    Outbox,
    /// Deleting one that is not there. Messages are deleted once they are sent.
    DeleteMessage,
}

impl ProbeStep {
    const ALL: [ProbeStep; 7] = [
        ProbeStep::Read,
        ProbeStep::Write,
        ProbeStep::Delete,
        ProbeStep::Function,
        ProbeStep::Watch,
        ProbeStep::Outbox,
        ProbeStep::DeleteMessage,
    ];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ProbeStep::Read => "read",
            ProbeStep::Write => "write",
            ProbeStep::Delete => "delete",
            ProbeStep::Function => "function",
            ProbeStep::Watch => "watch",
            ProbeStep::Outbox => "outbox",
            ProbeStep::DeleteMessage => "delete_message",
        }
    }

    /// The step of an id such as `read`; `None` if there is no such step.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == id)
    }

    /// What it does, and the action that a policy has to allow for it.
    const fn action(self) -> (&'static str, &'static str) {
        match self {
            ProbeStep::Read | ProbeStep::Watch => ("read", "GetObject"),
            ProbeStep::Write => ("write", "PutObject"),
            ProbeStep::Delete | ProbeStep::DeleteMessage => ("delete", "DeleteObject"),
            ProbeStep::Outbox => ("list", "GetBucket"),
            ProbeStep::Function => ("look up", "GetFunction"),
        }
    }
}

impl AsField for ProbeStep {
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

impl Setup {
    /// Reads options, or why there are none. `over_http`: notifications can also come as web requests, which anybody can send.
    #[must_use]
    pub fn new(options: Result<Options, Error>, over_http: bool, now: Millis) -> Self {
        let mut setup = Setup::of(options, now);
        setup.checks = diagnosis::of_options(&setup, over_http);
        setup
    }

    fn of(options: Result<Options, Error>, now: Millis) -> Self {
        let options = match options {
            Ok(options) => options,
            Err(error) => return Setup { error: Some(error), ..Setup::default() },
        };
        let has_outbox = options.archive.is_some();
        let mut setup = Setup {
            verifies_callbacks: options.notify_key.is_some(),
            bots: options
                .notify
                .iter()
                .map(|target| Bot { id: target.id(), held_back: has_outbox && target.schedule.holds_back() })
                .collect(),
            watch_error: watch::objection(options.archive.as_deref()),
            ..Setup::default()
        };
        if let Some(archive) = &options.archive {
            if setup.watch_error.is_none() {
                setup.watch_policy = Some(watch_policy(archive));
            }
            setup.bucket = Some(archive.name.clone());
            setup.region.clone_from(&archive.region);
            setup.temporary_credentials = archive.credentials.session_token.is_some();
            match of_bucket(archive, now) {
                Ok(probes) => setup.probes = probes,
                Err(error) => setup.error = Some(error),
            }
        }
        if let Some(api) = &options.api {
            setup.temporary_credentials |= api.credentials.session_token.is_some();
            setup.probes.extend(options.invoke.iter().map(|function| of_function(api, function, now)));
        }
        setup.fault = options.fault;
        setup.warnings = options.warnings;
        setup
    }
}

fn of_bucket(archive: &Archive, now: Millis) -> Result<Vec<Probe>, Error> {
    let Archive { bucket, prefix, credentials, .. } = archive;
    let place = match &archive.region {
        Some(region) => [&archive.name, " in ", region].concat(),
        None => archive.name.clone(),
    };
    let key = [prefix, OBJECT].concat();
    let upload =
        Upload { key: &key, body: CONTENT.as_bytes(), content_type: "text/plain; charset=utf-8", keep_existing: false };
    let cursor = [prefix, watch::cursor::KEY].concat();
    let outbox = [prefix, OUTBOX].concat();
    let message = [&outbox, OBJECT].concat();
    let listing = cos::Listing { prefix: &outbox, after: "" };
    let requests = [
        (ProbeStep::Read, &key, cos::get(bucket, &key, credentials, now)?, ""),
        (ProbeStep::Write, &key, cos::put(bucket, upload, credentials, now)?, CONTENT),
        (ProbeStep::Delete, &key, cos::delete(bucket, &key, credentials, now)?, ""),
        (ProbeStep::Watch, &cursor, cos::get(bucket, &cursor, credentials, now)?, ""),
        (ProbeStep::Outbox, &outbox, cos::list(bucket, listing, credentials, now), ""),
        (ProbeStep::DeleteMessage, &message, cos::delete(bucket, &message, credentials, now)?, ""),
    ];
    let probe = |(step, target, request, body): (_, &String, _, &str)| Probe {
        subject: Subject::new(step, target, Some(&place)),
        request,
        body: body.into(),
    };
    Ok(requests.into_iter().map(probe).collect())
}

/// The permissions that the watch needs beside those of every delivery. What it lists and reads is under the prefix; whether CAM can
/// limit a list to a prefix is not documented, so it is the list of the bucket. Messages that wait are deleted once they are sent.
fn watch_policy(archive: &Archive) -> String {
    let region = archive.region.as_deref().unwrap_or_default();
    let appid = archive.name.rsplit('-').next().unwrap_or_default();
    let bucket = ["qcs::cos:", region, ":uid/", appid, ":", &archive.name, "/"].concat();
    let resource = |keys: &str| {
        let mut text = Vec::new();
        quote(&mut text, &[&bucket, keys, "*"].concat());
        String::from_utf8(text).unwrap_or_default()
    };
    let folder = |name: &str| resource(&[&archive.prefix, name, "/"].concat());
    [
        r#"{"version":"2.0","statement":[{"effect":"allow","action":["mps:DescribeTasks","mps:DescribeTaskDetail"],"resource":["*"]},"#,
        r#"{"effect":"allow","action":["name/cos:GetBucket"],"resource":["#,
        &resource(""),
        r#"]},{"effect":"allow","action":["name/cos:DeleteObject"],"resource":["#,
        &folder("outbox"),
        ",",
        &folder("failed"),
        "]}]}",
    ]
    .concat()
}

fn of_function(api: &Api, function: &Function, now: Millis) -> Probe {
    let body = to_json(&Parameters {
        FunctionName: &function.name,
        Qualifier: &function.qualifier,
        Namespace: &function.namespace,
    });
    let action = Action { service: "scf", name: "GetFunction", version: scf::VERSION };
    Probe {
        subject: Subject::new(ProbeStep::Function, &function.id(), None),
        request: scf::request(api, action, &body, now),
        body: String::from_utf8(body).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::host::options_from_json;

    const NOW: Millis = 1_700_000_000_000;

    #[test]
    fn wrong_options_are_all_there_is_to_say() {
        let setup = Setup::new(options_from_json(br#"{"env":{"COS_BUCKET":"B"}}"#), false, NOW);
        assert_eq!(setup.error.unwrap().path(), Some("COS_BUCKET"));
        assert!(setup.probes.is_empty());
    }

    #[test]
    fn everything_that_is_named_is_asked_for_once() {
        let setup = Setup::new(
            options_from_json(
                br#"{"env":{"COS_BUCKET":"b-125","COS_REGION":"ap-tokyo","COS_PREFIX":"x/","COS_SECRET_ID":"id",
                    "COS_SECRET_KEY":"key","INVOKE_FUNCTIONS":"a,b:1@n","WECOM_WEBHOOK_KEY":"k","MPS_NOTIFY_KEY":"n"}}"#,
            ),
            false,
            NOW,
        );
        let asked: Vec<_> =
            setup.probes.iter().map(|Probe { subject, .. }| (subject.step.as_str(), subject.target.as_str())).collect();
        let key = "x/doctor-probe.txt";
        assert_eq!(
            asked,
            [
                ("read", key),
                ("write", key),
                ("delete", key),
                ("watch", "x/watch/reconcile.cursor.json"),
                ("outbox", "x/outbox/"),
                ("delete_message", "x/outbox/doctor-probe.txt"),
                ("function", "a:$DEFAULT@default"),
                ("function", "b:1@n")
            ]
        );
        assert_eq!(setup.probes[7].body, r#"{"FunctionName":"b","Qualifier":"1","Namespace":"n"}"#);
        assert_eq!((setup.bots.len(), setup.verifies_callbacks), (1, true));
        assert!(setup.fault.is_none() && !setup.temporary_credentials);
        assert!(setup.warnings.is_empty());
    }

    #[test]
    fn digests_and_quiet_hours_hold_messages_back_where_there_is_an_outbox() {
        let of = |cos: &str| {
            let document =
                r#""notify":[{"url":"a"},{"url":"b","digest":"daily"},{"url":"c","quiet":"22:00-08:00 +08:00"}]}}"#;
            Setup::new(options_from_json(&[r#"{"options":{"#, cos, document].concat().into_bytes()), false, NOW)
        };
        let archive = r#""cos":{"bucket":"b-125","region":"ap-tokyo","secret_id":"id","secret_key":"key"},"#;
        let held_back = |setup: &Setup| setup.bots.iter().map(|bot| bot.held_back).collect::<Vec<_>>();
        let with = of(archive);
        assert_eq!(held_back(&with), [false, true, true]);
        assert!(with.warnings.is_empty());
        let without = of("");
        assert_eq!(held_back(&without), [false; 3]);
        let warned: Vec<_> = without.warnings.iter().map(|warning| warning.path.as_str()).collect();
        assert_eq!(warned, ["notify[1].digest", "notify[2].quiet"]);
    }

    #[test]
    fn the_watch_needs_an_archive_by_task_and_its_permissions() {
        let of = |layout: &str| {
            let env = r#"{"env":{"COS_BUCKET":"b-125","COS_REGION":"ap-tokyo","COS_SECRET_ID":"id","COS_SECRET_KEY":"key","COS_LAYOUT":""#;
            Setup::new(options_from_json(&[env, layout, r#""}}"#].concat().into_bytes()), false, NOW)
        };
        let policy = of("task").watch_policy.unwrap();
        let document = crate::json::Document::parse(policy.as_bytes()).unwrap();
        let statement: Vec<_> = document.root().get("statement").elements().collect();
        let resource = statement[1].get("resource").elements().next().unwrap();
        assert_eq!((statement.len(), resource.text()), (3, Some("qcs::cos:ap-tokyo:uid/125:b-125/*")));
        let deleted: Vec<_> = statement[2].get("resource").elements().filter_map(crate::json::Value::text).collect();
        let folders = ["qcs::cos:ap-tokyo:uid/125:b-125/mps/outbox/*", "qcs::cos:ap-tokyo:uid/125:b-125/mps/failed/*"];
        assert_eq!(deleted, folders);
        let classic = of("classic");
        assert_eq!((classic.watch_error.unwrap().path(), classic.watch_policy), (Some("cos.layout"), None));
        let none = Setup::new(options_from_json(b"{}"), false, NOW);
        assert_eq!((none.watch_error.unwrap().path(), none.watch_policy), (Some("cos.bucket"), None));
    }

    #[test]
    fn what_has_no_effect_is_found() {
        let setup =
            Setup::new(options_from_json(br#"{"env":{"COS_REGION":"ap-tokyo","NOTIFY_ON":"failure"}}"#), false, NOW);
        let names: Vec<_> = setup.warnings.iter().map(|warning| warning.path.as_str()).collect();
        assert_eq!(names, ["COS_REGION", "NOTIFY_ON"]);
        assert!(setup.error.is_none() && setup.fault.is_none());
    }

    fn checks(env: &str, over_http: bool) -> Vec<(&'static str, CheckLevel)> {
        let options = options_from_json(&["{\"env\":{", env, "}}"].concat().into_bytes());
        Setup::new(options, over_http, NOW).checks.iter().map(|check| (check.check, check.level)).collect()
    }

    #[test]
    fn options_are_checked_without_a_request() {
        use CheckLevel::{Fail, Ok, Skipped, Warn};
        let archive = r#""COS_BUCKET":"b-125","COS_REGION":"ap-tokyo","COS_SECRET_ID":"id","COS_SECRET_KEY":"key""#;
        assert_eq!(checks(archive, false), [("options", Ok), ("callbacks", Skipped)]);
        assert_eq!(checks(archive, true), [("options", Ok), ("callbacks", Fail)]);
        let verified = [archive, r#","MPS_NOTIFY_KEY":"n""#].concat();
        assert_eq!(checks(&verified, true), [("options", Ok), ("callbacks", Ok)]);
        let unused = r#""COS_REGION":"ap-tokyo""#;
        assert_eq!(
            checks(unused, false),
            [("options", Ok), ("options", Warn), ("bucket", Warn), ("callbacks", Skipped)]
        );
        assert_eq!(
            checks(r#""NOTIFY_LANG":"xx""#, false),
            [("options", Fail), ("bucket", Warn), ("callbacks", Skipped)]
        );
        // Where there are no options, there is nothing else to say of them.
        assert_eq!(checks(r#""COS_BUCKET":"B""#, true), [("options", Fail)]);
    }
}
