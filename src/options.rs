//! The options of a function, checked before anything is done.
//!
//! Options come from a document (`MPS_WEBHOOK_CONFIG`, or what a program passes) and, where the document is silent, from
//! environment variables. All of them are rows of one table, `options/table.rs`, and one rule holds for each:
//!
//! 1. **Not set.** An empty variable is as if it were not there, because consoles leave such; white space around a
//!    variable's value does not count, because it is pasted with it. In the document, `null` is as if the option were left
//!    out. The exception: a variable that keeps strangers out, `MPS_NOTIFY_KEY`, must not be empty.
//! 2. **Wrong.** In the document an empty text, and white space around a text, are wrong. So is, in both, a value of another
//!    type, and a value that cannot be. The error names the path or the variable and what is allowed, and never shows the value.
//! 3. **Unknown.** A name that the document must not have is wrong, at every level; the error names the nearest one. Variables
//!    with other names are not ours.
//! 4. **Unused.** What is set and has no effect (`COS_REGION` without a bucket, a variable that the document overrides) is
//!    checked all the same. If it is right, it is in [`Options::warnings`].
//! 5. **What a wrong value does.** What decides where events go (`cos.*`) and what keeps strangers out (`mps.notify_key`) stops
//!    the delivery if it is wrong and used: there are no options, but an error. Everything else is a
//!    [`fault`](Options::fault): the event is archived, what can be done is done, and then the invocation fails. A name that is
//!    unknown counts as what it seems to mean.
//!
//! `docs/configuration.md` says the same to owners, and says of each option what a wrong value does.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{Error, ErrorCode};
use crate::json::{AsField, Document, Value, members};
use crate::language::Language;
use crate::notify::{Filter, Outcomes, Target};
use crate::redact::Secrets;
use crate::sign::Credentials;

mod batches;
#[cfg(feature = "builder")]
mod builder;
mod conditions;
mod function_template;
pub(crate) mod host;
mod lints;
mod message_template;
#[cfg(feature = "api")]
pub(crate) mod mps_api;
mod select;
mod settings;
mod table;
mod targets;

pub use crate::cos::Bucket;
pub use crate::scf::{Api, Function};
pub use batches::{BatchFormat, Batches};
#[cfg(feature = "builder")]
pub use builder::Builder;
use function_template::Template;
use settings::{Settings, is_shown, trimmed};
use table::{is_printable, is_region, without_first_slash};

/// What to do with notifications.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Where notifications are stored. `None`: nowhere.
    pub archive: Option<Box<Archive>>,
    /// How batches of logs are stored. `None`: only the notifications in them are.
    pub batches: Option<Batches>,
    /// The parts of a report that are stored; `None` means all of it. It is the JSON text of an object of names and JSON Pointers
    /// (RFC 6901) into the report, or below `/event` into the notification. A token `*` stands for every element or member.
    /// `None`: all of it.
    pub select: Option<String>,
    /// The key that signs callbacks over HTTP. `None`: they are not checked.
    pub notify_key: Option<String>,
    /// The base URL of the MPS API, without a slash at its end. `None` means the API's own.
    pub mps_endpoint: Option<String>,
    /// The language of explanations in reports. Messages to targets without a language of their own use it too.
    pub language: Language,
    /// The notification targets.
    pub notify: Vec<Target>,
    /// The functions to invoke with events.
    pub invoke: Vec<Function>,
    /// How functions are reached; there if there are any.
    pub api: Option<Box<Api>>,
    /// What goes into the log: lines of this level and above.
    pub log_level: Level,
    /// What is set and has no effect, or another than it seems to have. It is for the log.
    pub warnings: Vec<OptionWarning>,
    /// What is wrong with the options beside the archive. Nothing is lost for it: events are stored and dispatched to the targets
    /// that are valid, and only then does the delivery fail.
    pub fault: Option<Error>,
    /// The language of what a delivery says of targets that are left out. The log is in English; a plan may ask for another one.
    pub(crate) reasons_in: Language,
    /// The secrets of the settings, also of those that are not used.
    pub(crate) configured_secrets: ConfiguredSecrets,
}

/// The secrets of settings. Options are equal if they do the same, however their secrets are written.
#[derive(Clone, Default)]
pub(crate) struct ConfiguredSecrets(Vec<String>);

impl core::fmt::Debug for ConfiguredSecrets {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("ConfiguredSecrets(..)")
    }
}

impl ConfiguredSecrets {
    /// The texts of all variables that hold secrets, used or not.
    fn of(env: Value<'_>) -> Self {
        let names = table::OPTIONS.iter().filter(|row| row.is_secret).map(|row| row.variable).chain(ROLE);
        ConfiguredSecrets(names.filter_map(|name| env.get(name).string()).map(String::from).collect())
    }
}

impl PartialEq for ConfiguredSecrets {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ConfiguredSecrets {}

/// An option that is not wrong, but does not do what it seems to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OptionWarning {
    /// Its path in the document, or its variable.
    pub path: String,
    /// What about it, in one sentence that names it.
    pub message: String,
}
members!(OptionWarning: path, message);

impl OptionWarning {
    fn without_effect(name: &str, reason: &str) -> Self {
        OptionWarning { path: name.into(), message: [name, " is set and has no effect: ", reason].concat() }
    }
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

impl Archive {
    /// The bucket, at its other host if that is asked for and there is one.
    pub(crate) fn bucket_at(&self, other_host: bool) -> &Bucket {
        self.other_host.as_ref().filter(|_| other_host).unwrap_or(&self.bucket)
    }
}

/// How keys are made up, behind the prefix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// By event type and task: `<event type>/<task id>/<digest>.event.json`. A batch of logs is under `<topic id>/…`.
    #[default]
    Task,
    /// By the hour in Asia/Shanghai, as the old templates had it: `YYYY-MM-DD-HH/….txt`.
    Classic,
}

/// How important a line of the log is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Level {
    /// For debugging.
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

impl Options {
    /// Whether there is a target for about every notification, whatever is in it.
    pub(crate) fn mostly_dispatches(&self) -> bool {
        // Only targets that ask for progress are notified of it, so few notifications are progress.
        let is_for_all = |on: &Filter| {
            matches!(on.outcomes, Outcomes::All | Outcomes::Finished)
                && on.event_types.is_empty()
                && on.condition.is_none()
        };
        self.invoke.iter().any(|function| function.condition.is_none())
            || self.notify.iter().any(|target| is_for_all(&target.on))
    }

    /// Reads the options from a document and from environment variables, both JSON objects.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOptions`] with the path or variable in [`Error::path`];
    /// [`ErrorCode::MissingCredentials`] if a bucket is named but there is nothing to sign with.
    pub(crate) fn resolve(document: Value<'_>, env: Value<'_>) -> Result<Self, Error> {
        Self::resolve_for(document.absent(), document, env)
    }

    /// As [`Options::resolve`], with the defaults of the template of this name.
    ///
    /// # Errors
    /// As [`Options::resolve`], and if there is no such template.
    pub(crate) fn resolve_for(template: Value<'_>, document: Value<'_>, env: Value<'_>) -> Result<Self, Error> {
        // Errors name fields, and a secret can be pasted into the place of a name.
        let clean = |error| Secrets::of_settings(document, env).clean_error(error);
        let mut options = Self::read(template, document, env).map_err(clean)?;
        options.fault = options.fault.map(clean);
        options.configured_secrets = ConfiguredSecrets::of(env);
        Ok(options)
    }

    /// Reads the options from a document, the JSON text that `schema/options.schema.json` describes. Nothing comes from the
    /// environment: a program passes its credentials in `cos`.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOptions`] with the path in [`Error::path`]; [`ErrorCode::MissingCredentials`] if a bucket is named but
    /// there is nothing to sign with; [`ErrorCode::InvalidJson`] if it is not JSON. What is wrong beside the archive is
    /// [`Options::fault`]; see [`Options::strict`].
    pub fn from_json(document: &[u8]) -> Result<Self, Error> {
        let document = Document::parse(document)?;
        Self::resolve(document.root(), document.root().absent())
    }

    /// Reads the options from environment variables, as a function has them: `std::env::vars()`.
    ///
    /// # Errors
    /// As [`Options::from_json`], with the variable in [`Error::path`].
    ///
    /// ```
    /// use mps_webhook::Options;
    ///
    /// let variables = [("COS_BUCKET", "b-1250000000"), ("COS_REGION", "ap-tokyo"), ("COS_SECRET_ID", "id"), ("COS_SECRET_KEY", "key")];
    /// let options = Options::from_env(variables)?;
    /// assert_eq!(options.archive.unwrap().prefix, "mps/");
    /// # Ok::<(), mps_webhook::Error>(())
    /// ```
    #[cfg(feature = "builder")]
    pub fn from_env<N: AsRef<str>, V: AsRef<str>>(variables: impl IntoIterator<Item = (N, V)>) -> Result<Self, Error> {
        let mut object = builder::Object::default();
        for (name, value) in variables {
            object.text(name.as_ref(), value.as_ref());
        }
        let env = object.into_json();
        let env = Document::parse(&env)?;
        Self::resolve(env.root().absent(), env.root())
    }

    /// Refuses options that have a [`fault`](Options::fault). It is for programs that can report the fault before there
    /// is an event.
    ///
    /// # Errors
    /// The fault.
    pub fn strict(mut self) -> Result<Self, Error> {
        self.fault.take().map_or(Ok(self), Err)
    }

    /// Options in a program; see [`Builder`].
    #[cfg(feature = "builder")]
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// What texts of services and of the network must not show.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        for secret in &self.configured_secrets.0 {
            // The host of a bot's URL is not secret, and errors of the network name it.
            match secret.strip_prefix("https://") {
                Some(_) => secrets.add_url(secret),
                None => secrets.add(secret),
            }
        }
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
        // Those that are rows of the table are checked with it.
        for name in [DOCUMENT, OWN_REGION].into_iter().chain(ROLE) {
            let value = env.get(name);
            if !value.is_null() && value.string().is_none() {
                return Err(invalid(name, "must be a string"));
            }
        }
        let text = variable(env, DOCUMENT);
        let (mut whole, mut warnings, mut fault) = (None, Vec::new(), None);
        if let Some(text) = text {
            match Document::parse(text.as_bytes()) {
                Ok(parsed) => whole = Some(parsed),
                Err(error) => {
                    let offset = error.offset().unwrap_or_default();
                    fault = Some(invalid(DOCUMENT, error.message()).at_offset(offset));
                }
            }
        }
        let of_variable = whole.as_ref().map_or(document.absent(), Document::root);
        let mut counting = document;
        if document.is_null() {
            // Where events go may stand in what cannot be read.
            if let Some(error) = fault {
                return Err(error);
            }
            counting = of_variable;
        } else if text.is_some() {
            fault = fault.or_else(|| Settings::new(&table::OPTIONS, of_variable, env.absent()).first_error());
            if fault.is_none() {
                warnings.push(OptionWarning::without_effect(DOCUMENT, "the program passes options of its own"));
            }
        }
        let settings = Settings::new(&table::OPTIONS, counting, env);
        let mut options = Self::of(template, &settings, env)?;
        warnings.append(&mut options.warnings);
        options.warnings = warnings;
        options.fault = options.fault.or(fault);
        Ok(options)
    }

    fn of(template: &Template, settings: &Settings<'_>, env: Value<'_>) -> Result<Self, Error> {
        let batches = (template.batches || batches::are_wanted(settings)).then(Batches::default);
        let mut options = Options {
            archive: None,
            batches,
            select: None,
            notify_key: settings.text(&table::NOTIFY_KEY)?.map(String::from),
            mps_endpoint: None,
            language: Language::default(),
            notify: Vec::new(),
            invoke: Vec::new(),
            api: None,
            log_level: Level::default(),
            warnings: Vec::new(),
            fault: None,
            reasons_in: Language::En,
            configured_secrets: ConfiguredSecrets::default(),
        };
        if let Some(bucket) = settings.text(&table::BUCKET)? {
            let prefix = if options.batches.is_some() { "cls/" } else { table::PREFIX.default };
            let defaults = ArchiveDefaults { prefix, layout: template.layout };
            options.archive = Some(archive(settings, env, bucket, defaults)?);
            options.warnings.extend(prefix_warning(settings));
        }
        // What is wrong with the rest is found below, whatever is made of it here.
        if let Ok(id) = settings.text_or_default(&table::LANG) {
            options.language = Language::from_id(id).unwrap_or_default();
        }
        if let Ok(name) = settings.text_or_default(&table::LOG_LEVEL) {
            let levels = [Level::Debug, Level::Info, Level::Warn, Level::Error];
            options.log_level = levels.into_iter().find(|level| level.as_str() == name).unwrap_or_default();
        }
        if let Ok(Some(endpoint)) = settings.text(&table::MPS_ENDPOINT) {
            options.mps_endpoint = Some(without_slash(endpoint).into());
        }
        options.fault = template.refusal(settings);
        let mut parts: Vec<Read> = Vec::from([batches::read as Read]);
        if template.dispatches {
            parts.extend([select::read as Read, targets::notify, targets::invoke]);
        }
        for read in parts {
            if let Err(error) = read(&mut options, settings, env) {
                options.fault.get_or_insert(error);
            }
        }
        if let Some(error) = settings.first_error() {
            options.fault.get_or_insert(error);
        }
        options.warnings.extend(settings.warnings());
        Ok(options)
    }
}

/// The variable that holds a document.
const DOCUMENT: &str = "MPS_WEBHOOK_CONFIG";

/// The region that the function runs in, if the platform says it.
const OWN_REGION: &str = "TENCENTCLOUD_REGION";

/// The credentials of the function's execution role.
const ROLE: [&str; 3] = ["TENCENTCLOUD_SECRETID", "TENCENTCLOUD_SECRETKEY", "TENCENTCLOUD_SESSIONTOKEN"];

/// Reads a part of the options, and says what is wrong with it. What is wrong with a single value need not be said.
type Read = fn(&mut Options, &Settings<'_>, Value<'_>) -> Result<(), Error>;

/// A variable that is set: one of the platform, or the document.
fn variable<'v>(env: Value<'v>, name: &str) -> Option<&'v str> {
    env.get(name).string().map(trimmed).filter(|text| !text.is_empty())
}

/// What holds where the owner sets nothing.
struct ArchiveDefaults {
    prefix: &'static str,
    layout: Layout,
}

/// The archive in the bucket with a name.
fn archive(
    settings: &Settings<'_>,
    env: Value<'_>,
    name: &str,
    ArchiveDefaults { prefix, layout }: ArchiveDefaults,
) -> Result<Box<Archive>, Error> {
    let layout = match settings.text(&table::LAYOUT)? {
        None => layout,
        Some("classic") => Layout::Classic,
        Some(_) => Layout::Task,
    };
    let prefix = without_first_slash(settings.text(&table::PREFIX)?.unwrap_or(prefix)).into();
    let mut other_host = None;
    let mut in_region = None;
    let bucket = match settings.text(&table::ENDPOINT)? {
        Some(endpoint) => Bucket::at_endpoint(name, endpoint),
        None => {
            let region = match settings.text(&table::REGION)? {
                Some(region) => region,
                None => own_region(env)?
                    .ok_or_else(|| missing("COS_REGION", "is needed where the function's own region is not known"))?,
            };
            other_host = Some(Bucket::in_region_by_other_host(name, region));
            in_region = Some(region.into());
            Bucket::in_region(name, region)
        }
    };
    let credentials = credentials(settings, env, false)?;
    Ok(Box::new(Archive { bucket, other_host, name: name.into(), region: in_region, prefix, layout, credentials }))
}

/// The region that the function runs in, if the platform says it.
fn own_region(env: Value<'_>) -> Result<Option<&str>, Error> {
    match variable(env, OWN_REGION) {
        Some(region) if !is_region(region) => Err(invalid(OWN_REGION, table::REGION.must)),
        region => Ok(region),
    }
}

/// Warns of a prefix that ends in a letter or digit. It runs into the name behind it, which is seldom intended.
fn prefix_warning(settings: &Settings<'_>) -> Option<OptionWarning> {
    let prefix = settings.raw(&table::PREFIX)?;
    let is_odd = prefix.chars().next_back().is_some_and(char::is_alphanumeric);
    is_odd.then(|| {
        let name = settings.name(&table::PREFIX);
        let message = [&name, " does not end in a slash: what follows in keys runs into it"].concat();
        OptionWarning { path: name, message }
    })
}

/// The credentials that the owner set, or those of the function's role. The two are never mixed. `role_first`: which are
/// taken if both are there.
fn credentials(settings: &Settings<'_>, env: Value<'_>, role_first: bool) -> Result<Credentials, Error> {
    let role @ [role_id, role_key, _] = ROLE.map(|name| variable(env, name));
    let mut found = role;
    let mut is_own = false;
    if !(role_first && role_id.is_some() && role_key.is_some()) {
        let [id, key] = [settings.text(&table::SECRET_ID)?, settings.text(&table::SECRET_KEY)?];
        if id.is_some() || key.is_some() {
            for (other, row) in [(key, &table::SECRET_ID), (id, &table::SECRET_KEY)] {
                if other.is_none() {
                    return Err(settings.reject(row, "needs its other half: secret_id and secret_key go together"));
                }
            }
            is_own = true;
            found = [id, key, settings.text(&table::SESSION_TOKEN)?];
        }
    }
    let [Some(id), Some(key), token] = found else {
        return Err(Error::new(
            ErrorCode::MissingCredentials,
            "a bucket or a function is set, but there are no credentials to sign requests with",
        ));
    };
    for (name, part) in ROLE.iter().zip([Some(id), Some(key), token]).filter(|_| !is_own) {
        if !part.is_none_or(is_printable) {
            return Err(invalid(name, table::SECRET_KEY.must));
        }
    }
    Ok(Credentials { secret_id: id.into(), secret_key: key.into(), session_token: token.map(String::from) })
}

fn without_slash(url: &str) -> &str {
    url.strip_suffix('/').unwrap_or(url)
}

fn invalid(name: &str, reason: &str) -> Error {
    Error::new(ErrorCode::InvalidOptions, [name, " ", reason].concat()).at_path(name)
}

/// The error that says that there is no option, condition or other `what` of a name. `path` is the object that has it.
fn unknown(name: &str, path: &str, what: &str, meant: Option<&'static str>) -> Error {
    let error = if is_shown(name) {
        let mut reason = ["is not a known ", what].concat();
        if let Some(meant) = meant {
            reason = [&reason, "; did you mean `", meant, "`"].concat();
        }
        invalid(&[path, ".", name].concat(), &reason)
    } else {
        // (In English, "an option" and "a condition".)
        let has = if what == "option" { "has an " } else { "has a " };
        let why = " that is not known; its name is not shown, as it may be a value in the wrong place";
        invalid(path, &[has, what, why].concat())
    };
    #[cfg(feature = "builder")]
    let error = error.with_option(crate::error::OptionProblem::Unknown { meant });
    error
}

/// The error that says that an option is needed.
fn missing(name: &str, reason: &str) -> Error {
    let error = invalid(name, reason);
    #[cfg(feature = "builder")]
    let error = error.with_option(crate::error::OptionProblem::Missing);
    error
}

#[cfg(test)]
mod schema;

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: &str = r#""TENCENTCLOUD_REGION":"ap-beijing","TENCENTCLOUD_SECRETID":"AKID","TENCENTCLOUD_SECRETKEY":"sk","TENCENTCLOUD_SESSIONTOKEN":"tok""#;

    #[test]
    fn a_variable_of_the_platform_that_is_not_a_text_is_an_error() {
        for name in [DOCUMENT, OWN_REGION].into_iter().chain(super::ROLE) {
            for value in ["false", "5", "{}"] {
                let error = resolve("null", &["\"", name, "\":", value].concat()).unwrap_err();
                assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some(name)));
            }
            assert!(resolve("null", &["\"", name, "\":null"].concat()).is_ok());
        }
    }

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
        for prefix in ["//", "//a", "/a//", "a//b", "a/../b", "a\\u0001", &"x".repeat(301)] {
            let set = [r#""COS_BUCKET":"b-1","COS_PREFIX":""#, prefix, "\""].concat();
            assert_eq!(rejected("null", &env(&set)), (options, "COS_PREFIX".into()), "{prefix}");
        }
        for endpoint in [
            "ftp://x",
            "http://",
            "http://user@host",
            "http://h?x=1",
            "http://h:0",
            "http://[::1]:65536",
            "http://h:99999/a",
        ] {
            let set = [r#""COS_BUCKET":"b-1","COS_ENDPOINT":""#, endpoint, "\""].concat();
            assert_eq!(rejected("null", &env(&set)), (options, "COS_ENDPOINT".into()), "{endpoint}");
        }
        assert_eq!(rejected("null", r#""COS_BUCKET":"b-1""#), (options, "COS_REGION".into()));
        assert_eq!(rejected("null", r#""COS_BUCKET":"b-1","COS_REGION":"ap-tokyo""#).0, ErrorCode::MissingCredentials);
        assert_eq!(rejected("null", r#""MPS_WEBHOOK_CONFIG":"{""#), (options, "MPS_WEBHOOK_CONFIG".into()));
    }

    #[test]
    fn a_base_url_is_one_that_clients_leave_as_it_is() {
        let is_valid = table::ENDPOINT.is_valid;
        for url in
            ["http://h", "https://h/", "http://127.0.0.1:9000/cos", "http://[::1]:9000/a/b/", "http://a_b.c-d/..."]
        {
            assert!(is_valid(url), "{url}");
        }
        for url in [
            "h",
            "ftp://h",
            "http://",
            "http:///a",
            "http://:80",
            "http://h:",
            "http://h:123456",
            "http://h:8a",
            "http://[::1",
            "http://[]",
            "http://u@h",
            "http://h?a",
            "http://h#a",
            "http://h/..",
            "http://h/a/../b",
            "http://h/./",
            "http://h//",
            "http://h/a//b",
            "http://h/%2e%2e/b",
            "http://.",
            "http://h h",
        ] {
            assert!(!is_valid(url), "{url}");
        }
    }

    #[test]
    fn a_secret_with_a_line_break_in_it_is_refused_without_showing_it() {
        let env = r#""COS_BUCKET":"b-1","COS_REGION":"r","COS_SECRET_ID":"i","COS_SECRET_KEY":"hu\nsh""#;
        let error = resolve("null", env).unwrap_err();
        assert_eq!(error.path(), Some("COS_SECRET_KEY"));
        assert!(!error.message().contains("sh"));
    }
}
