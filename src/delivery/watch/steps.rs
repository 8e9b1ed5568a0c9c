//! How one finished task is looked for in the archive, and what is done if it is not there: a table of states. [`transition`] says for
//! each state and input what is done and which state follows. What the watch promises is made by these rows.

use alloc::vec;
use alloc::vec::Vec;

use crate::delivery::retry::RetryCause;
use crate::error::Error;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// A folder of the task is being listed.
    List,
    /// An event in it is being read, to know whether it says that the task has finished.
    ReadEvent,
    /// The service is being asked for the task.
    Detail,
    /// The answer is being stored as the event, unless another round has done so.
    Claim,
    /// The event is being delivered.
    Deliver,
    /// It is known what became of the task.
    Settled,
}

/// An event of the task in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stored {
    /// It came by itself, and has a report.
    Complete,
    /// It came by itself, and has no report: its delivery broke off.
    Incomplete,
    /// A round of the watch stored it.
    Reconciled,
}

/// What happened.
#[derive(Debug)]
pub(super) enum Input {
    /// The folder was listed to its end.
    Listed,
    /// An event was read.
    Read { stored: Stored, is_finished: bool },
    /// The event that was to be read is not there any more.
    NotFound,
    /// The service answered the task. `is_finished`: with its end; `is_new`: its folder has not been listed.
    Described { is_finished: bool, is_new: bool },
    /// The service does not know the task any more.
    Gone,
    /// The event is stored.
    Claimed,
    /// Another round has stored it.
    Exists,
    /// The delivery of the event ended; whether anything was left to do.
    Delivered(Result<bool, Error>),
    /// The request may succeed when it is sent again.
    Retry(RetryCause),
    /// The request failed for good.
    Failed(Error),
    /// There is no time left.
    OutOfTime,
}

/// What is done with an input before the next state begins.
#[derive(Debug)]
pub(super) enum Effect {
    /// Takes the next event of the folder to read.
    NextEvent,
    /// Goes on to the next folder.
    NextFolder,
    /// Records that the task is missing in the archive.
    Missing,
    /// Sends the request again.
    Retry(RetryCause),
    /// Records how it ended.
    Settle(Verdict),
}

/// What became of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is in the archive.
    Archived,
    /// A round of the watch has archived it a moment ago, and may still notify.
    JustArchived,
    /// It is missing, and is not to be delivered.
    Missing,
    /// It was missing, and is delivered now.
    Fetched,
    /// Its event was there without a report, and is delivered now.
    Completed,
    /// It is missing, and the service does not know it any more.
    Gone,
    /// It is being delivered elsewhere, or the service is not done with it. A later round looks again.
    Pending,
    /// It is missing, and could not be delivered.
    Failed(Error),
    /// There was no time for it.
    Left,
}

/// What a transition depends on beside the state and the input.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on one another")]
pub(super) struct Facts {
    /// Whether missing tasks are delivered.
    pub(super) delivers: bool,
    /// Whether an event of the folder is still to be read.
    pub(super) has_more_events: bool,
    /// Whether a folder is still to be listed.
    pub(super) has_more_folders: bool,
    /// Whether an event without a report was stored so lately that its delivery may still go on.
    pub(super) has_young: bool,
    /// Whether a round of the watch has stored the event so lately that its delivery may still go on.
    pub(super) is_reconciling: bool,
    /// Whether the event of that round has a report.
    pub(super) is_reported: bool,
    /// Whether the service has answered the task.
    pub(super) is_described: bool,
    /// The event of the archive that is read or delivered, if it is one.
    pub(super) delivering: Option<Stored>,
}

/// What is done, and which state follows. If it is the same state, its request goes on.
pub(super) fn transition(state: State, input: Input, facts: &Facts) -> (Vec<Effect>, State) {
    match (state, input) {
        (State::Settled, _) => (Vec::new(), State::Settled),
        (State::Deliver, Input::Delivered(Ok(is_changed))) => match facts.delivering {
            Some(Stored::Incomplete) => settle(Verdict::Completed),
            Some(Stored::Reconciled) if !is_changed => settle(Verdict::Archived),
            _ => (vec![Effect::Missing, Effect::Settle(Verdict::Fetched)], State::Settled),
        },
        (State::Deliver, Input::Delivered(Err(error))) => settle(Verdict::Failed(error)),
        // It has a deadline of its own, and tells how it ended.
        (State::Deliver, _) => (Vec::new(), State::Deliver),
        (_, Input::OutOfTime) => settle(Verdict::Left),
        (_, Input::Failed(error)) => settle(Verdict::Failed(error)),
        (state, Input::Retry(cause)) => (vec![Effect::Retry(cause)], state),
        (State::List, Input::Listed) if facts.is_reconciling => {
            settle(if facts.is_reported { Verdict::JustArchived } else { Verdict::Pending })
        }
        (State::List, Input::Listed) | (State::ReadEvent, Input::NotFound) => next(facts),
        (State::ReadEvent, Input::Read { stored: Stored::Complete, is_finished: true }) => settle(Verdict::Archived),
        (State::ReadEvent, Input::Read { stored: Stored::Reconciled, .. }) if !facts.delivers && facts.is_reported => {
            settle(Verdict::Archived)
        }
        (State::ReadEvent, Input::Read { stored: Stored::Reconciled, .. }) if !facts.delivers => missing(),
        // Whether its delivery came to its end is known by delivering it: what has a receipt is not done again.
        (State::ReadEvent, Input::Read { stored: Stored::Reconciled, .. }) => (Vec::new(), State::Deliver),
        (State::ReadEvent, Input::Read { stored: Stored::Incomplete, is_finished: true }) if facts.delivers => {
            (vec![Effect::Missing], State::Deliver)
        }
        (State::ReadEvent, Input::Read { stored: Stored::Incomplete, is_finished: true }) => missing(),
        (State::ReadEvent, Input::Read { .. }) => next(facts),
        (State::Detail, Input::Described { is_finished: false, .. }) => settle(Verdict::Pending),
        (State::Detail, Input::Described { is_new: true, .. }) => (vec![Effect::NextFolder], State::List),
        (State::Detail, Input::Described { .. }) => (Vec::new(), State::Claim),
        (State::Detail, Input::Gone) => settle(Verdict::Gone),
        (State::Claim, Input::Claimed) => (Vec::new(), State::Deliver),
        (State::Claim, Input::Exists) => settle(Verdict::Pending),
        // Each state asks for one thing, so nothing else comes.
        (state, _) => (Vec::new(), state),
    }
}

/// What follows when the folder, as far as it was read, does not say that the task has finished.
fn next(facts: &Facts) -> (Vec<Effect>, State) {
    if facts.has_more_events {
        return (vec![Effect::NextEvent], State::ReadEvent);
    }
    if facts.has_more_folders {
        return (vec![Effect::NextFolder], State::List);
    }
    if facts.has_young {
        return settle(Verdict::Pending);
    }
    if !facts.delivers {
        return missing();
    }
    (vec![Effect::Missing], if facts.is_described { State::Claim } else { State::Detail })
}

fn missing() -> (Vec<Effect>, State) {
    (vec![Effect::Missing, Effect::Settle(Verdict::Missing)], State::Settled)
}

fn settle(verdict: Verdict) -> (Vec<Effect>, State) {
    (vec![Effect::Settle(verdict)], State::Settled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;
    use crate::http::RetryAction;
    use std::format;

    const STATES: [State; 6] =
        [State::List, State::ReadEvent, State::Detail, State::Claim, State::Deliver, State::Settled];

    const STORED: [Stored; 3] = [Stored::Complete, Stored::Incomplete, Stored::Reconciled];

    fn inputs() -> Vec<Input> {
        let error = || Error::new(ErrorCode::NotDelivered, "reason");
        let mut inputs = vec![
            Input::Listed,
            Input::NotFound,
            Input::Gone,
            Input::Claimed,
            Input::Exists,
            Input::Delivered(Ok(true)),
            Input::Delivered(Ok(false)),
            Input::Delivered(Err(error())),
            Input::Retry(RetryCause::new("reason".into(), RetryAction::Wait)),
            Input::Failed(error()),
            Input::OutOfTime,
        ];
        for flag in [true, false] {
            inputs.extend(STORED.map(|stored| Input::Read { stored, is_finished: flag }));
            inputs.extend([true, false].map(|is_new| Input::Described { is_finished: flag, is_new }));
        }
        inputs
    }

    fn all_facts() -> impl Iterator<Item = Facts> {
        (0..512_u32).map(|bits| {
            let is = |bit: u32| bits >> bit & 1 == 1;
            Facts {
                delivers: is(0),
                has_more_events: is(1),
                has_more_folders: is(2),
                has_young: is(3),
                is_reconciling: is(4),
                is_reported: is(5),
                is_described: is(6),
                delivering: STORED.get((bits >> 7) as usize).copied(),
            }
        })
    }

    #[test]
    fn whatever_happens_the_promises_of_the_watch_hold() {
        for (state, facts) in STATES.into_iter().flat_map(|state| all_facts().map(move |facts| (state, facts))) {
            for input in inputs() {
                let name = format!("{state:?} {input:?} {facts:?}");
                let is_claimed = matches!(input, Input::Claimed);
                let is_archived = matches!(input, Input::Read { .. } | Input::Listed | Input::Delivered(Ok(_)));
                let (effects, next) = transition(state, input, &facts);
                let verdicts: Vec<&Verdict> = effects
                    .iter()
                    .filter_map(|effect| if let Effect::Settle(verdict) = effect { Some(verdict) } else { None })
                    .collect();
                assert_eq!(next == State::Settled && state != State::Settled, verdicts.len() == 1, "{name}");
                if state == State::Settled {
                    assert!(effects.is_empty(), "{name}");
                }
                // What is not in the archive is never taken to be there.
                if verdicts.iter().any(|verdict| matches!(verdict, Verdict::Archived | Verdict::JustArchived)) {
                    assert!(is_archived, "{name}");
                }
                // Nothing is asked for, stored or delivered unless that is wanted, and only one round delivers what it fetched.
                if state != next
                    && matches!(next, State::Detail | State::Claim | State::Deliver)
                    && state != State::Detail
                {
                    assert!(facts.delivers || is_claimed, "{name}");
                }
                if state == State::Claim && next == State::Deliver {
                    assert!(is_claimed, "{name}");
                }
                // While a delivery may go on elsewhere, there is no other one.
                if state == State::List && facts.is_reconciling {
                    assert!(!matches!(next, State::Detail | State::Claim | State::Deliver), "{name}");
                }
            }
        }
    }
}
