//! What a person can do next about a task: what is at fault for an error, whether to retry it, how to query it, and the pages of the
//! console.

use alloc::string::String;

use super::explain::Known;
use super::identity::is_about_stream;
use super::problems::{self, Problem};
use super::todo::{is_stale, todo};
use crate::json::{Value, members};
use crate::language::{Language, Texts};
use crate::text::{is_made_of, percent_encode, split_once};

/// What is at fault for an error, which decides whether a retry can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The input file.
    Source,
    /// The server that the input file is downloaded from.
    SourceServer,
    /// The task or its template.
    Parameter,
    /// The role, the bucket or the credentials.
    Permission,
    /// The same task was submitted before.
    Duplicate,
    /// A live stream of which no data comes.
    Stream,
    /// Too much at once.
    Limit,
    /// The account.
    Account,
    /// The service itself.
    Service,
}

/// When a retry can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Retry {
    /// At once.
    Now,
    /// After a while.
    Later,
    /// Only when something has been corrected.
    AfterFix,
    /// Never.
    Never,
}

/// What is said of a fault.
struct Row {
    fault: Fault,
    id: &'static str,
    retry: Retry,
    name: Texts,
}

static ROWS: &[Row] = &[
    Row {
        fault: Fault::Source,
        id: "source",
        retry: Retry::AfterFix,
        name: Texts {
            zh: "源文件问题", en: "Source file", ja: "入力ファイルの問題", ko: "원본 파일 문제"
        },
    },
    Row {
        fault: Fault::SourceServer,
        id: "source_server",
        retry: Retry::Later,
        name: Texts {
            zh: "源文件服务器问题",
            en: "Server of the source",
            ja: "入力ファイルのサーバーの問題",
            ko: "원본 서버 문제",
        },
    },
    Row {
        fault: Fault::Parameter,
        id: "parameter",
        retry: Retry::AfterFix,
        name: Texts {
            zh: "参数问题", en: "Parameter", ja: "パラメーターの問題", ko: "매개변수 문제"
        },
    },
    Row {
        fault: Fault::Permission,
        id: "permission",
        retry: Retry::AfterFix,
        name: Texts { zh: "权限问题", en: "Permission", ja: "権限の問題", ko: "권한 문제" },
    },
    Row {
        fault: Fault::Duplicate,
        id: "duplicate",
        retry: Retry::Never,
        name: Texts { zh: "重复提交", en: "Duplicate", ja: "重複", ko: "중복" },
    },
    Row {
        fault: Fault::Stream,
        id: "stream",
        retry: Retry::AfterFix,
        name: Texts {
            zh: "直播流问题", en: "Live stream", ja: "ライブ配信の問題", ko: "라이브 스트림 문제"
        },
    },
    Row {
        fault: Fault::Limit,
        id: "limit",
        retry: Retry::Later,
        name: Texts { zh: "超出限制", en: "Limit", ja: "上限超過", ko: "한도 초과" },
    },
    Row {
        fault: Fault::Account,
        id: "account",
        retry: Retry::AfterFix,
        name: Texts { zh: "账号问题", en: "Account", ja: "アカウントの問題", ko: "계정 문제" },
    },
    Row {
        fault: Fault::Service,
        id: "service",
        retry: Retry::Now,
        name: Texts { zh: "服务问题", en: "Service", ja: "サービスの問題", ko: "서비스 문제" },
    },
];

impl Retry {
    const fn as_str(self) -> &'static str {
        match self {
            Retry::Now => "now",
            Retry::Later => "later",
            Retry::AfterFix => "after_fix",
            Retry::Never => "never",
        }
    }

    /// What becomes of a retry. What has to be corrected is in the explanation of the error: nobody reads two instructions.
    const fn advice(self) -> &'static Texts {
        match self {
            Retry::Now => &Texts {
                zh: "原样重试可能成功。",
                en: "A retry as it is can succeed.",
                ja: "そのままの再試行で成功する可能性があります。",
                ko: "그대로 다시 시도하면 성공할 수 있습니다.",
            },
            Retry::Later => &Texts {
                zh: "稍后原样重试可能成功。",
                en: "A retry as it is can succeed later.",
                ja: "後でそのまま再試行すれば成功する可能性があります。",
                ko: "나중에 그대로 다시 시도하면 성공할 수 있습니다.",
            },
            Retry::AfterFix => &Texts {
                zh: "原样重试仍会失败。",
                en: "A retry as it is fails again.",
                ja: "そのまま再試行しても失敗します。",
                ko: "그대로 다시 시도하면 또 실패합니다.",
            },
            Retry::Never => &Texts {
                zh: "无需重试。",
                en: "No retry is needed.",
                ja: "再試行は不要です。",
                ko: "다시 시도할 필요가 없습니다.",
            },
        }
    }
}

/// What a person can do next about a task. What does not apply is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NextSteps {
    /// What to do about the verdict, in one or two sentences. Nothing has to be done about a success.
    pub todo: Option<String>,
    /// Why an error happened, in one clause.
    pub cause: Option<&'static str>,
    /// What to do about it, in one clause.
    pub fix: Option<&'static str>,
    /// What is probably true of a sub-task whose members contradict each other, in one clause.
    pub judgement: Option<&'static str>,
    /// Its place among others: what is worse comes first.
    pub judgement_rank: Option<u16>,
    /// The verdict in other words, if what the event says is too old to be true now.
    pub headline: Option<&'static str>,
    /// What is at fault: `source`, `source_server`, `parameter`, `permission`, `duplicate`, `stream`, `limit`, `account` or `service`.
    pub fault: Option<&'static str>,
    /// The same for people.
    pub fault_name: Option<&'static str>,
    /// When a retry can help: `now`, `later`, `after_fix` or `never`.
    pub retry: Option<&'static str>,
    /// What becomes of a retry, in a sentence.
    pub advice: Option<&'static str>,
    /// A command of `tccli` that queries the task. It is safe to paste into a shell.
    pub query: Option<String>,
    /// The page of the console with the tasks.
    pub tasks_page: String,
    /// The page of the console with the templates for a family of sub-tasks.
    pub templates_page: Option<String>,
    /// The page of the console with the folder of an object.
    pub object_page: Option<String>,
}
members!(NextSteps: todo, headline, cause, fix, judgement, judgement_rank, fault, fault_name, retry, advice, query, tasks_page, templates_page, object_page);

/// Says what to do next. `task` has what its report says: `code_ext`, `code`, `message`, `event_type`, `task_id`, `session_id`, `family`,
/// `region`, `bucket` and `key`, all of them optional. With the `verdict`, it has in `failures` an object with `code_ext`, `code` and
/// `message` for each reason of a failure, those that a retry alone cannot mend first, in `contradictions` one with the `path` and the
/// `message` of each such warning, in `age` how old what it says is, s, in `pictures_expired` whether the links to all pictures of what
/// was found have ended, and in `defect_disputed` whether the event has what a check says is missing. In `contradiction` it has one such
/// warning. Of a text that cannot be read it has that in `damaged`.
#[must_use]
pub fn next_steps(task: Value<'_>, language: Language) -> NextSteps {
    let field = |name: &str| task.get(name).text();
    let known = known_of_error(task);
    let row = known.and_then(|known| row_of(known.fault()));
    let meaning = known.map(|known| known.cause_and_fix(language));
    let (event_type, region) = (field("event_type").unwrap_or_default(), field("region"));
    let is_live = is_about_stream(event_type);
    let judgement = Judgement::of(task.get("contradiction"));
    let task_id = field("task_id").or_else(|| field("damaged").and_then(task_id_in));
    NextSteps {
        todo: field("verdict").and_then(|verdict| todo(verdict, task, is_live, language)),
        cause: meaning.map(|(cause, _)| cause),
        fix: meaning.map(|(_, fix)| fix),
        judgement: judgement.map(|it| it.texts().text(language)),
        judgement_rank: judgement.map(Judgement::rank),
        headline: (field("verdict") == Some("processing") && is_stale(task)).then(|| WAS_PROCESSING.text(language)),
        fault: row.map(|row| row.id),
        fault_name: row.map(|row| row.name.text(language)),
        retry: row.map(|row| row.retry.as_str()),
        advice: row.map(|row| row.retry.advice().text(language)),
        query: task_id.map(|id| query(event_type, id, region)),
        tasks_page: [console(language), if is_live { "/mps/tasks/live-list" } else { "/mps/tasks/vod-list" }].concat(),
        templates_page: field("family")
            .and_then(templates)
            .map(|page| [console(language), "/mps/templates/", page].concat()),
        object_page: match (field("bucket"), region, field("key")) {
            (Some(bucket), Some(region), Some(key)) => Some(object(bucket, region, key, language)),
            _ => None,
        },
    }
}

/// What is known of an error.
pub(super) fn known_of_error(error: Value<'_>) -> Option<Known> {
    Known::of(error.text_of("code_ext"), error.get("code").integer(), error.text_of("message"))
}

fn row_of(fault: Fault) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.fault == fault)
}

/// When a retry can help with a fault.
pub(super) fn retry_of(fault: Fault) -> Option<Retry> {
    row_of(fault).map(|row| row.retry)
}

/// What is probably true of a sub-task whose members contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judgement {
    /// It made no file.
    Failed,
    /// It is not finished.
    Unfinished,
    /// An error beside a file.
    Doubtful,
    /// A remark beside a file is no evidence of a failure.
    Done,
}

impl Judgement {
    /// Of the `path` and the `message` of a warning.
    fn of(warning: Value<'_>) -> Option<Self> {
        let message = warning.text_of("message")?;
        let is = |problem: &Problem| message.starts_with(problem.message);
        let is_remark = warning.text_of("path").is_some_and(|path| path.ends_with(".Message"));
        Some(if is(&problems::SUCCESS_WITHOUT_FILE) {
            Judgement::Failed
        } else if is(&problems::UNFINISHED_SUB_TASK) {
            Judgement::Unfinished
        } else if is(&problems::ERROR_BESIDE_SUCCESS) && is_remark {
            Judgement::Done
        } else {
            Judgement::Doubtful
        })
    }

    /// The worst first.
    const fn rank(self) -> u16 {
        self as u16
    }

    const fn texts(self) -> &'static Texts {
        match self {
            Judgement::Failed => &Texts {
                zh: "按失败处理",
                en: "treat it as failed",
                ja: "失敗として扱ってください",
                ko: "실패로 보세요",
            },
            Judgement::Unfinished => &Texts {
                zh: "请查询该任务",
                en: "query the task",
                ja: "タスクを照会してください",
                ko: "작업을 조회하세요",
            },
            Judgement::Doubtful => &Texts {
                zh: "请检查文件",
                en: "check its files",
                ja: "ファイルを確認してください",
                ko: "파일을 확인하세요",
            },
            Judgement::Done => &Texts {
                zh: "很可能已完成",
                en: "probably done",
                ja: "おそらく完了しています",
                ko: "아마 완료됐습니다",
            },
        }
    }
}

/// Whether any of some contradictions says that a sub-task failed.
pub(super) fn has_failed(contradictions: Value<'_>) -> bool {
    contradictions.elements().any(|warning| Judgement::of(warning) == Some(Judgement::Failed))
}

/// The first `TaskId` in a text that is damaged, or in a text inside of it.
fn task_id_in(text: &str) -> Option<&str> {
    let (_, rest) = split_once(text, "\"TaskId")?;
    let value = rest.trim_start_matches(['\\', '"', ' ', ':', '\n', '\t', '\r']);
    let (id, _) = value.split_once(['\\', '"'])?;
    (!id.is_empty() && id.len() <= LONGEST_ID && is_made_of(id, "-._")).then_some(id)
}

/// Task ids are shorter, bytes.
const LONGEST_ID: usize = 200;

/// What is said in the place of `processing` of a state of long ago.
static WAS_PROCESSING: Texts =
    Texts { zh: "当时处理中", en: "Was processing", ja: "当時は処理中", ko: "당시 처리 중" };

/// The site whose console people use: that of accounts of China, or of all others.
const fn console(language: Language) -> &'static str {
    match language {
        Language::Zh => "https://console.cloud.tencent.com",
        _ => "https://console.tencentcloud.com",
    }
}

/// The page of the templates for a family of sub-tasks.
fn templates(family: &str) -> Option<&'static str> {
    Some(match family {
        "media" => "avs?tab=video",
        "review" => "audits",
        "analysis" | "recognition" | "subtitle" | "dubbing" => "intel",
        "erase" => "intel?tab=erase",
        "record" => "lives",
        "watermark" => "watermarks",
        _ => return None,
    })
}

/// The page of the folder in which an object lies. The console decodes a path twice.
fn object(bucket: &str, region: &str, key: &str, language: Language) -> String {
    let folder = key.rfind('/').and_then(|end| key.get(..=end)).unwrap_or_default();
    let mut path = String::new();
    percent_encode(&mut path, &["/", folder.trim_start_matches('/')].concat());
    let mut url = String::from(console(language));
    for (name, value) in [("/cos/bucket?bucket=", bucket), ("&region=", region), ("&path=", &path)] {
        url.push_str(name);
        percent_encode(&mut url, value);
    }
    url
}

/// The command that queries a task.
fn query(event_type: &str, task_id: &str, region: Option<&str>) -> String {
    let action = match event_type {
        "BatchTask" => "DescribeBatchTaskDetail",
        _ => "DescribeTaskDetail",
    };
    let mut command = ["tccli mps ", action].concat();
    for (name, value) in [(" --region ", region), (" --TaskId ", Some(task_id))] {
        if let Some(value) = value {
            command.push_str(name);
            push_quoted(&mut command, value);
        }
    }
    command
}

/// Appends a word of a command: as it is, or in quotes inside which a shell reads nothing.
fn push_quoted(command: &mut String, word: &str) {
    if !word.is_empty() && !word.starts_with('-') && is_made_of(word, "-._") {
        command.push_str(word);
        return;
    }
    command.push('\'');
    for part in word.split_inclusive('\'') {
        match part.strip_suffix('\'') {
            Some(before) => {
                command.push_str(before);
                command.push_str("'\\''");
            }
            None => command.push_str(part),
        }
    }
    command.push('\'');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;
    use alloc::vec::Vec;

    fn steps(task: &str) -> NextSteps {
        next_steps(Document::parse(task.as_bytes()).unwrap().root(), Language::En)
    }

    #[test]
    fn a_fault_says_whether_to_retry() {
        for (task, fault, retry) in [
            (r#"{"code_ext":"InternalError","code":70000}"#, Some("service"), Some("now")),
            (r#"{"code_ext":"SourceFileError.NeverHeardOf"}"#, Some("source"), Some("after_fix")),
            (
                r#"{"code_ext":"302","code":60000,"message":"Server returned 5XX Server Error reply"}"#,
                Some("source_server"),
                Some("later"),
            ),
            (r#"{"code_ext":"InvalidInput.TaskDuplicated"}"#, Some("duplicate"), Some("never")),
            (r#"{"code":4004}"#, Some("limit"), Some("later")),
            (r#"{"code":4105}"#, Some("permission"), Some("after_fix")),
            (r#"{"code":1}"#, None, None),
            ("{}", None, None),
        ] {
            let found = steps(task);
            assert_eq!((found.fault, found.retry), (fault, retry), "{task}");
            assert_eq!(found.advice.is_some(), fault.is_some());
        }
    }

    #[test]
    fn every_fault_has_a_row_with_every_language() {
        for row in ROWS {
            for language in [Language::Zh, Language::En, Language::Ja, Language::Ko] {
                let advice = row.retry.advice().text(language);
                assert!(!row.name.text(language).is_empty() && !advice.is_empty(), "{}", row.id);
            }
        }
    }

    #[test]
    fn an_error_has_a_cause_and_a_fix() {
        let of = |task: &str| (steps(task).cause, steps(task).fix);
        assert_eq!(
            of(r#"{"code_ext":"InvalidInput.DefinitionNotExist"}"#),
            (Some("no such template"), Some("check its ID"))
        );
        assert_eq!(of(r#"{"code":1}"#), (None, None));
    }

    #[test]
    fn a_contradiction_is_judged_by_its_kind() {
        let of = |path: &str, message: &str| {
            let task = ["{\"contradiction\":{\"path\":\"", path, "\",\"message\":\"", message, " X\"}}"].concat();
            steps(&task).judgement
        };
        assert_eq!(of("a.Output", problems::SUCCESS_WITHOUT_FILE.message), Some("treat it as failed"));
        assert_eq!(of("a.Message", problems::ERROR_BESIDE_SUCCESS.message), Some("probably done"));
        for (path, problem) in [
            ("a.ErrCodeExt", &problems::ERROR_BESIDE_SUCCESS),
            ("a.Message", &problems::ERROR_BESIDE_TASK_SUCCESS),
            ("a", &problems::PART_BESIDE_SUCCESS),
        ] {
            assert_eq!(of(path, problem.message), Some("check its files"), "{path}");
        }
        assert_eq!(of("a", problems::UNFINISHED_SUB_TASK.message), Some("query the task"));
        assert_eq!(steps("{}").judgement, None);
    }

    #[test]
    fn a_contradiction_with_a_sub_task_that_failed_asks_for_it_to_be_submitted_again() {
        let of = |problems: &[&Problem]| {
            let all: Vec<String> = problems
                .iter()
                .map(|problem| ["{\"path\":\"a.Message\",\"message\":\"", problem.message, " X\"}"].concat())
                .collect();
            let task =
                [r#"{"verdict":"contradiction","event_type":"ScheduleTask","contradictions":["#, &all.join(","), "]}"];
            steps(&task.concat()).todo.unwrap()
        };
        let remark = of(&[&problems::ERROR_BESIDE_SUCCESS]);
        let failed = of(&[&problems::ERROR_BESIDE_SUCCESS, &problems::SUCCESS_WITHOUT_FILE]);
        assert!(remark.starts_with("Trust the files"), "{remark}");
        assert!(failed.starts_with("Submit what made no file again (ProcessMedia), and"), "{failed}");
    }

    #[test]
    fn the_task_of_a_damaged_text_is_queried() {
        for (text, id) in [
            (r#"{"EventType":"WorkflowTask","TaskId": "26-Workflow_Task-1","St"#, Some("26-Workflow_Task-1")),
            (r#"{"body":"{\"TaskId\":\"26-a\",\"x"#, Some("26-a")),
            (r#"{"TaskId":"26-a"#, None),
            (r#"{"TaskId":"$(rm)""#, None),
            (r#"{"TaskId":"""#, None),
            ("no id", None),
        ] {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
            let question = ["{\"damaged\":\"", &escaped, "\"}"].concat();
            let expected = id.map(|id| ["tccli mps DescribeTaskDetail --TaskId ", id].concat());
            assert_eq!(steps(&question).query, expected, "{text}");
        }
    }

    #[test]
    fn a_state_of_long_ago_is_not_how_things_are() {
        let of = |age: &str| steps(&[r#"{"verdict":"processing","age":"#, age, "}"].concat()).headline;
        assert_eq!((of("86400"), of("86401")), (None, Some("Was processing")));
    }

    #[test]
    fn a_query_is_safe_in_a_shell() {
        let query = |task: &str| steps(task).query.unwrap();
        assert_eq!(
            query(r#"{"event_type":"WorkflowTask","task_id":"26-WorkflowTask-a1","region":"ap-shanghai"}"#),
            "tccli mps DescribeTaskDetail --region ap-shanghai --TaskId 26-WorkflowTask-a1"
        );
        assert_eq!(
            query(r#"{"event_type":"BatchTask","task_id":"a'; rm -rf $HOME #"}"#),
            r"tccli mps DescribeBatchTaskDetail --TaskId 'a'\''; rm -rf $HOME #'"
        );
        assert_eq!(query(r#"{"task_id":"--version"}"#), "tccli mps DescribeTaskDetail --TaskId '--version'");
        assert_eq!(steps("{}").query, None);
    }

    #[test]
    fn pages_of_the_console_are_those_of_the_place() {
        let found = steps(r#"{"family":"media","bucket":"b-125","region":"ap-shanghai","key":"a 播/x.mp4"}"#);
        assert_eq!(
            found.object_page.unwrap(),
            "https://console.tencentcloud.com/cos/bucket?bucket=b-125&region=ap-shanghai&path=%252Fa%2520%25E6%2592%25AD%252F"
        );
        assert_eq!(found.templates_page.unwrap(), "https://console.tencentcloud.com/mps/templates/avs?tab=video");
        for (event_type, page) in [("WorkflowTask", "vod"), ("AiReviewResult", "live"), ("LiveScheduleTask", "live")] {
            let task = ["{\"event_type\":\"", event_type, "\"}"].concat();
            assert!(steps(&task).tasks_page.ends_with(&[page, "-list"].concat()), "{event_type}");
        }
        let found = steps(r#"{"family":"other","bucket":"b-125"}"#);
        assert_eq!((found.object_page, found.templates_page), (None, None));
    }
}
