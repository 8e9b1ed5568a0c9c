//! What the owner asked for, checked before anything is done.
//!
//! An option comes from a document (`MPS_WEBHOOK_CONFIG`, or what a program passes) or, where the
//! document is silent, from an environment variable of its own. Errors name the field or the variable.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::cos::Bucket;
use crate::error::{Error, ErrorCode};
use crate::json::{AsField, Document, Kind, Value};
use crate::language::Language;
use crate::notify::Target;
use crate::redact::Secrets;
use crate::scf::{Api, Function};
use crate::sign::Credentials;
use crate::text::percent_encode_path;

mod batches;
mod select;
mod targets;
mod template;

pub use batches::{Batches, Format};
use template::Template;

/// What to do with notifications.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Where to store them; `None`: nowhere.
    pub archive: Option<Box<Archive>>,
    /// How batches of logs are stored; `None`: they are not, but the notifications in them are.
    pub batches: Option<Batches>,
    /// What of a report is stored: the JSON text of an object of names and JSON Pointers (RFC 6901) into the report, or below
    /// `/event` into the notification; a token `*` stands for every element or member. `None`: all of it.
    pub select: Option<String>,
    /// What callbacks over HTTP must be signed with; `None`: they are taken as they come.
    pub notify_key: Option<String>,
    /// What explanations in reports, and messages that name no language of their own, are in.
    pub language: Language,
    /// Who is to be told.
    pub notify: Vec<Target>,
    /// The functions to hand events to.
    pub invoke: Vec<Function>,
    /// How functions are reached; there if there are any.
    pub api: Option<Box<Api>>,
    /// What goes into the log: lines of this level and above.
    pub log_level: Level,
    /// What is wrong with the options beside the archive. Nothing is lost for it: events are stored and handed to whom
    /// that can be done, and only then does the delivery fail.
    pub fault: Option<Error>,
}

/// A place for objects in COS.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Archive {
    /// The bucket.
    pub bucket: Bucket,
    /// The same bucket at its other host, if it has one.
    pub other_host: Option<Bucket>,
    /// The bucket's name.
    pub name: String,
    /// Its region; unknown at an endpoint of its own.
    pub region: Option<String>,
    /// What every key begins with; it may be empty.
    pub prefix: String,
    /// What follows in keys.
    pub layout: Layout,
    /// What requests are signed with.
    pub credentials: Credentials,
}

/// How keys are made up, behind the prefix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// By what the event is of: `<event type>/<task id>/<digest>.event.json`; of a batch of logs `<topic id>/…`.
    #[default]
    Task,
    /// By the hour in Asia/Shanghai, as the old templates had it: `YYYY-MM-DD-HH/….txt`.
    Classic,
}

/// How important a line of the log is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For whoever looks for a fault.
    Debug,
    /// What was done.
    #[default]
    Info,
    /// What went wrong and may come right, or should be known.
    Warn,
    /// What went wrong for good.
    Error,
}

impl Level {
    /// The name in log lines and in `LOG_LEVEL`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        }
    }
}

impl AsField for Level {
    fn as_field(&self) -> crate::json::Field<'_> {
        crate::json::Field::Text(self.as_str())
    }
}

/// An option: its field in the document's `cos`, how errors name that, and the variable it falls back to.
struct Field {
    name: &'static str,
    path: &'static str,
    variable: &'static str,
}

const BUCKET: Field = Field { name: "bucket", path: "cos.bucket", variable: "COS_BUCKET" };
const REGION: Field = Field { name: "region", path: "cos.region", variable: "COS_REGION" };
const PREFIX: Field = Field { name: "prefix", path: "cos.prefix", variable: "COS_PREFIX" };
const LAYOUT: Field = Field { name: "layout", path: "cos.layout", variable: "COS_LAYOUT" };
const ENDPOINT: Field = Field { name: "endpoint", path: "cos.endpoint", variable: "COS_ENDPOINT" };
const SECRET_ID: Field = Field { name: "secret_id", path: "cos.secret_id", variable: "COS_SECRET_ID" };
const SECRET_KEY: Field = Field { name: "secret_key", path: "cos.secret_key", variable: "COS_SECRET_KEY" };
const SESSION_TOKEN: Field = Field { name: "session_token", path: "cos.session_token", variable: "COS_SESSION_TOKEN" };

/// The fields of the document. They, and those of the objects in it, are described in `js/options.schema.json`.
const FIELDS: &[&str] = &["cos", "cls", "mps", "select", "notify", "invoke", "scf", "lang", "log_level"];

/// The fields of its `mps`.
const MPS: &[&str] = &["notify_key"];

/// The fields of its `cos`.
const COS: [&Field; 8] = [&BUCKET, &REGION, &PREFIX, &LAYOUT, &ENDPOINT, &SECRET_ID, &SECRET_KEY, &SESSION_TOKEN];

/// Their names: a table in the module instead of code that makes one.
const COS_NAMES: [&str; 8] = {
    let [a, b, c, d, e, f, g, h] = COS;
    [a.name, b.name, c.name, d.name, e.name, f.name, g.name, h.name]
};

/// Keys end in at most 290 bytes of event type, task or topic id, time and digest; COS allows 850 in all, percent-encoded.
const MAX_PREFIX: usize = 300;

impl Options {
    /// Reads the options from a document and from environment variables, both JSON objects.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOptions`] with the field or variable in [`Error::path`];
    /// [`ErrorCode::MissingCredentials`] if a bucket is named but there is nothing to sign with.
    pub fn resolve(document: Value<'_>, env: Value<'_>) -> Result<Self, Error> {
        Self::resolve_for(document.absent(), document, env)
    }

    /// As [`Options::resolve`], in a function made from the template of this name: it has defaults of its own.
    ///
    /// # Errors
    /// As [`Options::resolve`], and if there is no such template.
    pub fn resolve_for(template: Value<'_>, document: Value<'_>, env: Value<'_>) -> Result<Self, Error> {
        // Errors name fields, and a secret can be pasted into the place of a name.
        let clean = |error| Secrets::of_settings(document, env).clean_error(error);
        let mut options = Self::read(template, document, env).map_err(clean)?;
        options.fault = options.fault.map(clean);
        Ok(options)
    }

    /// What texts of services and of the network must not show.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        let credentials =
            [self.archive.as_ref().map(|archive| &archive.credentials), self.api.as_ref().map(|api| &api.credentials)];
        for credentials in credentials.into_iter().flatten() {
            credentials.add_to(&mut secrets);
        }
        secrets.add(self.notify_key.as_deref().unwrap_or_default());
        for target in &self.notify {
            target.add_secrets(&mut secrets);
        }
        secrets.sort();
        secrets
    }

    fn read(template: Value<'_>, document: Value<'_>, env: Value<'_>) -> Result<Self, Error> {
        let template = Template::named(template)?;
        let from_env;
        let document = match env.get("MPS_WEBHOOK_CONFIG").text() {
            Some(text) if document.is_null() => {
                from_env = Document::parse(text.as_bytes()).map_err(|error| {
                    let invalid = invalid("MPS_WEBHOOK_CONFIG", error.message());
                    error.offset().map_or(invalid.clone(), |offset| invalid.at_offset(offset))
                })?;
                from_env.root()
            }
            _ => document,
        };
        only_known(document, "options", FIELDS)?;
        let cos = document.get("cos");
        only_known(cos, "cos", &COS_NAMES)?;

        let source = Source { cos, env };
        // Those too that are not looked at, because there is no bucket, or an endpoint.
        for field in &COS {
            source.field(field)?;
        }
        let batches = (template.batches || batches::are_wanted(document, env)).then(Batches::default);
        let archive = match source.field(&BUCKET)? {
            Some(bucket) => {
                let prefix = if batches.is_some() { "cls/" } else { "mps/" };
                Some(archive(&source, bucket, prefix, template.layout)?)
            }
            None => None,
        };
        let mut options = Options {
            archive,
            batches,
            select: None,
            notify_key: notify_key(document.get("mps"), &source)?,
            language: Language::default(),
            notify: Vec::new(),
            invoke: Vec::new(),
            api: None,
            log_level: Level::Info,
            fault: template.refusal(document, env),
        };
        for (read, is_wanted) in [
            (batches::read as Read, true),
            (language, true),
            (select::read, template.hands_on),
            (targets::notify, template.hands_on),
            (targets::invoke, template.hands_on),
            (log_level, true),
        ] {
            if let Err(error) = if is_wanted { read(&mut options, document, &source) } else { Ok(()) } {
                options.fault.get_or_insert(error);
            }
        }
        Ok(options)
    }
}

/// Reads a part of the options, and says what is wrong with it.
type Read = fn(&mut Options, Value<'_>, &Source<'_>) -> Result<(), Error>;

/// The key that callbacks are signed with. What is wrong with it is no fault to go on with: it keeps strangers out.
fn notify_key(fields: Value<'_>, source: &Source<'_>) -> Result<Option<String>, Error> {
    only_known(fields, "mps", MPS)?;
    let field = fields.get("notify_key");
    match field.kind() {
        Kind::Null => Ok(source.variable("MPS_NOTIFY_KEY").map(|key| key.text.into())),
        Kind::String if field.text().is_some() => Ok(field.text().map(String::from)),
        _ => Err(invalid("mps.notify_key", "must be a text that is not empty")),
    }
}

fn language(options: &mut Options, document: Value<'_>, source: &Source<'_>) -> Result<(), Error> {
    if let Some(setting) = source.top(document, "lang", "NOTIFY_LANG") {
        options.language =
            Language::from_id(setting.text).ok_or_else(|| setting.reject("must be `zh`, `en`, `ja` or `ko`"))?;
    }
    Ok(())
}

fn log_level(options: &mut Options, document: Value<'_>, source: &Source<'_>) -> Result<(), Error> {
    if let Some(setting) = source.top(document, "log_level", "LOG_LEVEL") {
        options.log_level = [Level::Debug, Level::Info, Level::Warn, Level::Error]
            .into_iter()
            .find(|level| level.as_str() == setting.text)
            .ok_or_else(|| setting.reject("must be `debug`, `info`, `warn` or `error`"))?;
    }
    Ok(())
}

/// A value together with the name its owner knows it by.
struct Setting<'v> {
    text: &'v str,
    name: &'static str,
}

impl Setting<'_> {
    fn reject(&self, reason: &str) -> Error {
        invalid(self.name, reason)
    }
}

struct Source<'v> {
    cos: Value<'v>,
    env: Value<'v>,
}

impl<'v> Source<'v> {
    /// A field of `cos`, or else its variable. Empty is absent, as the console leaves variables.
    fn field(&self, field: &Field) -> Result<Option<Setting<'v>>, Error> {
        let value = self.cos.get(field.name);
        match value.kind() {
            Kind::Null => Ok(self.variable(field.variable)),
            Kind::String => Ok(value.text().map(|text| Setting { text, name: field.path })),
            _ => Err(invalid(field.path, "must be a string")),
        }
    }

    /// A field of the document itself that is one of some texts, or else a variable.
    fn top(&self, document: Value<'v>, name: &'static str, variable: &'static str) -> Option<Setting<'v>> {
        let field = document.get(name);
        match field.text() {
            None if matches!(field.kind(), Kind::Null | Kind::String) => self.variable(variable),
            text => Some(Setting { text: text.unwrap_or_default(), name }),
        }
    }

    fn variable(&self, name: &'static str) -> Option<Setting<'v>> {
        self.env.get(name).text().map(|text| Setting { text, name })
    }
}

fn archive(source: &Source<'_>, bucket: Setting<'_>, prefix: &str, layout: Layout) -> Result<Box<Archive>, Error> {
    let appid = bucket.text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let name = bucket.text.len().saturating_sub(appid);
    let has_appid = appid > 0 && name > 1 && bucket.text.as_bytes().get(name.saturating_sub(1)) == Some(&b'-');
    if !has_appid || !is_lower(bucket.text) {
        return Err(
            bucket.reject("must be the bucket's full name with the APPID, such as `results-1250000000`, in lower case")
        );
    }
    let layout = match source.field(&LAYOUT)? {
        None => layout,
        Some(Setting { text: "task", .. }) => Layout::Task,
        Some(Setting { text: "classic", .. }) => Layout::Classic,
        Some(other) => return Err(other.reject("must be `task` or `classic`")),
    };
    let prefix = match source.field(&PREFIX)? {
        Some(prefix) => checked_prefix(&prefix)?,
        None => prefix.into(),
    };
    let name = bucket.text;
    let mut other_host = None;
    let mut in_region = None;
    let bucket = match source.field(&ENDPOINT)? {
        Some(endpoint) => Bucket::at_endpoint(name, checked_endpoint(&endpoint)?),
        None => {
            let region = match source.field(&REGION)? {
                Some(region) => region,
                None => source
                    .variable("TENCENTCLOUD_REGION")
                    .ok_or_else(|| invalid("COS_REGION", "is needed where the function's own region is not known"))?,
            };
            if !is_lower(region.text) {
                return Err(region.reject("must be a region's id, such as `ap-guangzhou`"));
            }
            other_host = Some(Bucket::in_region_by_other_host(name, region.text));
            in_region = Some(region.text.into());
            Bucket::in_region(name, region.text)
        }
    };
    let credentials = credentials(source, false)?;
    Ok(Box::new(Archive { bucket, other_host, name: name.into(), region: in_region, prefix, layout, credentials }))
}

/// Letters, digits and hyphens in lower case: what names of buckets and regions are made of.
fn is_lower(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn checked_prefix(prefix: &Setting<'_>) -> Result<String, Error> {
    // A slash before the key would be part of its name in the bucket; everybody who writes one means none.
    let slashes = prefix.text.bytes().take_while(|byte| *byte == b'/').count();
    let text = prefix.text.get(slashes..).unwrap_or_default();
    let mut encoded = String::new();
    percent_encode_path(&mut encoded, text);
    if encoded.len() > MAX_PREFIX {
        return Err(prefix.reject("must be at most 300 bytes, percent-encoded"));
    }
    let mut segments = text.as_bytes().split(|byte| *byte == b'/').rev();
    // A prefix may end in a slash, and mostly does: what follows is no segment of it.
    let last = segments.next().unwrap_or_default();
    if matches!(last, b"." | b"..") || segments.any(|segment| matches!(segment, b"" | b"." | b"..")) {
        return Err(prefix.reject("must not have empty, `.` or `..` segments"));
    }
    if text.starts_with('\\') || text.bytes().any(|byte| byte.is_ascii_control()) {
        return Err(prefix.reject("must not begin with a backslash or have control characters"));
    }
    Ok(text.into())
}

fn checked_endpoint<'s>(endpoint: &Setting<'s>) -> Result<&'s str, Error> {
    let rest = endpoint.text.strip_prefix("https://").or_else(|| endpoint.text.strip_prefix("http://"));
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'/' | b'_' | b'[' | b']');
    match rest {
        Some(rest) if !rest.is_empty() && rest.bytes().all(plain) => Ok(endpoint.text),
        _ => {
            Err(endpoint.reject("must be a base URL, such as `http://127.0.0.1:9000`, without user, query or fragment"))
        }
    }
}

/// The credentials that the owner set or those of the function's role, never a mixture of both. `role_first`: which are
/// taken if both are there.
fn credentials(source: &Source<'_>, role_first: bool) -> Result<Credentials, Error> {
    let own = (source.field(&SECRET_ID)?, source.field(&SECRET_KEY)?, source.field(&SESSION_TOKEN)?);
    let role = (
        source.variable("TENCENTCLOUD_SECRETID"),
        source.variable("TENCENTCLOUD_SECRETKEY"),
        source.variable("TENCENTCLOUD_SESSIONTOKEN"),
    );
    let own_is_set = own.0.is_some() || own.1.is_some();
    let (id, key, token) =
        if own_is_set && !(role_first && role.0.is_some() && role.1.is_some()) { &own } else { &role };
    let (Some(id), Some(key)) = (id, key) else {
        return Err(Error::new(
            ErrorCode::MissingCredentials,
            "a bucket or a function is set, but there are no credentials to sign requests with",
        ));
    };
    for part in [Some(id), Some(key), token.as_ref()].into_iter().flatten() {
        if !part.text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(
                part.reject("must be printable ASCII without spaces; it may have been pasted with a line break")
            );
        }
    }
    Ok(Credentials {
        secret_id: id.text.into(),
        secret_key: key.text.into(),
        session_token: token.as_ref().map(|token| token.text.into()),
    })
}

fn only_known(object: Value<'_>, path: &str, known: &[&str]) -> Result<(), Error> {
    if !object.is_null() && !object.is_object() {
        return Err(invalid(path, "must be an object"));
    }
    match object.members().find(|(name, _)| !known.contains(name)) {
        Some((name, _)) => {
            let mut reason = String::from("is not a known option");
            if let Some(meant) = nearest(name, known) {
                reason.push_str("; did you mean `");
                reason.push_str(meant);
                reason.push('`');
            }
            Err(invalid(&[path, ".", name].concat(), &reason))
        }
        None => Ok(()),
    }
}

/// The name that is most like another, if it takes at most two changes; case is none.
fn nearest<'n>(name: &str, known: &[&'n str]) -> Option<&'n str> {
    let mut found = None;
    for changes in (1..=2).rev() {
        let is_near = |it: &&str| it.len() > changes && is_within(name.as_bytes(), it.as_bytes(), changes);
        found = known.iter().copied().find(is_near).or(found);
    }
    found
}

/// Whether one text becomes the other by so many insertions, removals and replacements of bytes at most.
fn is_within(one: &[u8], other: &[u8], changes: usize) -> bool {
    let (Some((first, one_rest)), Some((second, other_rest))) = (one.split_first(), other.split_first()) else {
        return one.len().max(other.len()) <= changes;
    };
    if first.eq_ignore_ascii_case(second) {
        return is_within(one_rest, other_rest, changes);
    }
    changes.checked_sub(1).is_some_and(|left| {
        is_within(one_rest, other_rest, left) || is_within(one_rest, other, left) || is_within(one, other_rest, left)
    })
}

fn invalid(name: &str, reason: &str) -> Error {
    Error::new(ErrorCode::InvalidOptions, [name, " ", reason].concat()).at_path(name)
}

#[cfg(test)]
mod schema;

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: &str = r#""TENCENTCLOUD_REGION":"ap-beijing","TENCENTCLOUD_SECRETID":"AKID","TENCENTCLOUD_SECRETKEY":"sk","TENCENTCLOUD_SESSIONTOKEN":"tok""#;

    fn resolve(document: &str, env: &str) -> Result<Options, Error> {
        let env = ["{", env, "}"].concat();
        let (document, env) = (Document::parse(document.as_bytes()).unwrap(), Document::parse(env.as_bytes()).unwrap());
        Options::resolve(document.root(), env.root())
    }

    fn rejected(document: &str, env: &str) -> (ErrorCode, String) {
        let error = resolve(document, env).unwrap_err();
        (error.code(), error.path().unwrap_or_default().into())
    }

    #[test]
    fn nothing_set_is_fine_and_stores_nothing() {
        assert_eq!(resolve("null", ROLE).unwrap().archive, None);
        assert_eq!(resolve("null", r#""COS_BUCKET":"""#).unwrap().archive, None);
    }

    #[test]
    fn the_role_and_the_region_of_the_function_are_the_defaults() {
        let archive = resolve("null", &[r#""COS_BUCKET":"b-125","#, ROLE].concat()).unwrap().archive.unwrap();
        assert_eq!(archive.bucket, Bucket::in_region("b-125", "ap-beijing"));
        assert_eq!(archive.prefix, "mps/");
        assert_eq!(archive.credentials.session_token.as_deref(), Some("tok"));
    }

    #[test]
    fn own_credentials_never_go_with_the_token_of_the_role() {
        let env = [r#""COS_BUCKET":"b-125","COS_SECRET_ID":"i","COS_SECRET_KEY":"k","#, ROLE].concat();
        let credentials = resolve("null", &env).unwrap().archive.unwrap().credentials;
        assert_eq!((credentials.secret_id.as_str(), credentials.session_token), ("i", None));
    }

    #[test]
    fn the_document_wins_over_single_variables() {
        let env = [
            r#""COS_BUCKET":"b-125","COS_PREFIX":"x/","MPS_WEBHOOK_CONFIG":"{\"cos\":{\"bucket\":\"c-125\",\"region\":\"ap-tokyo\"}}","#,
            ROLE,
        ]
        .concat();
        let archive = resolve("null", &env).unwrap().archive.unwrap();
        assert_eq!(archive.bucket, Bucket::in_region("c-125", "ap-tokyo"));
        assert_eq!(archive.prefix, "x/");
    }

    #[test]
    fn errors_name_the_field_or_the_variable() {
        let env = |set: &str| [set, ",", ROLE].concat();
        let options = ErrorCode::InvalidOptions;
        assert_eq!(rejected("null", &env(r#""COS_BUCKET":"B-125""#)), (options, "COS_BUCKET".into()));
        assert_eq!(rejected("null", &env(r#""COS_BUCKET":"noappid""#)), (options, "COS_BUCKET".into()));
        assert_eq!(rejected(r#"{"cos":{"bucket":"b-1","region":"a/b"}}"#, ROLE), (options, "cos.region".into()));
        assert_eq!(rejected(r#"{"cos":{"buckt":"b-1"}}"#, ROLE), (options, "cos.buckt".into()));
        assert_eq!(rejected(r#"{"cos":{"bucket":5}}"#, ROLE), (options, "cos.bucket".into()));
        assert_eq!(rejected(r#"{"cos":[]}"#, ROLE), (options, "cos".into()));
        assert_eq!(rejected("[]", ROLE), (options, "options".into()));
        for prefix in ["a//b", "a/../b", "a\\u0001", &"x".repeat(301)] {
            let set = [r#""COS_BUCKET":"b-1","COS_PREFIX":""#, prefix, "\""].concat();
            assert_eq!(rejected("null", &env(&set)), (options, "COS_PREFIX".into()), "{prefix}");
        }
        for endpoint in ["ftp://x", "http://", "http://user@host", "http://h?x=1"] {
            let set = [r#""COS_BUCKET":"b-1","COS_ENDPOINT":""#, endpoint, "\""].concat();
            assert_eq!(rejected("null", &env(&set)), (options, "COS_ENDPOINT".into()), "{endpoint}");
        }
        assert_eq!(rejected("null", r#""COS_BUCKET":"b-1""#), (options, "COS_REGION".into()));
        assert_eq!(rejected("null", r#""COS_BUCKET":"b-1","COS_REGION":"ap-tokyo""#).0, ErrorCode::MissingCredentials);
        assert_eq!(rejected("null", r#""MPS_WEBHOOK_CONFIG":"{""#), (options, "MPS_WEBHOOK_CONFIG".into()));
    }

    #[test]
    fn a_secret_with_a_line_break_is_refused_without_showing_it() {
        let env = r#""COS_BUCKET":"b-1","COS_REGION":"r","COS_SECRET_ID":"i","COS_SECRET_KEY":"hush\n""#;
        let error = resolve("null", env).unwrap_err();
        assert_eq!(error.path(), Some("COS_SECRET_KEY"));
        assert!(!error.message().contains("hush"));
    }
}
