//! What a person can do next about a task: what its verdict asks for, whether to retry it, how to query it, and the pages of the
//! console.

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
    pub todo: Option<&'static str>,
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
members!(NextSteps: todo, fault, fault_name, retry, advice, query, tasks_page, templates_page, object_page);

/// Says what to do next. `task` has what its report says: `code_ext`, `code`, `message`, `event_type`, `task_id`, `family`, `region`, `bucket`
/// and `key`, all of them optional. With the `verdict`, it has in `failures` an object with `code_ext`, `code` and `message` for
/// each reason of a failure.
#[must_use]
pub fn next_steps(task: Value<'_>, language: Language) -> NextSteps {
    let field = |name: &str| task.get(name).text();
    let row = row_of(task);
    let (event_type, region) = (field("event_type").unwrap_or_default(), field("region"));
    NextSteps {
        todo: field("verdict")
            .and_then(|verdict| todo(verdict, task.get("failures"), is_about_stream(event_type)))
            .map(|texts| texts.text(language)),
        fault: row.map(|row| row.id),
        fault_name: row.map(|row| row.name.text(language)),
        retry: row.map(|row| row.retry.as_str()),
        advice: row.map(|row| row.retry.advice().text(language)),
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

/// The row of what is at fault for an error.
fn row_of(error: Value<'_>) -> Option<&'static Row> {
    let fault = fault_of(error.text_of("code_ext"), error.get("code").integer(), error.text_of("message"))?;
    ROWS.iter().find(|row| row.fault == fault)
}

/// What to do about a verdict. `is_live`: it is about a live stream.
fn todo(verdict: &str, failures: Value<'_>, is_live: bool) -> Option<&'static Texts> {
    Some(match (verdict, is_live) {
        ("failure", _) => &about_failures(failures).0,
        ("partial", _) => &about_failures(failures).1,
        ("block" | "review", false) => &JUDGE_FILE,
        ("block" | "review", true) => &JUDGE_STREAM,
        ("defect", false) => &DEFECT_OF_FILE,
        ("defect", true) => &DEFECT_OF_STREAM,
        ("quality_warning", _) => &QUALITY_WARNING,
        ("contradiction", _) => &CONTRADICTION,
        ("processing", false) => &PROCESSING,
        ("processing", true) => &STREAM_GOES_ON,
        ("unknown", _) => &UNKNOWN,
        _ => return None,
    })
}

/// What to do about failures, if the whole task failed and if a part of it failed.
fn about_failures(failures: Value<'_>) -> &'static (Texts, Texts) {
    let retries = || failures.elements().map(|failure| row_of(failure).map(|row| row.retry));
    let (mut can_succeed, mut must_wait, mut must_change, mut is_unknown) = (false, false, false, false);
    for retry in retries() {
        match retry {
            Some(Retry::Now) => can_succeed = true,
            Some(Retry::Later) => must_wait = true,
            Some(Retry::AfterFix) => must_change = true,
            Some(Retry::Never) => {}
            None => is_unknown = true,
        }
    }
    match (can_succeed || must_wait, must_change, is_unknown) {
        (true, true, _) | (true, _, true) => &CORRECT_YOURS_AND_RETRY,
        (_, true, _) => &RETRY_WHEN_CORRECTED,
        (true, false, false) if must_wait => &RETRY_LATER,
        (true, false, false) => &RETRY,
        (false, false, false) if retries().next().is_some() => &DO_NOT_RETRY,
        _ => &LOOK_UP_FIRST,
    }
}

static RETRY: (Texts, Texts) = (
    Texts {
        zh: "原样重试该任务。",
        en: "Retry the task as it is.",
        ja: "タスクをそのまま再試行してください。",
        ko: "작업을 그대로 다시 시도하세요.",
    },
    Texts {
        zh: "只需原样重试失败的子任务。",
        en: "Retry only what failed, as it is.",
        ja: "失敗したサブタスクだけを、そのまま再試行してください。",
        ko: "실패한 하위 작업만 그대로 다시 시도하세요.",
    },
);
static RETRY_LATER: (Texts, Texts) = (
    Texts {
        zh: "稍后原样重试该任务。",
        en: "Retry the task later, as it is.",
        ja: "後でタスクをそのまま再試行してください。",
        ko: "나중에 작업을 그대로 다시 시도하세요.",
    },
    Texts {
        zh: "稍后只需原样重试失败的子任务。",
        en: "Retry only what failed, later and as it is.",
        ja: "後で、失敗したサブタスクだけをそのまま再試行してください。",
        ko: "나중에 실패한 하위 작업만 그대로 다시 시도하세요.",
    },
);
static RETRY_WHEN_CORRECTED: (Texts, Texts) = (
    Texts {
        zh: "先消除原因，再重试该任务，否则仍会失败。",
        en: "Correct the cause, then retry the task: before that it fails again.",
        ja: "先に原因を直し、それからタスクを再試行してください。直すまでは失敗します。",
        ko: "먼저 원인을 고친 뒤 작업을 다시 시도하세요. 그전에는 또 실패합니다.",
    },
    Texts {
        zh: "先消除原因，再只重试失败的子任务，否则仍会失败。",
        en: "Correct the cause, then retry only what failed: before that it fails again.",
        ja: "先に原因を直し、それから失敗したサブタスクだけを再試行してください。直すまでは失敗します。",
        ko: "먼저 원인을 고친 뒤 실패한 하위 작업만 다시 시도하세요. 그전에는 또 실패합니다.",
    },
);
static CORRECT_YOURS_AND_RETRY: (Texts, Texts) = (
    Texts {
        zh: "先消除下列可以由您消除的原因，再重试该任务；其余的重试即可。",
        en: "Correct the causes that you can correct, then retry the task: for the others a retry is enough.",
        ja: "下の原因のうち自分で直せるものを直してから、タスクを再試行してください。ほかは再試行で足ります。",
        ko: "아래 원인 중 직접 고칠 수 있는 것을 고친 뒤 작업을 다시 시도하세요. 나머지는 재시도로 충분합니다.",
    },
    Texts {
        zh: "先消除下列可以由您消除的原因，再只重试失败的子任务；其余的重试即可。",
        en: "Correct the causes that you can correct, then retry only what failed: for the others a retry is enough.",
        ja: "下の原因のうち自分で直せるものを直してから、失敗したサブタスクだけを再試行してください。ほかは再試行で足ります。",
        ko: "아래 원인 중 직접 고칠 수 있는 것을 고친 뒤 실패한 하위 작업만 다시 시도하세요. 나머지는 재시도로 충분합니다.",
    },
);
static DO_NOT_RETRY: (Texts, Texts) = (LOOK_AT_THE_FIRST, LOOK_AT_THE_FIRST);
const LOOK_AT_THE_FIRST: Texts = Texts {
    zh: "无需重试，请查看先提交的任务的结果。",
    en: "Do not retry it: look at the task that was submitted before.",
    ja: "再試行は不要です。先に送信したタスクの結果を確認してください。",
    ko: "다시 시도하지 말고, 먼저 제출한 작업의 결과를 확인하세요.",
};
static LOOK_UP_FIRST: (Texts, Texts) = (LOOK_UP_TASK, LOOK_UP_TASK);
const LOOK_UP_TASK: Texts = Texts {
    zh: "这个错误没有文档说明：重试之前，请先在控制台查看该任务。",
    en: "No document explains this error: look the task up in the console before you retry it.",
    ja: "このエラーの説明はどの文書にもありません。再試行の前に、コンソールでタスクを確認してください。",
    ko: "이 오류를 설명하는 문서가 없습니다. 다시 시도하기 전에 콘솔에서 작업을 확인하세요.",
};
static JUDGE_FILE: Texts = Texts {
    zh: "查看下列各处，然后拦截或放行该文件。",
    en: "Look at the places below, then block or release the file.",
    ja: "下の箇所を確認してから、ファイルをブロックするか公開してください。",
    ko: "아래 부분을 확인한 뒤 파일을 차단하거나 허용하세요.",
};
static JUDGE_STREAM: Texts = Texts {
    zh: "查看下列各处，然后断开直播流或让其继续。",
    en: "Look at the places below, then stop the stream or let it go on.",
    ja: "下の箇所を確認してから、配信を止めるか続けてください。",
    ko: "아래 부분을 확인한 뒤 방송을 중단하거나 계속하세요.",
};
static DEFECT_OF_FILE: Texts = Texts {
    zh: "查看下列缺陷，然后更换或接受该文件。",
    en: "Look at the defects below, then replace or accept the file.",
    ja: "下の不良を確認してから、ファイルを差し替えるか受け入れてください。",
    ko: "아래 결함을 확인한 뒤 파일을 교체하거나 받아들이세요.",
};
static DEFECT_OF_STREAM: Texts = Texts {
    zh: "查看下列缺陷，然后检查推流。",
    en: "Look at the defects below, then check the stream.",
    ja: "下の不良を確認してから、配信を点検してください。",
    ko: "아래 결함을 확인한 뒤 송출을 점검하세요.",
};
static QUALITY_WARNING: Texts = Texts {
    zh: "没有失败；使用之前请查看下列警告。",
    en: "Nothing failed. Look at the warnings below before you use it.",
    ja: "失敗はありません。使う前に下の警告を確認してください。",
    ko: "실패는 없습니다. 사용하기 전에 아래 경고를 확인하세요.",
};
static CONTRADICTION: Texts = Texts {
    zh: "以文件为准，不以状态为准：请确认每个输出都在且可用。",
    en: "Trust the files, not the states: check that every output is there and can be used.",
    ja: "状態ではなくファイルで判断し、各出力があって使えるか確認してください。",
    ko: "상태가 아니라 파일로 판단하세요. 각 출력이 있고 쓸 수 있는지 확인하세요.",
};
static PROCESSING: Texts = Texts {
    zh: "请等待：任务结束时会有通知；若迟迟没有，请查询该任务。",
    en: "Wait: a notification comes when the task ends. If none comes, query the task.",
    ja: "お待ちください。タスクが終わると通知が届きます。届かなければ、タスクを照会してください。",
    ko: "기다리세요. 작업이 끝나면 알림이 옵니다. 오지 않으면 작업을 조회하세요.",
};
static STREAM_GOES_ON: Texts = Texts {
    zh: "无需处理：直播流仍在继续。",
    en: "Nothing to do: the stream goes on.",
    ja: "対応は不要です。配信は続いています。",
    ko: "할 일이 없습니다. 방송이 계속되고 있습니다.",
};
static UNKNOWN: Texts = Texts {
    zh: "请在控制台查看该任务：事件没有说明它如何结束。",
    en: "Look the task up in the console: the event does not say how it ended.",
    ja: "コンソールでタスクを確認してください。どう終わったかイベントからは分かりません。",
    ko: "콘솔에서 작업을 확인하세요. 어떻게 끝났는지 이벤트에 없습니다.",
};

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
                let advice = row.retry.advice().text(language);
                assert!(!row.name.text(language).is_empty() && !advice.is_empty(), "{}", row.id);
            }
        }
    }

    #[test]
    fn every_verdict_but_success_says_what_to_do_in_every_language() {
        for verdict in crate::report::Verdict::NAMES {
            for event_type in ["WorkflowTask", "AiReviewResult"] {
                let task =
                    ["{\"verdict\":\"", verdict, "\",\"event_type\":\"", event_type, "\",\"failures\":[]}"].concat();
                let document = Document::parse(task.as_bytes()).unwrap();
                let texts = [Language::Zh, Language::En, Language::Ja, Language::Ko]
                    .map(|language| next_steps(document.root(), language).todo);
                match *verdict {
                    "success" => assert_eq!(texts, [None; 4]),
                    _ => assert!(texts.iter().all(|text| text.is_some_and(|text| !text.is_empty())), "{task}"),
                }
            }
        }
        assert_eq!(steps(r#"{"code":4004}"#).todo, None);
    }

    #[test]
    fn what_to_do_about_failures_follows_from_all_of_them() {
        let (now, later, after_fix) = (r#"{"code":5000}"#, r#"{"code":4004}"#, r#"{"code":4003}"#);
        let (never, unknown) = (r#"{"code_ext":"InvalidInput.TaskDuplicated"}"#, r#"{"code":1}"#);
        for (failures, (whole, part)) in [
            (&[now, now][..], &RETRY),
            (&[now, never], &RETRY),
            (&[now, later], &RETRY_LATER),
            (&[after_fix], &RETRY_WHEN_CORRECTED),
            (&[after_fix, unknown], &RETRY_WHEN_CORRECTED),
            (&[later, after_fix], &CORRECT_YOURS_AND_RETRY),
            (&[now, unknown], &CORRECT_YOURS_AND_RETRY),
            (&[never, never], &DO_NOT_RETRY),
            (&[unknown], &LOOK_UP_FIRST),
            (&[], &LOOK_UP_FIRST),
        ] {
            let todo = |verdict: &str| {
                let failures = failures.join(",");
                steps(&["{\"verdict\":\"", verdict, "\",\"failures\":[", &failures, "]}"].concat()).todo
            };
            assert_eq!(todo("failure"), Some(whole.en), "{failures:?}");
            assert_eq!(todo("partial"), Some(part.en), "{failures:?}");
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
