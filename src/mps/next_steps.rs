//! What a person can do next about a task: whether to retry it, how to query it, and the pages of the console.

use alloc::string::String;

use super::explain::fault_of;
use super::identity::is_about_stream;
use crate::json::{Value, members};
use crate::language::{Language, Texts};
use crate::text::{is_made_of, percent_encode};

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
enum Retry {
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
    advice: Texts,
}

static ROWS: &[Row] = &[
    Row {
        fault: Fault::Source,
        id: "source",
        retry: Retry::AfterFix,
        name: Texts {
            zh: "源文件问题", en: "Source file", ja: "入力ファイルの問題", ko: "원본 파일 문제"
        },
        advice: Texts {
            zh: "原样重试仍会失败，请先修正源文件。",
            en: "A retry fails again. Correct the source first.",
            ja: "このまま再試行しても失敗します。先に入力ファイルを直してください。",
            ko: "그대로 다시 시도하면 또 실패합니다. 먼저 원본을 고치세요.",
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
        advice: Texts {
            zh: "待该服务器恢复后，可以原样重试。",
            en: "Retry it as it is, when that server answers again.",
            ja: "サーバーが復旧したら、そのまま再試行してください。",
            ko: "서버가 복구되면 그대로 다시 시도하세요.",
        },
    },
    Row {
        fault: Fault::Parameter,
        id: "parameter",
        retry: Retry::AfterFix,
        name: Texts {
            zh: "参数问题", en: "Parameter", ja: "パラメーターの問題", ko: "매개변수 문제"
        },
        advice: Texts {
            zh: "原样重试仍会失败，请先修正任务或模板。",
            en: "A retry fails again. Correct the task or its template first.",
            ja: "このまま再試行しても失敗します。先にタスクかテンプレートを直してください。",
            ko: "그대로 다시 시도하면 또 실패합니다. 먼저 작업이나 템플릿을 고치세요.",
        },
    },
    Row {
        fault: Fault::Permission,
        id: "permission",
        retry: Retry::AfterFix,
        name: Texts { zh: "权限问题", en: "Permission", ja: "権限の問題", ko: "권한 문제" },
        advice: Texts {
            zh: "请先授予权限，再重试。",
            en: "Grant the access first, then retry.",
            ja: "先に権限を付与してから、再試行してください。",
            ko: "먼저 권한을 부여한 뒤 다시 시도하세요.",
        },
    },
    Row {
        fault: Fault::Duplicate,
        id: "duplicate",
        retry: Retry::Never,
        name: Texts { zh: "重复提交", en: "Duplicate", ja: "重複", ko: "중복" },
        advice: Texts {
            zh: "无需重试，请查看先提交的任务的结果。",
            en: "Do not retry. Look at the task that was submitted before.",
            ja: "再試行は不要です。先に送信したタスクの結果を確認してください。",
            ko: "다시 시도하지 마세요. 먼저 제출한 작업의 결과를 확인하세요.",
        },
    },
    Row {
        fault: Fault::Stream,
        id: "stream",
        retry: Retry::AfterFix,
        name: Texts {
            zh: "直播流问题", en: "Live stream", ja: "ライブ配信の問題", ko: "라이브 스트림 문제"
        },
        advice: Texts {
            zh: "请先恢复推流，再重试。",
            en: "Push the stream again, then retry.",
            ja: "先に配信を再開してから、再試行してください。",
            ko: "먼저 송출을 재개한 뒤 다시 시도하세요.",
        },
    },
    Row {
        fault: Fault::Limit,
        id: "limit",
        retry: Retry::Later,
        name: Texts { zh: "超出限制", en: "Limit", ja: "上限超過", ko: "한도 초과" },
        advice: Texts {
            zh: "请稍后重试，并减少同时提交的任务。",
            en: "Retry later, with fewer tasks at once.",
            ja: "同時に送るタスクを減らし、後で再試行してください。",
            ko: "동시에 보내는 작업을 줄이고 나중에 다시 시도하세요.",
        },
    },
    Row {
        fault: Fault::Account,
        id: "account",
        retry: Retry::AfterFix,
        name: Texts { zh: "账号问题", en: "Account", ja: "アカウントの問題", ko: "계정 문제" },
        advice: Texts {
            zh: "请先处理账号问题，再重试。",
            en: "Put the account in order first, then retry.",
            ja: "先にアカウントの問題を解決してから、再試行してください。",
            ko: "먼저 계정 문제를 해결한 뒤 다시 시도하세요.",
        },
    },
    Row {
        fault: Fault::Service,
        id: "service",
        retry: Retry::Now,
        name: Texts { zh: "服务问题", en: "Service", ja: "サービスの問題", ko: "서비스 문제" },
        advice: Texts {
            zh: "可以原样重试。",
            en: "Retry it as it is.",
            ja: "そのまま再試行してください。",
            ko: "그대로 다시 시도하세요.",
        },
    },
];

/// What a person can do next about a task. What does not apply is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NextSteps {
    /// What is at fault: `source`, `source_server`, `parameter`, `permission`, `duplicate`, `stream`, `limit`, `account` or `service`.
    pub fault: Option<&'static str>,
    /// The same for people.
    pub fault_name: Option<&'static str>,
    /// When a retry can help: `now`, `later`, `after_fix` or `never`.
    pub retry: Option<&'static str>,
    /// Whether to retry, in a sentence.
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
members!(NextSteps: fault, fault_name, retry, advice, query, tasks_page, templates_page, object_page);

/// Says what to do next. `task` has what its report says: `code_ext`, `code`, `message`, `event_type`, `task_id`, `family`, `region`, `bucket`
/// and `key`, all of them optional.
#[must_use]
pub fn next_steps(task: Value<'_>, language: Language) -> NextSteps {
    let field = |name: &str| task.get(name).text();
    let fault = fault_of(field("code_ext"), task.get("code").integer(), field("message"));
    let row = ROWS.iter().find(|row| Some(row.fault) == fault);
    let (event_type, region) = (field("event_type").unwrap_or_default(), field("region"));
    NextSteps {
        fault: row.map(|row| row.id),
        fault_name: row.map(|row| row.name.text(language)),
        retry: row.map(|row| match row.retry {
            Retry::Now => "now",
            Retry::Later => "later",
            Retry::AfterFix => "after_fix",
            Retry::Never => "never",
        }),
        advice: row.map(|row| row.advice.text(language)),
        query: field("task_id").map(|id| query(event_type, id, region)),
        tasks_page: [
            console(language),
            if is_about_stream(event_type) { "/mps/tasks/live-list" } else { "/mps/tasks/vod-list" },
        ]
        .concat(),
        templates_page: field("family")
            .and_then(templates)
            .map(|page| [console(language), "/mps/templates/", page].concat()),
        object_page: match (field("bucket"), region, field("key")) {
            (Some(bucket), Some(region), Some(key)) => Some(object(bucket, region, key, language)),
            _ => None,
        },
    }
}

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
                assert!(!row.name.text(language).is_empty() && !row.advice.text(language).is_empty(), "{}", row.id);
            }
        }
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
