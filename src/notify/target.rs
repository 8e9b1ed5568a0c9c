//! Notification targets: which bot or webhook is notified of which reports.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::notice::Rounds;
use super::schedule::Schedule;
use super::template::Template;
use crate::error::{Error, ErrorCode};
use crate::filter::{self, Condition};
use crate::language::Language;
use crate::mps::is_stream_result;
use crate::redact::Secrets;
use crate::report::borrowed::Report;
use crate::report::{Lend, Outcome};
use crate::sign::sha256;
use crate::text::{from_base64, hex, is_made_of, split_once};

/// What kind of bot or receiver it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A group bot of WeCom (企业微信).
    WeCom,
    /// A custom robot of DingTalk (钉钉).
    DingTalk,
    /// A custom bot of Feishu (飞书) or Lark.
    Feishu,
    /// An incoming webhook of Slack.
    Slack,
    /// A program that takes the report as JSON, by the Standard Webhooks specification.
    Webhook,
}

impl Kind {
    /// The kind of this name; `None` if there is no such kind.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        [Kind::WeCom, Kind::DingTalk, Kind::Feishu, Kind::Slack, Kind::Webhook]
            .into_iter()
            .find(|kind| kind.as_str() == id)
    }

    /// The outcomes that targets of this kind are notified of unless the owner says otherwise: people of tasks that have ended,
    /// programs of everything.
    pub(crate) const fn default_outcomes(self) -> Outcomes {
        match self {
            Kind::Webhook => Outcomes::All,
            _ => Outcomes::Finished,
        }
    }

    /// The name of the address in the [id](Target::id) of a target of this kind.
    pub(crate) fn address_in(self, id: &str) -> &str {
        // A hyphen and eight digits follow.
        id.get(..self.as_str().len().saturating_add(9)).unwrap_or(id)
    }

    /// The name in options, receipts and log lines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::WeCom => "wecom",
            Kind::DingTalk => "dingtalk",
            Kind::Feishu => "feishu",
            Kind::Slack => "slack",
            Kind::Webhook => "webhook",
        }
    }
}

/// The outcomes that a target is notified of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcomes {
    /// All of them.
    #[default]
    All,
    /// All but progress: tasks that have not ended are left out. (Results of live streams count as ended, though the stream goes on.)
    Finished,
    /// Reports that need attention: failures, unknown outcomes and urgent findings. A failure can be of all or of a part. A
    /// finding is urgent if a review suggests to block or to review the media, or a quality check found a defect of severity
    /// `Fatal` or `Error`. The task itself may have succeeded, or still go on.
    Attention,
    /// That something failed, be it all or a part, or that the outcome is unknown.
    Failure,
    /// None: the target is there but silent.
    None,
}

impl Outcomes {
    /// The outcomes of an id such as `failure`; `None` if there is no such id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        [Outcomes::All, Outcomes::Finished, Outcomes::Attention, Outcomes::Failure, Outcomes::None]
            .into_iter()
            .find(|it| it.as_str() == id)
    }

    /// The id in options.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcomes::All => "all",
            Outcomes::Finished => "finished",
            Outcomes::Attention => "attention",
            Outcomes::Failure => "failure",
            Outcomes::None => "none",
        }
    }
}

/// The reports that a target is notified of.
///
/// ```
/// use mps_webhook::notify::{Filter, Outcomes};
///
/// let filter = Filter::new(Outcomes::Failure).event_types(["WorkflowTask", "ScheduleTask"]);
/// assert_eq!(filter.event_types, ["WorkflowTask", "ScheduleTask"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Filter {
    /// Of which outcomes.
    pub outcomes: Outcomes,
    /// Of which types of events, as the API names them; empty: of every type.
    pub event_types: Vec<String>,
    /// What else has to be in the report. `None`: anything.
    pub condition: Option<Condition>,
}

impl Filter {
    /// The reports with these outcomes, of every type of event.
    #[must_use]
    pub fn new(outcomes: Outcomes) -> Self {
        Filter { outcomes, ..Filter::default() }
    }

    /// Of them, the reports of events of these types, as the API names them.
    #[must_use]
    pub fn event_types<T: Into<String>>(self, types: impl IntoIterator<Item = T>) -> Self {
        Filter { event_types: types.into_iter().map(Into::into).collect(), ..self }
    }

    /// Of them, the reports that fulfil a condition.
    #[must_use]
    pub fn matching(self, condition: Condition) -> Self {
        Filter { condition: Some(condition), ..self }
    }
}

/// A bot or webhook, and the reports that it is notified of.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Target {
    /// What it is.
    pub kind: Kind,
    /// Where it is. The URL of a bot is a secret: who knows it can write to the group.
    pub url: String,
    /// What requests are signed with, where the owner of the bot asks for that.
    pub secret: Option<String>,
    /// The language of its messages.
    pub language: Language,
    /// The reports that it is notified of.
    pub on: Filter,
    /// The title and the lines of its messages. `None`: the usual ones.
    pub(crate) template: Option<Box<Template>>,
    /// When it may be notified.
    pub(crate) schedule: Schedule,
    /// Which rounds of the watch it is notified of.
    pub(crate) rounds: Rounds,
    /// Whether another target has the same address. Then the name needs more to be unique.
    has_duplicate: bool,
}

impl Target {
    /// Adds what texts of others must not show: what keeps strangers out of the bot.
    pub(crate) fn add_secrets(&self, secrets: &mut Secrets) {
        secrets.add_url(&self.url);
        secrets.add(self.secret.as_deref().unwrap_or_default());
    }
}

/// The address and the secret are not shown.
impl fmt::Debug for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Target")
            .field("kind", &self.kind)
            .field("language", &self.language)
            .field("on", &self.on)
            .finish_non_exhaustive()
    }
}

const WECOM_URL: &str = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=";

impl Target {
    /// Checks what the owner says of a target. For WeCom the bot's key alone will do as its URL.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOptions`] with `url` or `secret` in [`Error::path`]; neither is ever shown. A URL must be one of
    /// HTTPS, or of HTTP on this machine. DingTalk and Feishu take any secret, webhooks one of 24 to 64 bytes in Base64
    /// behind `whsec_`, WeCom and Slack none.
    pub fn new(kind: Kind, url: &str, secret: Option<&str>) -> Result<Self, Error> {
        let is_key = kind == Kind::WeCom && !url.is_empty() && is_made_of(url, "-");
        let url = [if is_key { WECOM_URL } else { "" }, url].concat();
        if !is_safe(&url) {
            return Err(invalid("url", "must be an https:// URL without user or fragment"));
        }
        if let Some(secret) = secret {
            let (fits, reason) = match kind {
                Kind::DingTalk | Kind::Feishu => {
                    (!secret.is_empty() && is_made_of(secret, PUNCTUATION), "must be printable ASCII without spaces")
                }
                Kind::Webhook => {
                    (matches!(webhook_key(secret).len(), 24..=64), "must be `whsec_` and 24 to 64 bytes in Base64")
                }
                Kind::WeCom | Kind::Slack => (false, "is not for bots of this kind"),
            };
            if !fits {
                return Err(invalid("secret", reason));
            }
        }
        let (language, on) = (Language::default(), Filter::new(kind.default_outcomes()));
        Ok(Target {
            kind,
            url,
            secret: secret.map(String::from),
            language,
            on,
            template: None,
            schedule: Schedule::of_kind(kind),
            rounds: Rounds::default(),
            has_duplicate: false,
        })
    }

    /// The target with messages in a language. Without it they are in Chinese.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Target { language, ..self }
    }

    /// The target that is notified only of some reports. Without it, a bot is notified of every task that has ended, a webhook of
    /// every report.
    #[must_use]
    pub fn filtered(self, on: Filter) -> Self {
        Target { on, ..self }
    }

    /// The target with a title and lines of its own. A webhook, which receives the report, ignores them.
    #[must_use]
    pub fn with_template(self, template: Template) -> Self {
        Target { template: Some(Box::new(template)), ..self }
    }

    /// One that is nowhere, for messages that are not sent.
    #[cfg(feature = "api")]
    pub(super) fn nowhere(kind: Kind, language: Language) -> Self {
        Target {
            kind,
            url: String::new(),
            secret: None,
            language,
            on: Filter::default(),
            template: None,
            schedule: Schedule::of_kind(kind),
            rounds: Rounds::default(),
            has_duplicate: false,
        }
    }

    /// Whether it is notified of a report.
    #[must_use]
    pub fn wants(&self, report: &crate::Report) -> bool {
        self.why_not(report, Language::En).is_none()
    }

    /// Why it is not notified of a report, in one sentence: `outcome is success, not failure`. `None` if it is.
    ///
    /// The sentence shows parts of the report, such as a key, but never what the submitter passed through.
    #[must_use]
    pub fn why_not(&self, report: &crate::Report, language: Language) -> Option<String> {
        self.objection(&report.lend(), language)
    }

    /// As [`Target::why_not`], of a report that borrows from its notification.
    pub(crate) fn objection(&self, report: &Report<'_>, language: Language) -> Option<String> {
        if !self.wants_outcome(report) {
            let wanted = self.on.outcomes.as_str();
            return Some(match self.on.outcomes {
                Outcomes::None => filter::has("on", wanted, language),
                _ => filter::is_not("outcome", report.outcome.as_str(), wanted, language),
            });
        }
        let event_type = report.event_name.unwrap_or(report.event_type.as_str());
        if !self.on.event_types.is_empty() && !self.on.event_types.iter().any(|wanted| wanted == event_type) {
            let wanted = filter::one_of(self.on.event_types.iter().map(String::as_str), language);
            return Some(filter::is_not("event_type", event_type, &wanted, language));
        }
        self.on.condition.as_ref()?.objection(report, language)
    }

    /// Whether it is notified of such an outcome.
    #[inline(never)]
    fn wants_outcome(&self, report: &Report<'_>) -> bool {
        // A target for failures alone takes silence for success, but an unknown outcome is not a success.
        let failed = matches!(report.outcome, Outcome::Failure | Outcome::Partial | Outcome::Unknown);
        match self.on.outcomes {
            Outcomes::All => true,
            Outcomes::Finished => report.outcome != Outcome::Processing || is_stream_result(report.event_type),
            Outcomes::Attention => failed || needs_attention(report),
            Outcomes::Failure => failed,
            Outcomes::None => false,
        }
    }

    /// A stable name for receipts and log lines, without the address: `wecom-1f3a09bc`.
    ///
    /// The name of a second target with the same address also has its language and filter:
    /// `wecom-1f3a09bc-en-failure`, `wecom-1f3a09bc-zh-all-WorkflowTask`. A condition stands there as its digest.
    #[must_use]
    #[inline(never)]
    pub fn id(&self) -> String {
        let mut id = self.address_id();
        if self.has_duplicate {
            id.push('-');
            id.push_str(self.language.as_str());
            id.push('-');
            id.push_str(self.on.outcomes.as_str());
            for event_type in &self.on.event_types {
                id.push('-');
                id.push_str(event_type);
            }
            if let Some(condition) = &self.on.condition {
                id.push('-');
                id.push_str(&hex(sha256(condition.json().as_bytes()).get(..4).unwrap_or_default()));
            }
        }
        id
    }

    /// A name of the bot at its address, which takes so many messages however many targets have that address.
    pub(crate) fn address_id(&self) -> String {
        let digest = sha256(self.url.as_bytes());
        [self.kind.as_str(), "-", &hex(digest.get(..4).unwrap_or_default())].concat()
    }

    /// Gives the target a name that differs from those of earlier targets. `false` if one of them is the same target.
    ///
    /// The first target of an address keeps its name, so that receipts stay what they are when another is added.
    pub(crate) fn disambiguate(&mut self, others: &[Target]) -> bool {
        let mut is_new = true;
        for other in others {
            if other.kind == self.kind && other.url == self.url {
                self.has_duplicate = true;
                is_new &= other.language != self.language || other.on != self.on;
            }
        }
        is_new
    }
}

/// Whether a finding needs a person.
fn needs_attention(report: &Report<'_>) -> bool {
    report.tasks.iter().flat_map(|task| &task.findings).any(|finding| finding.attention().is_some())
}

/// The bytes that a webhook is signed with; none, if the secret is not one.
pub(super) fn webhook_key(secret: &str) -> Vec<u8> {
    secret.strip_prefix("whsec_").and_then(from_base64).unwrap_or_default()
}

/// What secrets may have besides letters and digits.
const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// The characters that a URL may have besides letters and digits (RFC 3986). A fragment is not among them, nor is `@`,
/// which could make what looks like the host a user.
const OF_URLS: &str = "-._~:/?[]!$&'()*+,;=%";

/// Whether a URL reaches whom it names, and nobody on the way can read along.
fn is_safe(url: &str) -> bool {
    let (scheme, rest) = split_once(url, "://").unwrap_or_default();
    let is_here = |host| rest.strip_prefix(host).is_some_and(|rest| matches!(rest.as_bytes(), [b':' | b'/', ..]));
    is_made_of(rest, OF_URLS)
        && match scheme {
            "https" => !rest.is_empty() && rest.as_bytes().first() != Some(&b'/'),
            "http" => is_here("127.0.0.1") || is_here("localhost") || is_here("[::1]"),
            _ => false,
        }
}

fn invalid(part: &'static str, reason: &str) -> Error {
    Error::new(ErrorCode::InvalidOptions, [part, " ", reason].concat()).at_path(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(kind: Kind, url: &str, secret: Option<&str>) -> Result<Target, Error> {
        Target::new(kind, url, secret)
    }

    #[test]
    fn the_key_of_a_wecom_bot_will_do() {
        let url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa";
        assert_eq!(target(Kind::WeCom, "693a91f6-7aaa", None).unwrap().url, url);
        assert_eq!(target(Kind::WeCom, url, None).unwrap().url, url);
        assert_eq!(target(Kind::Slack, "693a91f6", None).unwrap_err().path(), Some("url"));
        assert_eq!(target(Kind::WeCom, "", None).unwrap_err().path(), Some("url"));
    }

    #[test]
    fn urls_that_others_could_read_or_that_name_another_host_are_refused() {
        for url in ["http://127.0.0.1:8080/x", "http://localhost/x", "http://[::1]:80/", "https://a.example/?x=1&y=%20"]
        {
            assert!(target(Kind::Webhook, url, None).is_ok(), "{url}");
        }
        for url in [
            "http://a.example/",
            "http://localhost.a.example/",
            "http://127.0.0.1@a.example/",
            "http://[::1].a.example/",
            "https://user:pass@a.example/",
            "https://a.example/#x",
            "https://a.example/ x",
            "https://a.example\\@b.example/",
            "https:///x",
            "https://a.example/\n",
            "ftp://a.example/",
        ] {
            let error = target(Kind::Webhook, url, None).unwrap_err();
            assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some("url")), "{url}");
        }
    }

    #[test]
    fn secrets_are_those_of_the_kind() {
        let url = "https://a.example/";
        assert!(target(Kind::Webhook, url, Some("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).is_ok());
        assert!(target(Kind::DingTalk, url, Some("SEC0123")).is_ok());
        for (kind, secret) in [
            (Kind::WeCom, "x"),
            (Kind::Slack, "x"),
            (Kind::Feishu, "hush\n"),
            (Kind::DingTalk, ""),
            (Kind::Webhook, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            (Kind::Webhook, "whsec_MfKQ"),
            (Kind::Webhook, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa!!"),
        ] {
            let error = target(kind, url, Some(secret)).unwrap_err();
            assert_eq!(error.path(), Some("secret"));
            assert!(!error.message().contains("hush"));
        }
    }

    #[test]
    fn a_target_is_notified_of_what_its_filter_asks_for() {
        let found = |suggestion: &str, severity: &str| {
            let event = [
                r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH","AiContentReviewResultSet":[
                    {"Type":"Porn","PornTask":{"Status":"SUCCESS","Output":{"Confidence":9,"Suggestion":""#,
                suggestion,
                r#"","SegmentSet":[{"SeverityLevel":""#,
                severity,
                r#"","Type":"x"}]}}}]}}"#,
            ];
            event.concat()
        };
        let ended = |status: &str| {
            let event = [
                r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH","MediaProcessResultSet":[
                    {"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS"}},{"Type":"Transcode","TranscodeTask":{"Status":""#,
                status,
                r#""}}]}}"#,
            ];
            event.concat()
        };
        for (event, expected) in [
            (ended("SUCCESS"), [true, false, false, false]),
            (ended("FAIL"), [true, true, true, false]),
            (found("pass", "Warning"), [true, false, false, false]),
            (found("review", ""), [true, true, false, false]),
            (found("block", ""), [true, true, false, false]),
            (found("pass", "Fatal"), [true, true, false, false]),
            (found("pass", "Error"), [true, true, false, false]),
        ] {
            let mut target = target(Kind::Slack, "https://a.example/", None).unwrap();
            let wants = ["all", "attention", "failure", "none"].map(|id| {
                target.on.outcomes = Outcomes::from_id(id).unwrap();
                let mut wants = false;
                for report in crate::Event::from_slice(event.as_bytes()).unwrap().reports() {
                    wants = target.wants(&report.unwrap());
                }
                wants
            });
            assert_eq!(wants, expected, "{event}");
        }
        assert_eq!(Outcomes::from_id("failures"), None);
    }

    #[test]
    fn targets_of_one_address_have_names_of_their_own() {
        let url = "https://a.example/?access_token=t";
        let mut targets: Vec<Target> = Vec::new();
        let mut add = |language, outcomes, event_types: &[&str]| {
            let event_types = event_types.iter().copied().map(String::from).collect();
            let on = Filter { event_types, ..Filter::new(outcomes) };
            let mut target = Target::new(Kind::Slack, url, None).unwrap().in_language(language).filtered(on);
            let is_new = target.disambiguate(&targets);
            let id = target.id();
            targets.push(target);
            is_new.then_some(id)
        };
        let alone = target(Kind::Slack, url, None).unwrap().id();
        let also = |rest: &str| Some([&alone, rest].concat());
        assert_eq!(add(Language::En, Outcomes::Failure, &[]), Some(alone.clone()));
        assert_eq!(add(Language::Ko, Outcomes::Failure, &[]), also("-ko-failure"));
        assert_eq!(add(Language::En, Outcomes::All, &["ProcessEof"]), also("-en-all-ProcessEof"));
        assert_eq!(add(Language::En, Outcomes::Failure, &[]), None);
        assert_eq!(add(Language::Ko, Outcomes::Failure, &[]), None);
        // Another kind of bot at the same address is another target.
        let mut other = target(Kind::Webhook, url, None).unwrap();
        assert!(other.disambiguate(&targets) && other.id().starts_with("webhook-") && !other.id().contains("zh"));
    }

    #[test]
    fn nothing_shown_reveals_the_address() {
        let target = target(Kind::DingTalk, "https://a.example/?access_token=topsecret", Some("SECx")).unwrap();
        let shown = std::format!("{target:?} {}", target.id());
        assert!(!shown.contains("topsecret") && !shown.contains("SECx"), "{shown}");
        assert_eq!(target.id().len(), "dingtalk-".len() + 8);
    }
}
