//! How a notification comes into the archive: a table of states. [`transition`] says for each state and input what is done and
//! which state follows. The guarantees in docs/delivery.md are made by these rows.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::delivery::entry::EventStored;
use crate::delivery::retry::RetryCause;
use crate::error::Error;
use crate::http::RetryAction;
use crate::options::Level;

/// How errors begin.
pub(super) const NOT_STORED: &str = "the event is not stored: ";
pub(super) const NO_REPORT: &str = "the event is stored, its report is not: ";
const NO_RECEIPTS: &str = "the report lacks receipts, and what they are of may be repeated if the event comes again: ";

/// What is asked of the archive, or what the archive waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// The report object is looked for. If it exists, an earlier delivery has stored the event, too.
    FindReport,
    /// The event is being stored.
    StoreEvent,
    /// The event is stored, or is not to be. It waits until it may be parsed.
    Interpret,
    /// The report object of another delivery is being read.
    ReadReport,
    /// The report object of the same task that the watch fetched is being read: the event comes so late that there may be one.
    FindFetched,
    /// The owner's processing is running. It comes before the report object is stored, which holds what it returns.
    Process,
    /// The report object is being stored.
    StoreReport,
    /// Nothing is left to do, unless new receipts come.
    Idle,
    /// The event or its report object is not stored in this invocation.
    Failed,
}

/// What happened.
#[derive(Debug)]
pub(super) enum Input {
    /// COS stored the object that was sent.
    Stored { etag: Option<String>, request_id: Option<String>, versioned: bool },
    /// COS stored an object, but its ETag is that of other bytes.
    StoredOther,
    /// COS stored nothing: there is an object with this key.
    Exists,
    /// A report object was read.
    Report,
    /// What was read has the ETag of other bytes.
    ReadOther,
    /// What was read is not a report object.
    NotReport,
    /// There is no object with this key.
    NotFound,
    /// The request may succeed when it is sent again.
    Retry(RetryCause),
    /// COS refused the request for good.
    Refused(Error),
    /// There is no time or no attempt left for the request.
    GaveUp(Error),
    /// The event was parsed, or it is known why it cannot be.
    Understood,
    /// The owner's processing ended. With the JSON text of an object without its end, if that replaces the report.
    Processed(Option<Vec<u8>>),
    /// There are receipts that the stored report object lacks.
    ReceiptsAdded,
}

/// What is done with an input before the next state begins.
#[derive(Debug)]
pub(super) enum Effect {
    /// Writes a line to the log.
    Log(Level, &'static str),
    /// Keeps what COS says of the event.
    EventStored { existed: bool, versioned: bool },
    /// Adds the receipt of the event.
    AddEventReceipt { etag: Option<String>, request_id: Option<String> },
    /// Adds a receipt that the event was stored before, unless it has a receipt.
    AddEarlierEventReceipt,
    /// Takes over the receipts of the report object that was read. It skips the steps that these receipts are of.
    ResumeFromReceipts,
    /// Skips what the receipts of the report object are of.
    SkipWhatHasReceipts,
    /// Skips the targets that were notified of the same task when the watch fetched it.
    SkipWhatWasFetched,
    /// Forgets the receipts: there is no report object to keep them.
    DropReceipts,
    /// Events of this delivery may have report objects.
    ExpectReports,
    /// One more event of this delivery has no report object. The cause, if the request failed, holds for later requests.
    ExpectNoReport(Option<RetryCause>),
    /// Remembers that there is a report object of another delivery.
    ReportExists,
    /// Remembers that everything is in the archive. From now on targets are notified.
    Archived { seen_before: bool },
    /// Remembers which receipts are stored.
    ReceiptsSaved,
    /// Lets the stored report object be without the receipts, for a reason.
    AbandonReceipts(Error),
    /// Replaces the report, if there is a replacement, and adds the receipt of the processing. If the processing failed, it
    /// remembers why.
    EndProcessing(Result<Option<Vec<u8>>, Error>),
    /// Sends the request again.
    Retry(RetryCause),
    /// Sends the request again, to replace the object that is stored.
    Replace(RetryCause),
    /// Fails for a reason.
    Fail(Error),
}

/// What a transition depends on beside the state and the input.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts {
    /// What COS reports about the event. `None`: it is not stored, or must not be.
    pub(super) event_stored: Option<EventStored>,
    /// Whether everything is in the archive.
    pub(super) is_archived: bool,
    /// Whether there is to be a report object.
    pub(super) keeps_report: bool,
    /// Whether a report object of another delivery was found when it was to be stored.
    pub(super) report_exists: bool,
    /// Whether every step has a receipt of an earlier delivery.
    pub(super) is_done_before: bool,
    /// Whether there is a processing or a target, which a duplicate must not repeat.
    pub(super) does_more: bool,
    /// Whether the owner's processing has not run in this delivery.
    pub(super) is_to_process: bool,
    /// Whether the report object that was read lacks a receipt of the owner's processing.
    pub(super) lacks_processing: bool,
    /// Whether the watch may have fetched the task before the event came, and notified a target that has no receipt.
    pub(super) is_late: bool,
    /// Whether the report object of another delivery was read.
    pub(super) is_resumed: bool,
}

/// What is done, and which state follows. If it is the same state, its request goes on.
pub(super) fn transition(state: State, input: Input, facts: &Facts) -> (Vec<Effect>, State) {
    match (state, input) {
        (State::FindReport, input) => find_report(input),
        (State::StoreEvent, input) => store_event(input),
        (State::Interpret, Input::Understood) => after_parsing(facts),
        (State::ReadReport, input) => read_report(input, facts),
        (State::FindFetched, input) => find_fetched(input, facts),
        (State::Process, Input::Processed(report)) => {
            (vec![Effect::EndProcessing(Ok(report))], after_processing(facts))
        }
        (State::Process, Input::Refused(error) | Input::GaveUp(error)) => {
            let error = because("the report was not processed: ", &error);
            (vec![Effect::EndProcessing(Err(error))], after_processing(facts))
        }
        (State::StoreReport, input) => store_report(input, facts),
        (State::Idle, Input::ReceiptsAdded) => (Vec::new(), State::StoreReport),
        // Each state asks for one thing, so nothing else comes.
        (state, _) => (Vec::new(), state),
    }
}

/// The event is stored next, whatever becomes of the request for its report object.
fn find_report(input: Input) -> (Vec<Effect>, State) {
    match input {
        Input::Report => (
            vec![
                Effect::Log(Level::Info, "event was stored before, and so was its report"),
                Effect::ExpectReports,
                Effect::EventStored { existed: true, versioned: false },
            ],
            State::Interpret,
        ),
        Input::Retry(cause) => (vec![Effect::ExpectNoReport(Some(cause))], State::StoreEvent),
        Input::GaveUp(error) => fail(NOT_STORED, &error),
        _ => (vec![Effect::ExpectNoReport(None)], State::StoreEvent),
    }
}

/// Nothing is parsed before the event is stored.
fn store_event(input: Input) -> (Vec<Effect>, State) {
    match input {
        Input::Stored { etag, request_id, versioned } => (
            vec![
                Effect::AddEventReceipt { etag, request_id },
                Effect::Log(Level::Info, "event stored"),
                Effect::EventStored { existed: false, versioned },
            ],
            State::Interpret,
        ),
        Input::Exists => (
            vec![
                Effect::Log(Level::Info, "event was stored before"),
                Effect::EventStored { existed: true, versioned: false },
            ],
            State::Interpret,
        ),
        Input::StoredOther => {
            let cause = cause("the stored event has another ETag than what was sent", RetryAction::Wait);
            (vec![Effect::Replace(cause)], State::StoreEvent)
        }
        Input::Retry(cause) => (vec![Effect::Retry(cause)], State::StoreEvent),
        Input::Refused(error) | Input::GaveUp(error) => fail(NOT_STORED, &error),
        _ => (Vec::new(), State::StoreEvent),
    }
}

/// What has a receipt is not done again.
fn read_report(input: Input, facts: &Facts) -> (Vec<Effect>, State) {
    let retry = |reason, action| (vec![Effect::Retry(cause(reason, action))], State::ReadReport);
    match input {
        Input::Report if facts.is_late => {
            (vec![Effect::Log(Level::Debug, "report read"), Effect::ResumeFromReceipts], State::FindFetched)
        }
        Input::Report => (
            vec![
                Effect::Log(Level::Debug, "report read"),
                Effect::ResumeFromReceipts,
                Effect::Archived { seen_before: !facts.report_exists },
            ],
            if facts.lacks_processing { State::Process } else { State::Idle },
        ),
        Input::NotFound if !facts.report_exists => (
            vec![Effect::AddEarlierEventReceipt],
            if facts.is_late { State::FindFetched } else { before_report(facts) },
        ),
        Input::NotFound => retry("COS finds no report, but lets none be stored", RetryAction::Wait),
        Input::ReadOther => retry("the report that was read has another ETag than its bytes", RetryAction::Wait),
        Input::NotReport => retry(
            "the object in the place of the report is not one; remove it to have the event delivered",
            RetryAction::Once,
        ),
        Input::Retry(cause) => (vec![Effect::Retry(cause)], State::ReadReport),
        Input::Refused(error) | Input::GaveUp(error) => fail(NO_REPORT, &error),
        _ => (Vec::new(), State::ReadReport),
    }
}

/// No target is notified a second time of a task that the watch has fetched.
fn find_fetched(input: Input, facts: &Facts) -> (Vec<Effect>, State) {
    let mut effects = match input {
        Input::Report => vec![
            Effect::Log(Level::Info, "the event comes late: the watch has fetched its task before"),
            Effect::SkipWhatWasFetched,
        ],
        Input::NotFound => Vec::new(),
        Input::ReadOther => {
            let cause = cause("the report that was read has another ETag than its bytes", RetryAction::Wait);
            return (vec![Effect::Retry(cause)], State::FindFetched);
        }
        Input::NotReport => {
            let reason = "the object in the place of the report is not one; remove it to have the event delivered";
            return (vec![Effect::Retry(cause(reason, RetryAction::Once))], State::FindFetched);
        }
        Input::Retry(cause) => return (vec![Effect::Retry(cause)], State::FindFetched),
        Input::Refused(error) | Input::GaveUp(error) => return fail(NO_REPORT, &error),
        _ => return (Vec::new(), State::FindFetched),
    };
    if !facts.is_resumed {
        return (effects, before_report(facts));
    }
    effects.push(Effect::Archived { seen_before: !facts.report_exists });
    (effects, if facts.lacks_processing { State::Process } else { State::Idle })
}

/// Stores the report object; then targets are notified, and it is stored again. The second one has their receipts.
fn store_report(input: Input, facts: &Facts) -> (Vec<Effect>, State) {
    match input {
        Input::Stored { .. } if facts.is_archived => {
            (vec![Effect::ReceiptsSaved, Effect::Log(Level::Debug, "receipts stored")], State::Idle)
        }
        Input::Stored { .. } => (
            vec![
                Effect::ReceiptsSaved,
                Effect::Log(Level::Info, "report stored"),
                Effect::Archived { seen_before: false },
            ],
            State::Idle,
        ),
        Input::StoredOther => {
            let cause = cause("the stored report has another ETag than what was sent", RetryAction::Wait);
            (vec![Effect::Replace(cause)], State::StoreReport)
        }
        // Another delivery of the same event stored it meanwhile: its receipts count.
        Input::Exists => (vec![Effect::ReportExists], State::ReadReport),
        Input::Retry(cause) => (vec![Effect::Retry(cause)], State::StoreReport),
        Input::Refused(error) | Input::GaveUp(error) if facts.is_archived => {
            (vec![Effect::AbandonReceipts(because(NO_RECEIPTS, &error))], State::Idle)
        }
        Input::Refused(error) | Input::GaveUp(error) => fail(NO_REPORT, &error),
        _ => (Vec::new(), State::StoreReport),
    }
}

/// What follows once it is known whether the event can be parsed.
fn after_parsing(facts: &Facts) -> (Vec<Effect>, State) {
    let Some(stored) = facts.event_stored else {
        return (Vec::new(), if facts.is_to_process { State::Process } else { State::Idle });
    };
    if !facts.keeps_report {
        // It may be stored by an attempt whose answer was lost, or before: nothing shows which.
        let seen_before = stored.existed && stored.tries <= 1;
        return (vec![Effect::DropReceipts, Effect::Archived { seen_before }], State::Idle);
    }
    if facts.is_done_before {
        return (vec![Effect::SkipWhatHasReceipts, Effect::Archived { seen_before: true }], State::Idle);
    }
    // A bucket that has or had versions overwrites what it was to keep, and may not say so. Then only the report object
    // shows a duplicate, of which no target is notified again.
    if stored.existed || stored.versioned || facts.does_more {
        return (Vec::new(), State::ReadReport);
    }
    (Vec::new(), State::StoreReport)
}

/// What comes before the report object is stored for the first time.
const fn before_report(facts: &Facts) -> State {
    if facts.is_to_process { State::Process } else { State::StoreReport }
}

const fn after_processing(facts: &Facts) -> State {
    if facts.is_archived { State::Idle } else { State::StoreReport }
}

fn fail(what: &str, error: &Error) -> (Vec<Effect>, State) {
    (vec![Effect::Fail(because(what, error))], State::Failed)
}

/// An error that says first what is not done.
pub(super) fn because(what: &str, error: &Error) -> Error {
    Error::new(error.code(), [what, error.message()].concat()).with_help(error.own_help())
}

fn cause(reason: &str, action: RetryAction) -> RetryCause {
    RetryCause::new(reason.into(), action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;
    use std::format;

    const STATES: [State; 9] = [
        State::FindReport,
        State::StoreEvent,
        State::Interpret,
        State::ReadReport,
        State::FindFetched,
        State::Process,
        State::StoreReport,
        State::Idle,
        State::Failed,
    ];

    fn error() -> Error {
        Error::new(ErrorCode::NotDelivered, "reason")
    }

    fn inputs() -> Vec<Input> {
        vec![
            Input::Stored { etag: None, request_id: None, versioned: false },
            Input::StoredOther,
            Input::Exists,
            Input::Report,
            Input::ReadOther,
            Input::NotReport,
            Input::NotFound,
            Input::Retry(cause("reason", RetryAction::Wait)),
            Input::Refused(error()),
            Input::GaveUp(error()),
            Input::Understood,
            Input::Processed(None),
            Input::ReceiptsAdded,
        ]
    }

    /// All facts that there can be.
    fn all_facts() -> impl Iterator<Item = Facts> {
        (0..8192_u32).map(|bits| {
            let is = |bit: u32| bits >> bit & 1 == 1;
            let stored = EventStored { existed: is(0), versioned: is(1), tries: if is(9) { 1 } else { 2 } };
            Facts {
                event_stored: is(2).then_some(stored),
                is_archived: is(3),
                keeps_report: is(4),
                report_exists: is(5),
                is_done_before: is(6),
                does_more: is(7),
                is_to_process: is(8),
                lacks_processing: is(10),
                is_late: is(11),
                is_resumed: is(12),
            }
        })
    }

    #[test]
    fn whatever_happens_the_promises_of_the_archive_hold() {
        for (state, facts) in STATES.into_iter().flat_map(|state| all_facts().map(move |facts| (state, facts))) {
            for input in inputs() {
                let name = format!("{state:?} {input:?}");
                let is_evidence =
                    matches!(input, Input::Stored { .. } | Input::Exists | Input::Report | Input::Understood);
                let (effects, next) = transition(state, input, &facts);
                let has = |is: fn(&Effect) -> bool| effects.iter().any(is);

                let is_unstored = matches!(state, State::FindReport | State::StoreEvent);
                if is_unstored && !matches!(next, State::FindReport | State::StoreEvent | State::Failed) {
                    assert!(has(|effect| matches!(effect, Effect::EventStored { .. })) && is_evidence, "{name}");
                    assert_eq!(next, State::Interpret, "{name}");
                }
                if has(|effect| matches!(effect, Effect::Archived { .. })) {
                    // Before the report of the watch is looked for, the report object of the event was read.
                    let is_evidence = is_evidence || (state == State::FindFetched && facts.is_resumed);
                    assert!(is_evidence && !is_unstored && state != State::Idle, "{name}");
                }
                if has(|effect| matches!(effect, Effect::Retry(_) | Effect::Replace(_))) {
                    assert_eq!(next, state, "{name}");
                }
                assert_eq!(
                    next == State::Failed && state != State::Failed,
                    has(|effect| matches!(effect, Effect::Fail(_))),
                    "{name}"
                );
                if matches!(state, State::Failed) {
                    assert!(effects.is_empty() && next == state, "{name}");
                }
            }
        }
    }
}
