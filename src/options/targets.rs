//! Who is told and which functions are invoked.

use alloc::boxed::Box;
use alloc::string::String;

use super::{Options, Setting, Source, checked_endpoint, credentials, invalid, is_lower, only_known};
use crate::error::Error;
use crate::json::{Kind, Value};
use crate::language::Language;
use crate::notify::{Filter, Kind as BotKind, Outcomes, Target};
use crate::scf::{Api, Function};
use crate::text::{digits, split_once};

const API: &str = "https://scf.tencentcloudapi.com";

/// The fields of an entry of the document's `notify`, of one of its `invoke`, and of its `scf`.
pub(super) const NOTIFY: &[&str] = &["kind", "url", "secret", "on", "events", "lang"];
pub(super) const INVOKE: &[&str] = &["function", "qualifier", "namespace"];
pub(super) const SCF: &[&str] = &["endpoint", "region"];

/// Why an option is refused that another build of the core has.
pub(super) const ABSENT: &str =
    "is not part of this template, which stores notifications and no more: take `mps-webhook`";

/// Reads one part of the options, and says what is wrong with it.
pub(super) fn notify(options: &mut Options, document: Value<'_>, source: &Source<'_>) -> Result<(), Error> {
    let list = document.get("notify");
    if list.is_null() {
        // For a bot of WeCom its key alone will do.
        let address = source.variable("WECOM_WEBHOOK_URL").or_else(|| source.variable("WECOM_WEBHOOK_KEY"));
        let Some(address) = address else { return Ok(()) };
        if !cfg!(feature = "notify") {
            return Err(invalid(address.name, ABSENT));
        }
        let entry = Entry { list: "", index: None, value: list };
        return tell(options, source, entry, BotKind::WeCom, address.name.into(), address.text);
    }
    if !cfg!(feature = "notify") {
        return Err(invalid("notify", ABSENT));
    }
    each(options, list, "notify", NOTIFY, &mut |options, entry| {
        let kind = BotKind::from_id(entry.text("kind")?.unwrap_or("wecom"));
        let kind =
            kind.ok_or_else(|| entry.reject("kind", "must be `wecom`, `dingtalk`, `feishu`, `slack` or `webhook`"))?;
        let url = entry.text("url")?.ok_or_else(|| entry.reject("url", "is needed"))?;
        tell(options, source, entry, kind, entry.path("url"), url)
    })
}

fn tell(
    options: &mut Options,
    source: &Source<'_>,
    entry: Entry<'_>,
    kind: BotKind,
    url_path: String,
    url: &str,
) -> Result<(), Error> {
    let (path, on) = entry.or_variable(source, "on", "NOTIFY_ON")?;
    let outcomes = Outcomes::from_id(on.unwrap_or("all"))
        .ok_or_else(|| invalid(&path, "must be `all`, `attention`, `failure` or `none`"))?;
    let language = match entry.text("lang")? {
        Some(id) => Language::from_id(id).ok_or_else(|| entry.reject("lang", "must be `zh`, `en`, `ja` or `ko`"))?,
        None => options.language,
    };
    let events = entry.value.get("events");
    if !matches!(events.kind(), Kind::Null | Kind::Array) || events.elements().any(|name| name.text().is_none()) {
        return Err(entry.reject("events", "must be a list of event types, such as `WorkflowTask`"));
    }
    let event_types = events.elements().filter_map(Value::text).map(String::from).collect();
    let target = Target::new(kind, url, entry.text("secret")?, language, Filter { outcomes, event_types });
    let mut target = target.map_err(|error| {
        let is_url = error.path() == Some("url");
        let path = if is_url { url_path.clone() } else { entry.path("secret") };
        let reason = split_once(error.message(), " ").map_or("", |(_, reason)| reason);
        invalid(&path, reason)
    })?;
    if !target.tell_apart(&options.notify) {
        return Err(invalid(&url_path, "is there twice, for the same messages in the same language"));
    }
    options.notify.push(target);
    Ok(())
}

/// As [`notify`].
pub(super) fn invoke(options: &mut Options, document: Value<'_>, source: &Source<'_>) -> Result<(), Error> {
    if !cfg!(feature = "invoke") {
        let variable = source.variable("INVOKE_FUNCTIONS").map(|functions| functions.name);
        let name = if document.get("invoke").is_null() { variable } else { Some("invoke") };
        return name.map_or(Ok(()), |name| Err(invalid(name, ABSENT)));
    }
    let api = document.get("scf");
    only_known(api, "scf", SCF)?;
    let list = document.get("invoke");
    let result = match source.variable("INVOKE_FUNCTIONS") {
        Some(functions) if list.is_null() => {
            let mut rest = Some(functions.text);
            let mut result = Ok(());
            while let Some(text) = rest {
                let (text, more) = split_once(text, ",").map_or((text, None), |(text, more)| (text, Some(more)));
                rest = more;
                result = result.and(named(options, source, functions.name, text.trim_ascii()));
            }
            result
        }
        _ => each(options, list, "invoke", INVOKE, &mut |options, entry| {
            let parts = [entry.text("function")?, entry.text("qualifier")?, entry.text("namespace")?];
            hand_to(options, source, &entry.path("function"), parts)
        }),
    };
    if !options.invoke.is_empty() {
        let found = self::api(api, source);
        if found.is_err() {
            options.invoke.clear();
        }
        options.api = Some(Box::new(found?));
    }
    result
}

/// A function as `INVOKE_FUNCTIONS` names it, `name[:qualifier][@namespace]`.
fn named(options: &mut Options, source: &Source<'_>, path: &str, text: &str) -> Result<(), Error> {
    let (name, namespace) = split_once(text, "@").map_or((text, None), |(name, it)| (name, Some(it)));
    let (name, qualifier) = split_once(name, ":").map_or((name, None), |(name, it)| (name, Some(it)));
    hand_to(options, source, path, [Some(name), qualifier, namespace])
}

fn hand_to(
    options: &mut Options,
    source: &Source<'_>,
    path: &str,
    [name, qualifier, namespace]: [Option<&str>; 3],
) -> Result<(), Error> {
    let name = name.unwrap_or_default();
    let qualifier = qualifier.unwrap_or("$DEFAULT");
    let namespace = namespace.unwrap_or("default");
    if !is_name(name, "-_") || !is_name(qualifier, "-_$") || !is_name(namespace, "-_") {
        return Err(invalid(path, "must be a function's name, such as `name`, `name:qualifier` or `name@namespace`"));
    }
    let own_namespace = source.variable("SCF_NAMESPACE").map_or("default", |own| own.text);
    if source.variable("SCF_FUNCTIONNAME").is_some_and(|own| own.text == name) && own_namespace == namespace {
        return Err(invalid(path, "names this function itself, which would invoke itself for ever"));
    }
    let function = Function { name: name.into(), qualifier: qualifier.into(), namespace: namespace.into() };
    if options.invoke.contains(&function) {
        return Err(invalid(path, "names a function twice"));
    }
    options.invoke.push(function);
    Ok(())
}

fn api(fields: Value<'_>, source: &Source<'_>) -> Result<Api, Error> {
    let fields = Entry { list: "scf", index: None, value: fields };
    let origin = match (fields.text("endpoint")?, source.variable("SCF_ENDPOINT")) {
        (Some(text), _) => checked_endpoint(&Setting { text, name: "scf.endpoint" })?,
        (None, Some(endpoint)) => checked_endpoint(&endpoint)?,
        (None, None) => API,
    };
    let region = match fields.text("region")? {
        Some(region) => Some(region),
        None => {
            ["TENCENTCLOUD_REGION", "COS_REGION"].into_iter().find_map(|name| source.variable(name)).map(|it| it.text)
        }
    };
    let region = region.filter(|region| is_lower(region));
    let region =
        region.ok_or_else(|| fields.reject("region", "must be the functions' region, such as `ap-guangzhou`"))?;
    Ok(Api {
        origin: origin.strip_suffix("/").unwrap_or(origin).into(),
        region: region.into(),
        credentials: credentials(source, true)?,
    })
}

/// An object among the options, and how errors name it.
#[derive(Clone, Copy)]
struct Entry<'v> {
    list: &'static str,
    index: Option<i64>,
    value: Value<'v>,
}

impl<'v> Entry<'v> {
    fn own_path(&self) -> String {
        let mut path = String::from(self.list);
        if let Some(index) = self.index {
            path.push('[');
            path.push_str(&digits(index));
            path.push(']');
        }
        path
    }

    fn path(&self, field: &str) -> String {
        [&self.own_path(), ".", field].concat()
    }

    fn reject(&self, field: &str, reason: &str) -> Error {
        invalid(&self.path(field), reason)
    }

    fn text(&self, field: &str) -> Result<Option<&'v str>, Error> {
        let value = self.value.get(field);
        match value.kind() {
            Kind::Null | Kind::String => Ok(value.text()),
            _ => Err(self.reject(field, "must be a string")),
        }
    }

    /// A field, or else a variable; and the name of the one that counts.
    fn or_variable(
        &self,
        source: &Source<'v>,
        field: &str,
        variable: &'static str,
    ) -> Result<(String, Option<&'v str>), Error> {
        Ok(match self.text(field)? {
            Some(text) => (self.path(field), Some(text)),
            None => (variable.into(), source.variable(variable).map(|setting| setting.text)),
        })
    }
}

/// Reads a list of objects. What is wrong with one of them does not keep the others from counting.
fn each(
    options: &mut Options,
    list: Value<'_>,
    name: &'static str,
    known: &[&str],
    read: &mut dyn FnMut(&mut Options, Entry<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    if !matches!(list.kind(), Kind::Array | Kind::Null) {
        return Err(invalid(name, "must be a list"));
    }
    let mut result = Ok(());
    let mut index = 0_i64;
    for value in list.elements() {
        let entry = Entry { list: name, index: Some(index), value };
        let path = entry.own_path();
        let checked = if value.is_object() {
            only_known(value, &path, known).and_then(|()| read(options, entry))
        } else {
            Err(invalid(&path, "must be an object"))
        };
        result = result.and(checked);
        index = index.saturating_add(1);
    }
    result
}

/// Whether a text is made of letters, digits and some other characters alone, and no longer than names of SCF are.
fn is_name(text: &str, others: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.bytes().any(|other| other == byte))
}
