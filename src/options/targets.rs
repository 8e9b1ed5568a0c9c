//! Reads the notification targets and the functions to invoke.

use alloc::boxed::Box;
use alloc::string::String;

use super::lints::Lints;
use super::message_template;
use super::settings::Settings;
use super::table::{self, Row};
use super::{Options, credentials, invalid, own_region, variable, without_slash};
use crate::asserted::Asserted;
use crate::error::Error;
use crate::filter::Condition;
use crate::json::Value;
use crate::language::Language;
use crate::notify::notice::{self, Rounds};
use crate::notify::schedule::{Digest, Pace, Quiet, Schedule, Urgent};
use crate::notify::{Filter, Kind as BotKind, Outcomes, Target, Template};
use crate::scf::{Api, Function};
use crate::text::{digits, is_made_of, split_once};

/// The most entries of `notify` and of `invoke`. Each is compared with those before it.
const MAX_ENTRIES: i64 = 100;

/// Why an option is refused that another build of the core has.
pub(super) const ABSENT: &str =
    "is not part of this template, which stores notifications and no more: take `mps-webhook`";

/// Reads the notification targets.
pub(super) fn notify(options: &mut Options, settings: &Settings<'_>, _env: Value<'_>) -> Result<(), Error> {
    let Some(list) = settings.value(&table::NOTIFY) else {
        let row = if settings.is_set(&table::WECOM_URL) { &table::WECOM_URL } else { &table::WECOM_KEY };
        let Some(url) = settings.text(row)? else { return Ok(()) };
        if !cfg!(feature = "notify") {
            return Err(settings.reject(row, ABSENT));
        }
        let mut target = Target::new(BotKind::WeCom, url, None)?;
        let outcomes = outcomes(settings.text(&table::NOTIFY_ON)?, target.kind);
        (target.language, target.on) = (options.language, Filter { outcomes, ..Filter::default() });
        if BotKind::of_url(&target.url) != Some(target.kind) {
            Lints(&mut options.warnings).bot(row.variable, &target, None);
        }
        options.notify.push(target);
        return Ok(());
    };
    if !cfg!(feature = "notify") {
        return Err(settings.reject(&table::NOTIFY, ABSENT));
    }
    each(list, "notify", &table::OF_NOTIFY, &mut |entry| add_target(options, settings, entry))
}

/// The outcomes of an id that is set, or what is usual for the kind of target.
fn outcomes(id: Option<&str>, kind: BotKind) -> Outcomes {
    id.and_then(Outcomes::from_id).unwrap_or(kind.default_outcomes())
}

/// The title and the lines that an entry gives its messages.
fn template(entry: &Settings<'_>, kind: BotKind) -> Result<Option<Box<Template>>, Error> {
    let (title, lines) = (entry.text(&table::TITLE)?, entry.value(&table::LINES));
    if title.is_none() && lines.is_none() {
        return Ok(None);
    }
    if kind == BotKind::Webhook {
        let row = if title.is_some() { &table::TITLE } else { &table::LINES };
        return Err(entry.reject(row, "is not for webhooks, which receive the report"));
    }
    if let Some(title) = title {
        message_template::check(title, false).map_err(|reason| entry.reject(&table::TITLE, &reason))?;
    }
    let lines = lines.into_iter().flat_map(Value::elements).filter_map(Value::text);
    let lines = message_template::check_lines(lines, &entry.name(&table::LINES))?;
    Ok(Some(Box::new(Template { title: title.map(String::from), lines })))
}

/// When an entry may be notified.
#[inline(never)]
fn schedule(entry: &Settings<'_>, kind: BotKind) -> Result<Schedule, Error> {
    let mut schedule = Schedule::of_kind(kind);
    let urgent = entry.value(&table::URGENT);
    for row in [&table::PACE, &table::DIGEST, &table::QUIET, &table::URGENT, &table::RECOVERED] {
        if kind == BotKind::Webhook && entry.is_set(row) {
            return Err(entry.reject(row, "is for bots, which people read; a webhook receives every report at once"));
        }
    }
    if let Some(pace) = entry.text(&table::PACE)? {
        schedule.pace = Pace::read(pace);
    }
    schedule.digest = Digest::from_id(entry.text_or_default(&table::DIGEST)?).unwrap_or_default();
    schedule.quiet = entry.text(&table::QUIET)?.and_then(Quiet::read);
    let has = |name| urgent.into_iter().flat_map(Value::elements).any(|value| value.text() == Some(name));
    schedule.recovered = entry.text_or_default(&table::RECOVERED)? == "day";
    schedule.urgent = Urgent { failures: has("failure"), block: has("block") };
    Ok(schedule)
}

/// The rounds of the watch that an entry is notified of.
fn rounds(entry: &Settings<'_>, kind: BotKind) -> Result<Rounds, Error> {
    if entry.is_set(&table::ROUNDS) && !notice::is_for_people(kind) {
        return Err(entry.reject(&table::ROUNDS, "is for bots, which people read; the log of a round is for programs"));
    }
    Ok(Rounds::from_id(entry.text_or_default(&table::ROUNDS)?).unwrap_or_default())
}

/// The condition that an entry has, which was checked.
fn condition(entry: &Settings<'_>, row: &'static Row) -> Option<Condition> {
    entry.value(row).map(Condition::of_checked)
}

/// Adds the target that an entry of `notify` is.
fn add_target(options: &mut Options, settings: &Settings<'_>, entry: &Settings<'_>) -> Result<(), Error> {
    let url = entry.text(&table::URL)?.ok_or_else(|| entry.missing(&table::URL, "is needed"))?;
    let on = match entry.text(&table::ON)? {
        Some(on) => Some(on),
        None => settings.text(&table::NOTIFY_ON)?,
    };
    let language = entry.text(&table::TARGET_LANG)?.and_then(Language::from_id).unwrap_or(options.language);
    let own_kind = entry.text(&table::KIND)?.and_then(BotKind::from_id);
    let kind = own_kind.or_else(|| BotKind::of_url(url)).unwrap_or(BotKind::WeCom);
    let events = entry.value(&table::EVENTS);
    let event_types = events.into_iter().flat_map(Value::elements).filter_map(Value::text).map(String::from).collect();
    let mut target = Target::new(kind, url, entry.text(&table::SECRET)?).map_err(|error| {
        let row = if error.path() == Some("url") { &table::URL } else { &table::SECRET };
        // (The first word is what the target calls it.)
        entry.reject(row, split_once(error.message(), " ").map_or("", |(_, reason)| reason))
    })?;
    target.template = template(entry, kind)?;
    target.schedule = schedule(entry, kind)?;
    target.rounds = rounds(entry, kind)?;
    let condition = condition(entry, &table::NOTIFY_WHERE);
    (target.language, target.on) = (language, Filter { outcomes: outcomes(on, kind), event_types, condition });
    if !target.disambiguate(&options.notify) {
        return Err(entry.reject(&table::URL, "is there twice, for the same messages in the same language"));
    }
    let mut lints = Lints(&mut options.warnings);
    if options.archive.is_none() {
        lints.without_archive(entry);
    }
    if BotKind::of_url(&target.url) != Some(kind) {
        let kind_path = own_kind.is_none().then(|| entry.name(&table::KIND));
        lints.bot(&entry.name(&table::URL), &target, kind_path.as_deref());
    }
    options.notify.push(target);
    if let Some(events) = events {
        lints.event_types(events, &entry.name(&table::EVENTS));
    }
    if let Some(condition) = entry.value(&table::NOTIFY_WHERE) {
        lints.condition(condition, &entry.name(&table::NOTIFY_WHERE));
    }
    Ok(())
}

/// Reads the functions to invoke.
pub(super) fn invoke(options: &mut Options, settings: &Settings<'_>, env: Value<'_>) -> Result<(), Error> {
    let list = settings.value(&table::INVOKE);
    if !cfg!(feature = "invoke") {
        let row = if list.is_some() { &table::INVOKE } else { &table::FUNCTIONS };
        return if settings.is_set(row) { Err(settings.reject(row, ABSENT)) } else { Ok(()) };
    }
    let result = match list {
        Some(list) => each(list, "invoke", &table::OF_INVOKE, &mut |entry| {
            let name = entry.text(&table::FUNCTION)?.ok_or_else(|| entry.missing(&table::FUNCTION, "is needed"))?;
            let parts = [name, entry.text_or_default(&table::QUALIFIER)?, entry.text_or_default(&table::NAMESPACE)?];
            let condition = condition(entry, &table::INVOKE_WHERE);
            add_function(options, env, parts, condition).map_err(|reason| entry.reject(&table::FUNCTION, reason))?;
            if let Some(condition) = entry.value(&table::INVOKE_WHERE) {
                Lints(&mut options.warnings).condition(condition, &entry.name(&table::INVOKE_WHERE));
            }
            Ok(())
        }),
        None => named(options, settings, env),
    };
    if !options.invoke.is_empty() {
        let found = api(settings, env);
        if found.is_err() {
            options.invoke.clear();
        }
        options.api = Some(Box::new(found?));
    }
    result
}

/// Takes the functions that `INVOKE_FUNCTIONS` names. What is wrong with one of them does not keep the others from counting.
fn named(options: &mut Options, settings: &Settings<'_>, env: Value<'_>) -> Result<(), Error> {
    let mut result = Ok(());
    let mut index = 0_i64;
    for text in settings.raw(&table::FUNCTIONS).into_iter().flat_map(|text| text.split(',')) {
        let parts = parts_of(text);
        if are_names(parts) {
            let taken = if index < MAX_ENTRIES { add_function(options, env, parts, None) } else { Err(TOO_MANY) };
            result = result.and(taken.map_err(|reason| settings.reject(&table::FUNCTIONS, reason)));
        }
        index = index.plus(1);
    }
    result
}

/// Name, qualifier and namespace of a function as `INVOKE_FUNCTIONS` names it, `name[:qualifier][@namespace]`.
fn parts_of(text: &str) -> [&str; 3] {
    let (name, namespace) = split_once(text.trim(), "@").unwrap_or((text.trim(), table::NAMESPACE.default));
    let (name, qualifier) = split_once(name, ":").unwrap_or((name, table::QUALIFIER.default));
    [name, qualifier, namespace]
}

fn are_names([name, qualifier, namespace]: [&str; 3]) -> bool {
    is_function(name) && is_qualifier(qualifier) && is_function(namespace)
}

/// Whether a text is what `INVOKE_FUNCTIONS` may be.
pub(super) fn are_functions(text: &str) -> bool {
    text.split(',').all(|text| are_names(parts_of(text)))
}

/// Adds a function, or returns why it cannot be one.
fn add_function(
    options: &mut Options,
    env: Value<'_>,
    parts: [&str; 3],
    condition: Option<Condition>,
) -> Result<(), &'static str> {
    let [name, qualifier, namespace] = parts;
    let own_namespace = variable(env, "SCF_NAMESPACE").unwrap_or(table::NAMESPACE.default);
    if variable(env, "SCF_FUNCTIONNAME") == Some(name) && own_namespace == namespace {
        return Err("names this function itself, which would invoke itself for ever");
    }
    let function = Function { name: name.into(), qualifier: qualifier.into(), namespace: namespace.into(), condition };
    // Receipts tell functions apart by their names alone.
    if options.invoke.iter().any(|other| other.id() == function.id()) {
        return Err("names a function twice");
    }
    options.invoke.push(function);
    Ok(())
}

fn api(settings: &Settings<'_>, env: Value<'_>) -> Result<Api, Error> {
    let region = match settings.text(&table::SCF_REGION)? {
        Some(region) => Some(region),
        None => match own_region(env)? {
            Some(region) => Some(region),
            None => settings.text(&table::REGION)?,
        },
    };
    let region = region
        .ok_or_else(|| settings.missing(&table::SCF_REGION, "is needed where the function's own is not known"))?;
    Ok(Api {
        origin: without_slash(settings.text_or_default(&table::SCF_ENDPOINT)?).into(),
        region: region.into(),
        credentials: credentials(settings, env, true)?,
    })
}

const TOO_MANY: &str = "must have at most 100 entries";

/// Reads a list of objects. What is wrong with one of them does not keep the others from counting.
fn each(
    list: Value<'_>,
    name: &'static str,
    rows: &[&'static Row],
    take: &mut dyn FnMut(&Settings<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut result = Ok(());
    let mut index = 0_i64;
    for value in list.elements() {
        if index == MAX_ENTRIES {
            return result.and(Err(invalid(name, TOO_MANY)));
        }
        let path = [name, "[", &digits(index), "]"].concat();
        let taken = if value.is_object() {
            let entry = Settings::of_entry(rows, value, path);
            entry.first_error().map_or_else(|| take(&entry), Err)
        } else {
            Err(invalid(&path, "must be an object"))
        };
        result = result.and(taken);
        index = index.plus(1);
    }
    result
}

/// Whether a text can be the name of a function or of a namespace.
pub(super) fn is_function(text: &str) -> bool {
    is_name(text, "-_")
}

/// Whether a text can be a version or an alias.
pub(super) fn is_qualifier(text: &str) -> bool {
    is_name(text, "-_$")
}

/// Whether a text is a name of SCF. It has only letters, digits and the characters in `others`, and is not longer than
/// SCF allows.
fn is_name(text: &str, others: &str) -> bool {
    (1..=64).contains(&text.len()) && is_made_of(text, others)
}
