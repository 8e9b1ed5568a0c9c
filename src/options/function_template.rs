//! The templates, and their defaults.

use super::Layout;
use super::settings::Settings;
use super::table::{self, Row};
use crate::error::{Error, ErrorCode};
use crate::json::Value;

/// A template that functions are made from.
pub(super) struct Template {
    /// The name of its folder, by which hosts name it.
    pub(super) name: &'static str,
    /// How keys are made up.
    pub(super) layout: Layout,
    /// Whether batches of logs are stored as they are, instead of the notifications in them.
    pub(super) batches: bool,
    /// Whether it notifies targets and invokes functions.
    pub(super) dispatches: bool,
}

/// The profile of a program that is not one of the templates.
const NONE: Template = Template { name: "", layout: Layout::Task, batches: false, dispatches: true };

pub(super) static TEMPLATES: [Template; 3] = [
    Template { name: "mps-webhook", ..NONE },
    Template { name: "mps-to-cos", layout: Layout::Classic, batches: false, dispatches: false },
    Template { name: "cls-to-cos", layout: Layout::Classic, batches: true, dispatches: false },
];

/// The options that a template which only stores has no use for.
static DISPATCHING: [&Row; 6] =
    [&table::WECOM_KEY, &table::WECOM_URL, &table::FUNCTIONS, &table::NOTIFY, &table::INVOKE, &table::SELECT];

impl Template {
    /// The template of a name; of `null`, none.
    pub(super) fn named(name: Value<'_>) -> Result<&'static Template, Error> {
        if name.is_null() {
            return Ok(&NONE);
        }
        let name = name.string().unwrap_or_default();
        TEMPLATES.iter().find(|template| template.name == name).ok_or_else(|| {
            Error::new(ErrorCode::InvalidOptions, "template must be `mps-webhook`, `mps-to-cos` or `cls-to-cos`")
                .at_path("template")
        })
    }

    /// Why not everything that is asked for can be done by it.
    pub(super) fn refusal(&self, settings: &Settings<'_>) -> Option<Error> {
        if self.dispatches {
            return None;
        }
        let mut refusal = None;
        for row in DISPATCHING {
            // A list or an object with nothing in it asks for nothing.
            let asks = match settings.value(row) {
                Some(value) => value.elements().next().is_some() || value.members().next().is_some(),
                None => settings.is_set(row),
            };
            if asks && refusal.is_none() {
                let reason =
                    ["is set, but the template ", self.name, " only stores: deploy mps-webhook, which does that too"];
                refusal = Some(settings.reject(row, &reason.concat()));
            }
        }
        refusal
    }
}
