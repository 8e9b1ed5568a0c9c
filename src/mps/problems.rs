//! The problems that reports warn of, one row a problem.

/// Something wrong in a notification.
pub(super) struct Problem {
    /// The code of the warning.
    pub(super) code: &'static str,
    /// The beginning of the message, which ends with the value that was found.
    pub(super) message: &'static str,
}

/// A problem and the value that was found.
#[derive(Clone, Copy)]
pub(super) struct Flaw<'v> {
    pub(super) problem: &'static Problem,
    pub(super) value: &'v str,
}

const fn problem(code: &'static str, message: &'static str) -> Problem {
    Problem { code, message }
}

pub(super) static UNKNOWN_EVENT_TYPE: Problem = problem("unknown_event_type", "unknown event type");
pub(super) static MISSING_EVENT_TYPE: Problem =
    problem("missing_event_type", "EventType is missing, the type was told from");
pub(super) static MISSING_TASK_ID: Problem = problem("missing_task_id", "no task id in");
pub(super) static OTHER_EVENT: Problem =
    problem("contradiction", "beside the event of the type stands that of another");
pub(super) static UNKNOWN_KIND: Problem = problem("unknown_kind", "unknown kind of sub-task");
pub(super) static OTHER_TYPE: Problem = problem("contradiction", "the result is not of the type");
pub(super) static MISSING_RESULT: Problem = problem("missing_result", "no result of");
pub(super) static NOT_AN_INTEGER: Problem = problem("invalid_value", "not an integer");
pub(super) static NOT_A_TEXT: Problem = problem("invalid_value", "not a text");
pub(super) static UNKNOWN_STATUS: Problem = problem("unknown_status", "unknown status");
pub(super) static UNKNOWN_STATUS_OF_OUTPUT: Problem =
    problem("unknown_status", "unknown status of a part of the output");
pub(super) static UNKNOWN_STATUS_OF_RESULT: Problem =
    problem("unknown_status", "unknown status of a part of what was found");
pub(super) static NO_STATUS: Problem = problem("missing_state", "nothing says whether it has ended: no");
pub(super) static FINISHED_WITHOUT_CODE: Problem = problem("missing_state", "the task has ended, but no code says how");
pub(super) static STREAM_ENDED_WITHOUT_CODE: Problem =
    problem("missing_state", "the stream has ended, but no code says how");
pub(super) static UNFINISHED_SUB_TASK: Problem =
    problem("contradiction", "a sub-task is not finished, but the task is");
pub(super) static ERROR_BESIDE_TASK_SUCCESS: Problem =
    problem("contradiction", "the task succeeded, beside that stands");
pub(super) static ERROR_BESIDE_NO_CODE: Problem = problem("contradiction", "no code is an error, beside that stands");
pub(super) static ERROR_BESIDE_SUCCESS: Problem = problem("contradiction", "the state is SUCCESS, beside it stands");
pub(super) static PART_BESIDE_SUCCESS: Problem =
    problem("contradiction", "the state is SUCCESS, but that of a part of the output is");
pub(super) static SUCCESS_WITHOUT_FILE: Problem =
    problem("contradiction", "the state is SUCCESS, but there is no file of");
pub(super) static MISSING_INPUT: Problem = problem("missing_input", "no file is named in");
pub(super) static UNKNOWN_STORAGE: Problem = problem("unknown_storage", "unknown kind of storage");
pub(super) static OTHER_STORAGE: Problem = problem("contradiction", "what says where the file lies is not of the Type");
