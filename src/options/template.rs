//! The templates: what each does unless the owner says otherwise.

use super::Layout;
use crate::error::{Error, ErrorCode};
use crate::json::Value;

/// A template that functions are made from.
pub(super) struct Template {
    /// The name of its folder, by which shells call it.
    name: &'static str,
    /// How keys are made up.
    pub(super) layout: Layout,
    /// Whether batches of logs are stored as they are, instead of the notifications in them.
    pub(super) batches: bool,
    /// Whether it tells people and invokes functions.
    pub(super) hands_on: bool,
}

/// What a program does that is none of the templates.
const NONE: Template = Template { name: "", layout: Layout::Task, batches: false, hands_on: true };

static TEMPLATES: [Template; 3] = [
    Template { name: "mps-webhook", ..NONE },
    Template { name: "mps-to-cos", layout: Layout::Classic, batches: false, hands_on: false },
    Template { name: "cls-to-cos", layout: Layout::Classic, batches: true, hands_on: false },
];

/// The options that a template which only stores has no use for, as variables and as fields of the document.
const HANDING_ON: [&str; 6] =
    ["WECOM_WEBHOOK_KEY", "WECOM_WEBHOOK_URL", "INVOKE_FUNCTIONS", "notify", "invoke", "select"];

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
    pub(super) fn refusal(&self, document: Value<'_>, env: Value<'_>) -> Option<Error> {
        let asks = |name: &&&str| {
            let field = document.get(name);
            field.elements().next().is_some() || field.members().next().is_some() || env.get(name).text().is_some()
        };
        let name = HANDING_ON.iter().find(asks).filter(|_| !self.hands_on)?;
        let reason =
            [name, " is set, but the template ", self.name, " only stores: deploy mps-webhook, which does that too"];
        Some(Error::new(ErrorCode::InvalidOptions, reason.concat()).at_path(*name))
    }
}
