//! The query API of MPS: what finished, and what became of it. Sources: API `DescribeTasks` and `DescribeTaskDetail`, version
//! 2019-06-12.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::http::{Request, Response, RetryAction, is_plain};
use crate::json::{Document, Value, members, to_json};
use crate::options::Api;
use crate::report::borrowed::EventType;
use crate::scf::{self, Action};
use crate::text::shown;
use crate::time::{Millis, from_iso8601, iso8601};

/// The most tasks that `DescribeTasks` answers at once.
const LIMIT: i64 = 100;

/// The most tasks of an answer that are looked at. The API sends at most [`LIMIT`].
const MAX_TASKS: usize = 1000;

/// The most bytes of a token or of a task's id. Longer texts are ignored.
const MAX_TEXT: usize = 1024;

const VERSION: &str = "2019-06-12";

/// A task that has finished, as `DescribeTasks` lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) id: String,
    /// `WorkflowTask`, for instance. The list has names of its own for some types.
    pub(super) task_type: String,
    /// When it finished, if the list says so.
    pub(super) finished: Option<Millis>,
    /// When it began, if the list says so.
    pub(super) begun: Option<Millis>,
}

impl Task {
    /// Whether it may have finished in this time. Where the list does not say when, it may have if it began before the end.
    pub(super) fn is_in(&self, range: &Range<Millis>) -> bool {
        match self.finished {
            Some(finished) => range.contains(&finished),
            None => self.begun.is_none_or(|begun| begun < range.end),
        }
    }
}

/// A page of the list.
#[derive(Debug, Default)]
pub(super) struct TaskPage {
    pub(super) tasks: Vec<Task>,
    /// How many tasks of the list cannot be worked on: they have no id, or are more than the API sends.
    pub(super) unreadable: u32,
    /// What the next page is asked for with; absent: this is the last one.
    pub(super) next: Option<String>,
    /// How many tasks there are on all pages, if the service says so.
    pub(super) total: Option<i64>,
}

/// Which tasks are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Query<'q> {
    pub(super) since: Millis,
    pub(super) until: Millis,
    pub(super) token: Option<&'q str>,
}

#[expect(non_snake_case, reason = "the API's names")]
struct DescribeTasks<'q> {
    Status: &'static str,
    Limit: i64,
    StartTime: String,
    EndTime: String,
    ScrollToken: Option<&'q str>,
}
members!(DescribeTasks<'q>: Status, Limit, StartTime, EndTime, ScrollToken);

#[expect(non_snake_case, reason = "the API's name")]
struct DescribeTaskDetail<'q> {
    TaskId: &'q str,
}
members!(DescribeTaskDetail<'q>: TaskId);

/// The parameters of `DescribeTasks`.
pub(super) fn list_body(query: Query<'_>) -> Vec<u8> {
    to_json(&DescribeTasks {
        Status: "FINISH",
        Limit: LIMIT,
        StartTime: iso8601(query.since),
        EndTime: iso8601(query.until),
        ScrollToken: query.token,
    })
}

/// The parameters of `DescribeTaskDetail`.
pub(super) fn detail_body(task_id: &str) -> Vec<u8> {
    to_json(&DescribeTaskDetail { TaskId: task_id })
}

/// The request for an action with these parameters.
pub(super) fn request(api: &Api, name: &str, body: &[u8], now: Millis) -> Request {
    scf::request(api, Action { service: "mps", name, version: VERSION }, body, now)
}

/// What the API answered.
#[derive(Debug)]
pub(super) enum Answer<'d> {
    /// The result.
    Done(Value<'d>),
    /// It may answer when it is asked again.
    Retry(String, RetryAction),
    /// It asks for fewer requests.
    Limited(String),
    /// It does not know such a task, or does not any more.
    Gone,
    /// It does not take the parameters.
    Invalid(String),
    /// It will not answer however often it is asked.
    Refused(String),
}

/// Reads a response whose body is `document`. Errors of the API come with status 200, as `Response.Error`.
pub(super) fn read<'d>(document: Option<&'d Document<'d>>, response: &Response<'_>) -> Answer<'d> {
    let content = match scf::content(document, response) {
        Ok(content) => content,
        Err(answered) => return Answer::Retry(["the MPS API ", &answered].concat(), RetryAction::Wait),
    };
    let error = content.get("Error");
    if error.is_null() {
        return Answer::Done(content);
    }
    let plain = |name: &str, of: Value<'d>| of.get(name).text().filter(|text| is_plain(text));
    let code = plain("Code", error).unwrap_or("an error without a code");
    let mut reason = ["the MPS API answered ", code].concat();
    if let Some(id) = plain("RequestId", content) {
        reason.push_str(", request ");
        reason.push_str(id);
    }
    if code.starts_with("ResourceNotFound") || code == "InvalidParameterValue.TaskId" {
        return Answer::Gone;
    }
    if code.starts_with("RequestLimitExceeded") {
        return Answer::Limited(reason);
    }
    match scf::errors::retry(code) {
        Some(action) => Answer::Retry(reason, action),
        None if code.starts_with("InvalidParameter") => Answer::Invalid(reason),
        None => Answer::Refused(reason),
    }
}

/// Reads the result of `DescribeTasks`.
///
/// # Errors
/// Says what is wrong if there is no list, or the next page would be the one that was asked for.
pub(super) fn page(content: Value<'_>, asked: Option<&str>) -> Result<TaskPage, &'static str> {
    let set = content.get("TaskSet");
    let next = content.get("ScrollToken").text().filter(|token| !token.is_empty());
    if !set.is_null() && set.kind() != crate::json::Kind::Array {
        return Err("the MPS API answered no list of tasks");
    }
    if next.is_some_and(|next| next.len() > MAX_TEXT || asked == Some(next)) {
        return Err("the MPS API answered a page of tasks that leads to no later page");
    }
    let mut page =
        TaskPage { next: next.map(String::from), total: content.get("TotalCount").integer(), ..TaskPage::default() };
    for (index, value) in set.elements().enumerate() {
        match task(value).filter(|_| index < MAX_TASKS) {
            Some(task) => page.tasks.push(task),
            None => page.unreadable = page.unreadable.saturating_add(1),
        }
    }
    Ok(page)
}

fn task(value: Value<'_>) -> Option<Task> {
    // A time that is not there yet is `0000-00-00T00:00:00Z`.
    let time = |name: &str| value.get(name).text().and_then(from_iso8601);
    let begun = time("BeginProcessTime").or_else(|| time("CreateTime"));
    let id = value.get("TaskId").text().filter(|id| !id.is_empty() && id.len() <= MAX_TEXT)?;
    let task_type = shown(value.get("TaskType").text().unwrap_or_default(), 64);
    Some(Task { id: id.into(), task_type, finished: time("FinishTime"), begun })
}

/// A type of task, and the types of the events that say that one has finished.
struct TaskType {
    /// Its name in `DescribeTasks`.
    name: &'static str,
    event_types: &'static [&'static str],
}

/// Names that are not here are those of events.
static TASK_TYPES: [TaskType; 3] = [
    TaskType { name: "LiveProcessTask", event_types: &["LiveStreamProcessTask", "ProcessEof"] },
    TaskType { name: "LiveStreamProcessTask", event_types: &["LiveStreamProcessTask", "ProcessEof"] },
    TaskType { name: "LiveScheduleTask", event_types: &["LiveScheduleTask", "ProcessEof"] },
];

/// The types of events in whose folders the end of a task can be. Keys have them.
pub(super) fn event_types(task_type: &str) -> Vec<String> {
    let known = TASK_TYPES.iter().find(|known| known.name == task_type);
    match known {
        Some(known) => known.event_types.iter().map(|name| String::from(*name)).collect(),
        None => Vec::from([EventType::from_id(task_type).unwrap_or(EventType::Other).as_str().into()]),
    }
}
