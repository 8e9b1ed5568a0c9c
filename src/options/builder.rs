//! Options in a program.

use alloc::string::String;
use alloc::vec::Vec;

use super::{BatchFormat, Batches, Layout, Level, Options, invalid};
use crate::error::Error;
use crate::filter::Condition;
use crate::json::quote;
use crate::language::Language;
use crate::notify::Target;
use crate::sign::Credentials;

/// Options that a program puts together; [`Options::builder`] begins.
///
/// What is not set has the default that `docs/configuration.md` says. [`Builder::build`] checks by the rules that hold for a
/// document and for environment variables.
///
/// ```
/// use mps_webhook::notify::{Kind, Target};
/// use mps_webhook::sign::Credentials;
/// use mps_webhook::{ErrorCode, Language, Options};
///
/// let credentials = Credentials { secret_id: "id".into(), secret_key: "key".into(), session_token: None };
/// let bot = Target::new(Kind::Slack, "https://hooks.slack.com/services/T/B/x", None)?.in_language(Language::En);
/// let options = Options::builder()
///     .bucket("results-1250000000", "ap-tokyo")
///     .prefix("media/")
///     .credentials(credentials)
///     .language(Language::En)
///     .notify(bot)
///     .build()?;
/// assert_eq!(options.archive.unwrap().prefix, "media/");
///
/// let error = Options::builder().bucket("Results", "ap-tokyo").build().unwrap_err();
/// assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some("cos.bucket")));
/// # Ok::<(), mps_webhook::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Builder {
    /// The options that are set. Each has its path in a document, with one dot or none, and its text. Of two for one
    /// path the last one counts.
    texts: Vec<(&'static str, String)>,
    select: Object,
    notify: Vec<Target>,
    /// Objects of JSON.
    invoke: Vec<Vec<u8>>,
}

impl Builder {
    /// Stores events in this bucket of COS. Credentials are needed with it.
    #[must_use]
    pub fn bucket(self, name: &str, region: &str) -> Self {
        self.set("cos.bucket", name).set("cos.region", region)
    }

    /// What every key begins with; `mps/` if it is not set.
    #[must_use]
    pub fn prefix(self, prefix: &str) -> Self {
        self.set("cos.prefix", prefix)
    }

    /// What follows in keys; [`Layout::Task`] if it is not set.
    #[must_use]
    pub fn layout(self, layout: Layout) -> Self {
        self.set("cos.layout", if layout == Layout::Classic { "classic" } else { "task" })
    }

    /// The base URL of COS instead of the bucket's own host, for emulators and proxies.
    #[must_use]
    pub fn endpoint(self, url: &str) -> Self {
        self.set("cos.endpoint", url)
    }

    /// What requests to COS and SCF are signed with.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.texts.retain(|(path, _)| *path != "cos.session_token");
        let Credentials { secret_id, secret_key, session_token } = credentials;
        let builder = self.set("cos.secret_id", &secret_id).set("cos.secret_key", &secret_key);
        match session_token {
            Some(token) => builder.set("cos.session_token", &token),
            None => builder,
        }
    }

    /// The key that callbacks over HTTP must be signed with. Without it they are not checked.
    #[must_use]
    pub fn notify_key(self, key: &str) -> Self {
        self.set("mps.notify_key", key)
    }

    /// The base URL of the MPS API instead of its own.
    #[must_use]
    pub fn mps_endpoint(self, url: &str) -> Self {
        self.set("mps.endpoint", url)
    }

    /// Stores batches of logs, instead of the notifications in them.
    #[must_use]
    pub fn batches(self, batches: Batches) -> Self {
        self.set("cls.format", if batches.format == BatchFormat::Ndjson { "ndjson" } else { "classic" })
            .set("cls.compression", if batches.gzip { "gzip" } else { "none" })
    }

    /// What explanations in reports are in; [`Language::default`] if it is not set.
    #[must_use]
    pub fn language(self, language: Language) -> Self {
        self.set("lang", language.as_str())
    }

    /// What goes into the log; [`Level::Info`] and above if it is not set.
    #[must_use]
    pub fn log_level(self, level: Level) -> Self {
        self.set("log_level", level.as_str())
    }

    /// Stores this part of the report under this name, instead of the whole report. `pointer` is a JSON Pointer (RFC 6901) into
    /// the report, or below `/event` into the notification. Call it once for each part.
    #[must_use]
    pub fn select(mut self, name: &str, pointer: &str) -> Self {
        self.select.text(name, pointer);
        self
    }

    /// Notifies a bot or webhook. To be called once for each.
    #[must_use]
    pub fn notify(mut self, target: Target) -> Self {
        self.notify.push(target);
        self
    }

    /// Invokes a function of SCF: `name`, `name:qualifier`, `name@namespace` or `name:qualifier@namespace`. To be called once for
    /// each.
    #[must_use]
    pub fn invoke(self, function: &str) -> Self {
        self.invokes(function, None)
    }

    /// As [`Builder::invoke`], only with events whose reports fulfil a condition.
    #[must_use]
    pub fn invoke_matching(self, function: &str, condition: &Condition) -> Self {
        self.invokes(function, Some(condition))
    }

    fn invokes(mut self, function: &str, condition: Option<&Condition>) -> Self {
        let (function, namespace) = function.split_once('@').map_or((function, None), |(it, space)| (it, Some(space)));
        let (name, qualifier) = function.split_once(':').map_or((function, None), |(it, version)| (it, Some(version)));
        let mut object = Object::default();
        object.text("function", name);
        for (member, text) in [("qualifier", qualifier), ("namespace", namespace)] {
            if let Some(text) = text {
                object.text(member, text);
            }
        }
        if let Some(condition) = condition {
            object.json("where", condition.json().as_bytes());
        }
        self.invoke.push(object.into_json());
        self
    }

    /// The region of the functions; that of the bucket if it is not set.
    #[must_use]
    pub fn scf_region(self, region: &str) -> Self {
        self.set("scf.region", region)
    }

    /// The base URL of the API of SCF instead of its own.
    #[must_use]
    pub fn scf_endpoint(self, url: &str) -> Self {
        self.set("scf.endpoint", url)
    }

    /// Checks everything.
    ///
    /// # Errors
    /// The first thing that is wrong, with its path in [`Error::path`] and more in [`Error::option`];
    /// [`MissingCredentials`](crate::ErrorCode::MissingCredentials) if a bucket or a function is set and there is nothing to
    /// sign with.
    pub fn build(self) -> Result<Options, Error> {
        let document = self.document();
        let mut options = Options::from_json(&document)?.strict()?;
        if !cfg!(feature = "notify") && !self.notify.is_empty() {
            return Err(invalid("notify", "needs the feature `notify` of the crate"));
        }
        for mut target in self.notify {
            if !target.disambiguate(&options.notify) {
                return Err(invalid("notify", "has a target twice, for the same messages in the same language"));
            }
            options.notify.push(target);
        }
        Ok(options)
    }

    fn set(mut self, path: &'static str, text: &str) -> Self {
        self.texts.retain(|(other, _)| *other != path);
        self.texts.push((path, text.into()));
        self
    }

    /// The document that says the same but for the targets, which are checked already.
    fn document(&self) -> Vec<u8> {
        let mut document = Object::default();
        for section in ["cos", "mps", "cls", "scf"] {
            let mut object = Object::default();
            for (path, text) in &self.texts {
                if let Some(name) = path.strip_prefix(section).and_then(|rest| rest.strip_prefix('.')) {
                    object.text(name, text);
                }
            }
            document.object(section, object);
        }
        for (path, text) in self.texts.iter().filter(|(path, _)| !path.contains('.')) {
            document.text(path, text);
        }
        document.object("select", self.select.clone());
        if !self.invoke.is_empty() {
            document.json("invoke", &[b"[", self.invoke.join(b",".as_slice()).as_slice(), b"]"].concat());
        }
        document.into_json()
    }
}

/// Credentials, keys and addresses of bots are not shown.
impl core::fmt::Debug for Builder {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let paths: Vec<&str> = self.texts.iter().map(|(path, _)| *path).collect();
        formatter.debug_struct("Builder").field("set", &paths).finish_non_exhaustive()
    }
}

/// The JSON text of an object that is put together.
#[derive(Clone, Default)]
pub(super) struct Object(Vec<u8>);

impl Object {
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let mut json = Vec::new();
        quote(&mut json, text);
        self.json(name, &json);
    }

    /// An object, unless it has no members.
    fn object(&mut self, name: &str, object: Object) {
        if !object.0.is_empty() {
            self.json(name, &object.into_json());
        }
    }

    fn json(&mut self, name: &str, json: &[u8]) {
        self.0.push(if self.0.is_empty() { b'{' } else { b',' });
        quote(&mut self.0, name);
        self.0.push(b':');
        self.0.extend_from_slice(json);
    }

    pub(super) fn into_json(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.push(b'{');
        }
        self.0.push(b'}');
        self.0
    }
}
