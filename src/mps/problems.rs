//! The problems that reports warn of, one row a problem. A row has the warning code and the words.

use crate::report::borrowed::WarningCode;

/// Something wrong in a notification.
pub(super) struct Problem {
    pub(super) code: WarningCode,
    /// The beginning of the message, which ends with the value that was found.
    pub(super) message: &'static str,
}

/// A problem and the value that was found.
#[derive(Clone, Copy)]
pub(super) struct Flaw<'v> {
    pub(super) problem: &'static Problem,
    pub(super) value: &'v str,
}

const fn problem(code: WarningCode, message: &'static str) -> Problem {
    Problem { code, message }
}

pub(super) static UNKNOWN_EVENT_TYPE: Problem = problem(WarningCode::UnknownEventType, "unknown event type");
pub(super) static MISSING_EVENT_TYPE: Problem =
    problem(WarningCode::MissingEventType, "EventType is missing, the type was told from");
pub(super) static MISSING_TASK_ID: Problem = problem(WarningCode::MissingTaskId, "no task id in");
pub(super) static OTHER_EVENT: Problem =
    problem(WarningCode::Contradiction, "beside the event of the type stands that of another");
pub(super) static UNKNOWN_KIND: Problem = problem(WarningCode::UnknownKind, "unknown kind of sub-task");
pub(super) static OTHER_TYPE: Problem = problem(WarningCode::Contradiction, "the result is not of the type");
pub(super) static MISSING_RESULT: Problem = problem(WarningCode::MissingResult, "no result of");
pub(super) static NOT_AN_INTEGER: Problem = problem(WarningCode::InvalidValue, "not an integer");
pub(super) static NOT_A_TEXT: Problem = problem(WarningCode::InvalidValue, "not a text");
pub(super) static UNKNOWN_STATUS: Problem = problem(WarningCode::UnknownStatus, "unknown status");
pub(super) static UNKNOWN_STATUS_OF_OUTPUT: Problem =
    problem(WarningCode::UnknownStatus, "unknown status of a part of the output");
pub(super) static UNKNOWN_STATUS_OF_RESULT: Problem =
    problem(WarningCode::UnknownStatus, "unknown status of a part of what was found");
pub(super) static UNKNOWN_SUGGESTION: Problem = problem(WarningCode::UnknownStatus, "unknown suggestion of a review");
pub(super) static UNKNOWN_SEVERITY: Problem = problem(WarningCode::UnknownStatus, "unknown severity of a defect");
pub(super) static NO_STATUS: Problem = problem(WarningCode::MissingState, "nothing says whether it has ended: no");
pub(super) static FINISHED_WITHOUT_CODE: Problem =
    problem(WarningCode::MissingState, "the task has ended, but no code says how");
pub(super) static STREAM_ENDED_WITHOUT_CODE: Problem =
    problem(WarningCode::MissingState, "the stream has ended, but no code says how");
pub(super) static UNFINISHED_SUB_TASK: Problem =
    problem(WarningCode::Contradiction, "a sub-task is not finished, but the task is");
pub(super) static ERROR_BESIDE_TASK_SUCCESS: Problem =
    problem(WarningCode::Contradiction, "the sub-tasks say SUCCESS, but the task itself has an error or a message in");
pub(super) static ERROR_BESIDE_NO_CODE: Problem =
    problem(WarningCode::Contradiction, "no code is an error, but one is named in");
pub(super) static ERROR_BESIDE_SUCCESS: Problem =
    problem(WarningCode::Contradiction, "the state is SUCCESS, but an error or a message is in");
pub(super) static PART_BESIDE_SUCCESS: Problem =
    problem(WarningCode::Contradiction, "the state is SUCCESS, but that of a part of the output is");
pub(super) static SUCCESS_WITHOUT_FILE: Problem =
    problem(WarningCode::Contradiction, "the state is SUCCESS, but there is no file of");
pub(super) static MISSING_INPUT: Problem = problem(WarningCode::MissingInput, "no file is named in");
pub(super) static UNKNOWN_STORAGE: Problem = problem(WarningCode::UnknownStorage, "unknown kind of storage");
pub(super) static OTHER_STORAGE: Problem =
    problem(WarningCode::Contradiction, "what says where the file lies is not of the Type");
