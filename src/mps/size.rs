//! The bound of a report as a whole. A bucket's name that ten thousand outputs share is in the notification once, and in each of them.

use alloc::vec::Vec;
use core::mem;

use super::bounds::Bounded;
use super::draft::count_one;
use crate::asserted::Asserted;
use crate::json::{Members, append_json};
use crate::report::borrowed::{Report, Task};
use crate::report::{Attention, MAX_BYTES, Urgency};

/// The most bytes of JSON text that one byte of a text becomes. A control character of a key takes six in `key`, six in `uri` and three
/// in `url`.
const BYTES_OF_ONE: usize = 15;

/// More than the JSON text of one sub-task, output, finding or input has besides the texts of the event.
const BYTES_OF_MEMBERS: usize = 1024;

/// The most bytes of a text of a sub-task, if the states of all sub-tasks have no room otherwise.
const SHORT: usize = 64;

/// Which findings take room before inputs and outputs, the most urgent first.
const URGENT: [Urgency; 4] = [
    Urgency::Attention(Attention::Block),
    Urgency::Attention(Attention::Defect),
    Urgency::Attention(Attention::Review),
    Urgency::Warning,
];

/// Whether a report is to be measured: its texts of the event have so many bytes.
pub(super) fn may_be_too_large(report: &Report<'_>, bytes: usize) -> bool {
    let of_task = |task: &Task<'_>| task.outputs.len().plus(task.findings.len()).plus(1);
    let parts = report.tasks.iter().map(of_task).fold(report.inputs.as_ref().map_or(0, Vec::len), usize::plus);
    bytes.saturating_mul(BYTES_OF_ONE).saturating_add(parts.saturating_mul(BYTES_OF_MEMBERS)) > MAX_BYTES
}

/// How many bytes of JSON text there is room for.
struct Space {
    left: usize,
    /// The text of what was measured last.
    text: Vec<u8>,
}

impl Space {
    /// Takes the room for an object and a comma. `false`: there is not enough.
    fn take(&mut self, object: &dyn Members) -> bool {
        self.text.clear();
        append_json(&mut self.text, object);
        let left = self.left.checked_sub(self.text.len().plus(1));
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// Takes the room for the state of a sub-task, which has neither outputs nor findings here.
    fn take_state(&mut self, task: &mut Task<'_>) {
        let (outputs, findings) = (mem::take(&mut task.outputs), mem::take(&mut task.findings));
        self.take(task);
        (task.outputs, task.findings) = (outputs, findings);
    }
}

/// Leaves out what a report has no room for, and counts it. States have room first, then urgent findings, inputs, outputs, and all other
/// findings; of the same sort the first.
///
/// The verdict on the report stays the same: there is always room for all states, and for the most urgent finding.
#[inline(never)]
pub(super) fn fit(report: &mut Report<'_>, bounded: &mut Bounded) {
    let (mut tasks, mut inputs) = (mem::take(&mut report.tasks), mem::take(&mut report.inputs));
    let mut space = Space { left: MAX_BYTES, text: Vec::new() };
    space.take(report);
    // Explanations and counts of what is left out are still to come.
    space.left = space.left.minus(tasks.len().plus(1).saturating_mul(BYTES_OF_MEMBERS));
    let half = space.left / 2;
    for task in &mut tasks {
        if space.left < half {
            bounded.state(task, SHORT, SHORT);
        }
        space.take_state(task);
    }
    for urgency in URGENT {
        fit_findings(&mut tasks, urgency, &mut space);
    }
    if let Some(inputs) = &mut inputs {
        fit_first(inputs, &mut report.inputs_omitted, &mut space);
    }
    for task in &mut tasks {
        fit_first(&mut task.outputs, &mut task.outputs_omitted, &mut space);
    }
    fit_findings(&mut tasks, Urgency::None, &mut space);
    (report.tasks, report.inputs) = (tasks, inputs);
}

/// Keeps the first of a list.
fn fit_first<T: Members>(list: &mut Vec<T>, omitted: &mut Option<i64>, space: &mut Space) {
    let count = list.iter().take_while(|part| space.take(*part)).count();
    for _ in count..list.len() {
        count_one(omitted);
    }
    list.truncate(count);
}

/// Keeps the findings that are as urgent as this.
fn fit_findings(tasks: &mut [Task<'_>], urgency: Urgency, space: &mut Space) {
    for Task { findings, findings_omitted, .. } in tasks {
        findings.retain(|finding| {
            let is_kept = finding.urgency() != urgency || space.take(finding);
            if !is_kept {
                count_one(findings_omitted);
            }
            is_kept
        });
    }
}
