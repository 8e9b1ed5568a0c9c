//! Reports as CloudEvents 1.0 in JSON (structured mode of the HTTP binding: `application/cloudevents+json`).

use alloc::string::String;

use crate::delivery::keys::digest_of_notification;
use crate::json::{AsField, Field, Members};
use crate::report::borrowed::Report;
use crate::text::{hex, percent_encode};
use crate::time::{Millis, is_iso8601, iso8601};

/// A report as a `CloudEvent`.
///
/// | attribute | value |
/// | --- | --- |
/// | `type` | `com.tencent.cloud.mps.<event type>`; of a type that is not known, `….other` |
/// | `source` | `mps.tencentcloudapi.com/<region>`, the region of the input if it has one |
/// | `id` | `<task id>/<digest>`: a task may notify more than once, the same notification always has the same id |
/// | `subject` | the input's URI |
/// | `time` | when the last sub-task ended if the notification says it, else the time given |
/// | `data` | the report |
#[derive(Debug)]
pub(crate) struct CloudEvent<'r, 'a> {
    pub(crate) report: &'r Report<'a>,
    /// The notification's JSON text, as it came.
    pub(crate) event: &'r [u8],
    pub(crate) now: Millis,
}

impl Members for CloudEvent<'_, '_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        let report = self.report;
        let digest = hex(&digest_of_notification(self.event));
        let region = report.input.and_then(|input| input.region).unwrap_or_default();
        let mut source = String::from("mps.tencentcloudapi.com/");
        percent_encode(&mut source, region);
        visit("specversion", Field::Text("1.0"));
        printable(&[report.task_id.unwrap_or("-"), "/", &digest].concat()).show("id", visit);
        source.show("source", visit);
        ["com.tencent.cloud.mps.", report.event_type.as_str()].concat().show("type", visit);
        report.input.and_then(|input| input.uri()).map(|uri| printable(&uri)).show("subject", visit);
        match report.finished_at.filter(|time| is_iso8601(time)) {
            Some(time) => time.show("time", visit),
            None => iso8601(self.now).show("time", visit),
        }
        visit("datacontenttype", Field::Text("application/json"));
        visit("data", Field::Object(report));
    }
}

/// Replaces controls and noncharacters, which texts of a `CloudEvent` must not have.
fn printable(text: &str) -> String {
    text.chars()
        .map(|character| if is_printable(character) { character } else { char::REPLACEMENT_CHARACTER })
        .collect()
}

fn is_printable(character: char) -> bool {
    // The noncharacters of Unicode: 32 in a row, and the last two of every plane.
    let is_noncharacter = matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE;
    !character.is_control() && !is_noncharacter
}
