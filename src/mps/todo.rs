//! What a person has to do about a verdict: one or two sentences, in four languages.

use alloc::string::String;

use super::explain::Known;
use super::next_steps::{Fault, Retry, has_failed, known_of_error, retry_of};
use crate::json::{Kind, Value};
use crate::language::{Language, Texts};
use crate::text::{digits, split_once};

/// What to do about a verdict; `None` about a success. `is_live`: it is about a live stream. The members of `task` are those of
/// [`next_steps`](super::next_steps::next_steps).
pub(super) fn todo(verdict: &str, task: Value<'_>, is_live: bool, language: Language) -> Option<String> {
    if let "failure" | "partial" = verdict {
        return Some(about_failures(task, verdict == "partial", is_live, language));
    }
    let is = |name: &str| task.get(name).kind() == Kind::True;
    let is_expired = is("pictures_expired");
    let texts = match (verdict, is_live) {
        ("block" | "review", false) if is_expired => &JUDGE_FILE_WITHOUT_PICTURES,
        ("block" | "review", false) => &JUDGE_FILE,
        ("block" | "review", true) if is_expired => &JUDGE_STREAM_WITHOUT_PICTURES,
        ("block" | "review", true) => &JUDGE_STREAM,
        ("defect", false) if is("defect_disputed") => &DEFECT_IN_DOUBT,
        ("defect", false) => &DEFECT_OF_FILE,
        ("defect", true) => &DEFECT_OF_STREAM,
        ("quality_warning", _) => &QUALITY_WARNING,
        ("contradiction", _) if has_failed(task.get("contradictions")) => {
            return Some(filled(SUBMIT_WITHOUT_FILE.text(language), &[("{by}", &by(task, language))]));
        }
        ("contradiction", _) => &CONTRADICTION,
        ("processing", true) => &STREAM_GOES_ON,
        ("processing", false) if is_stale(task) => &STALE,
        ("processing", false) => &PROCESSING,
        ("unknown", _) => &UNKNOWN,
        _ => return None,
    };
    Some(texts.text(language).into())
}

/// What was said of a task longer ago says nothing of it now, s. MPS documents no limit; a day is more than its tasks take.
const LONGEST_PROCESSING: i64 = 24 * 60 * 60;

/// Whether what is said of a task that was processed is too old to be true now.
pub(super) fn is_stale(task: Value<'_>) -> bool {
    task.get("age").integer().is_some_and(|age| age > LONGEST_PROCESSING)
}

/// What to do about failures. `is_partial`: a part of the task failed.
fn about_failures(task: Value<'_>, is_partial: bool, is_live: bool, language: Language) -> String {
    let failures = task.get("failures");
    let retry = |failure| known_of_error(failure).and_then(|known| retry_of(known.fault()));
    let (mut can_succeed, mut must_wait, mut must_change, mut is_unknown) = (false, false, false, false);
    for failure in failures.elements() {
        match retry(failure) {
            Some(Retry::Now) => can_succeed = true,
            Some(Retry::Later) => must_wait = true,
            Some(Retry::AfterFix) => must_change = true,
            Some(Retry::Never) => {}
            None => is_unknown = true,
        }
    }
    let alone = the_only_one(failures);
    if is_live && alone.is_some_and(|known| known.fault() == Fault::Stream) {
        return filled(STREAM_ENDED.text(language), &[("{by}", &by(task, language))]);
    }
    let text = match (can_succeed || must_wait, must_change, is_unknown) {
        (true, true, _) | (true, _, true) => &CORRECT_YOURS_AND_RETRY,
        (_, true, _) if alone.is_some() => &CORRECT_IT_AND_RETRY,
        (_, true, _) => &CORRECT_ALL_AND_RETRY,
        (true, false, false) if must_wait => &RETRY_LATER,
        (true, false, false) => &RETRY,
        (false, false, false) if failures.elements().next().is_some() => &DO_NOT_RETRY,
        _ => &LOOK_UP_FIRST,
    };
    let what = if is_partial { &ONLY_WHAT_FAILED } else { &THE_TASK };
    let fix = alone.map(|known| begun(known.cause_and_fix(language).1)).unwrap_or_default();
    let to_correct =
        failures.elements().filter(|failure| matches!(retry(*failure), Some(Retry::AfterFix) | None)).count();
    let n = match (to_correct, language) {
        (1, Language::En) => "one".into(),
        _ => digits(i64::try_from(to_correct).unwrap_or(i64::MAX)),
    };
    filled(
        text.text(language),
        &[("{fix}", &fix), ("{n}", &n), ("{what}", what.text(language)), ("{by}", &by(task, language))],
    )
}

/// A text with something in the places of its placeholders, each of which it has at most once and in this order.
fn filled(text: &str, parts: &[(&str, &str)]) -> String {
    let (mut full, mut rest) = (String::new(), text);
    for (name, part) in parts {
        if let Some((before, behind)) = split_once(rest, name) {
            full.push_str(before);
            full.push_str(part);
            rest = behind;
        }
    }
    full.push_str(rest);
    full
}

/// What is known of failures that are all of one kind.
fn the_only_one(failures: Value<'_>) -> Option<Known> {
    let mut all = failures.elements().map(known_of_error);
    let first = all.next()??;
    all.all(|other| other.is_some_and(|other| other.is(first))).then_some(first)
}

/// A clause as the beginning of a sentence.
fn begun(clause: &str) -> String {
    let mut text = String::from(clause);
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// By what a task is submitted again, in parentheses; empty if its type does not say that. MPS refuses a `SessionId` that it has
/// seen (862/37578, `ProcessMedia`).
fn by(task: Value<'_>, language: Language) -> String {
    let action = match task.text_of("event_type").unwrap_or_default() {
        "WorkflowTask" | "ScheduleTask" => "ProcessMedia",
        "EditMediaTask" => "EditMedia",
        "BatchTask" => "BatchProcessMedia",
        "LiveStreamProcessTask" | "LiveScheduleTask" | "ProcessEof" => "ProcessLiveStream",
        _ => return String::new(),
    };
    let form = if task.get("session_id").text().is_some() { &BY_WITH_SESSION } else { &BY };
    filled(form.text(language), &[("{action}", action)])
}

static BY: Texts = Texts { zh: "（{action}）", en: " ({action})", ja: "（{action}）", ko: "({action})" };
static BY_WITH_SESSION: Texts = Texts {
    zh: "（{action}，换一个 SessionId）",
    en: " ({action}, with another SessionId)",
    ja: "（{action}、SessionId は別のもの）",
    ko: "({action}, SessionId는 다른 것으로)",
};

static THE_TASK: Texts = Texts { zh: "该任务", en: "the task", ja: "タスク", ko: "작업을" };
static ONLY_WHAT_FAILED: Texts =
    Texts {
        zh: "失败的子任务", en: "only what failed", ja: "失敗したサブタスクだけ", ko: "실패한 하위 작업만"
    };

static RETRY: Texts = Texts {
    zh: "原样重新提交{what}{by}；若再次失败，请联系腾讯云。",
    en: "Submit {what} again as it is{by}. If it fails again, contact Tencent Cloud.",
    ja: "{what}をそのまま再送信してください{by}。また失敗したら Tencent Cloud に問い合わせてください。",
    ko: "{what} 그대로 다시 제출하세요{by}. 또 실패하면 Tencent Cloud에 문의하세요.",
};
static RETRY_LATER: Texts = Texts {
    zh: "稍后原样重新提交{what}{by}。",
    en: "Submit {what} again later, as it is{by}.",
    ja: "後で{what}をそのまま再送信してください{by}。",
    ko: "나중에 {what} 그대로 다시 제출하세요{by}.",
};
static CORRECT_IT_AND_RETRY: Texts = Texts {
    zh: "{fix}，然后重新提交{what}{by}。原样重试仍会失败。",
    en: "{fix}, then submit {what} again{by}. A retry without that fails again.",
    ja: "{fix}。その後、{what}を再送信してください{by}。そのまま再試行しても失敗します。",
    ko: "{fix}. 그런 다음 {what} 다시 제출하세요{by}. 그대로 재시도하면 또 실패합니다.",
};
static CORRECT_ALL_AND_RETRY: Texts = Texts {
    zh: "先按上面逐一处理，再重新提交{what}{by}。原样重试仍会失败。",
    en: "Do what stands beside each, then submit {what} again{by}. A retry without that fails again.",
    ja: "先に上のそれぞれを行い、それから{what}を再送信してください{by}。そのまま再試行しても失敗します。",
    ko: "먼저 위의 각 항목을 처리한 뒤 {what} 다시 제출하세요{by}. 그대로 재시도하면 또 실패합니다.",
};
static CORRECT_YOURS_AND_RETRY: Texts = Texts {
    zh: "先处理上面前 {n} 项，其余的重试即可；然后重新提交{what}{by}。",
    en: "Correct the first {n} of these; for the others a retry is enough. Then submit {what} again{by}.",
    ja: "上から {n} 件を直してください。残りは再試行で足ります。その後、{what}を再送信してください{by}。",
    ko: "위에서 {n}건을 고치세요. 나머지는 재시도로 충분합니다. 그런 다음 {what} 다시 제출하세요{by}.",
};
static STREAM_ENDED: Texts = Texts {
    zh: "如果直播本应结束，则无需处理。否则请查询该任务以得知是哪一路流，检查其推流，再重新提交{by}。",
    en: "If the broadcast was to end, nothing is wrong. Else query the task to learn which stream it is, check that it is pushed, \
         and submit it again{by}.",
    ja: "配信の終了が予定どおりなら問題ありません。そうでなければ、タスクを照会してどの配信かを調べ、送信元を確認し、再送信してください{by}。",
    ko: "방송이 끝날 예정이었다면 문제가 아닙니다. 아니라면 작업을 조회해 어느 방송인지 알아내고, 송출을 확인한 뒤 다시 제출하세요{by}.",
};
static DO_NOT_RETRY: Texts = Texts {
    zh: "无需重试，请查看先提交的任务的结果。",
    en: "Do not retry it: look at the task that was submitted before.",
    ja: "再試行は不要です。先に送信したタスクの結果を確認してください。",
    ko: "다시 시도하지 말고, 먼저 제출한 작업의 결과를 확인하세요.",
};
static LOOK_UP_FIRST: Texts = Texts {
    zh: "这个错误没有文档说明：重试之前，请先用下面的链接查看该任务。",
    en: "No document explains this error: look the task up, by the links below, before you retry it.",
    ja: "このエラーの説明はどの文書にもありません。再試行の前に、下のリンクでタスクを確認してください。",
    ko: "이 오류를 설명하는 문서가 없습니다. 다시 시도하기 전에 아래 링크로 작업을 확인하세요.",
};
static JUDGE_FILE: Texts = Texts {
    zh: "查看下列各处，然后拦截文件（在其文件夹中删除或设为私有）或放行。",
    en: "Look at the places below. Then block the file (delete it, or make it private, in its folder) or release it.",
    ja: "下の箇所を確認し、ファイルをブロックする（フォルダーで削除するか非公開にする）か公開してください。",
    ko: "아래 부분을 확인한 뒤 파일을 차단하거나(폴더에서 삭제하거나 비공개로 전환) 허용하세요.",
};
static JUDGE_FILE_WITHOUT_PICTURES: Texts = Texts {
    zh: "截图链接已过期：请在文件中查看这些时间，然后拦截文件（在其文件夹中删除或设为私有）或放行。",
    en: "The pictures have expired: look at these times in the file itself. Then block it (delete it, or make it private, in its \
         folder) or release it.",
    ja: "画像のリンクは期限切れです。ファイルで下の時刻を確認し、ブロックする（フォルダーで削除するか非公開にする）か公開してください。",
    ko: "그림 링크가 만료됐습니다. 파일에서 아래 시간을 확인한 뒤 차단하거나(폴더에서 삭제하거나 비공개로 전환) 허용하세요.",
};
static JUDGE_STREAM: Texts = Texts {
    zh: "查看下列截图。若要断流，请先查询该任务：事件没有写明是哪一路流。",
    en: "Look at the pictures below. To cut the stream, query the task first: the event does not say which stream it is.",
    ja: "下の画像を確認してください。配信を止めるには、先にタスクを照会します。どの配信かはイベントにありません。",
    ko: "아래 그림을 확인하세요. 방송을 끊으려면 먼저 작업을 조회하세요. 어느 방송인지 이벤트에 없습니다.",
};
static JUDGE_STREAM_WITHOUT_PICTURES: Texts = Texts {
    zh: "截图链接已过期。请查询该任务以得知是哪一路流；仍在播则观看并断流，否则查看录制内容的这些时间。",
    en: "The pictures have expired. Query the task to learn which stream it is. If it is on air, watch it and cut it; else look at \
         these times in its recording.",
    ja: "画像のリンクは期限切れです。タスクを照会してどの配信かを調べ、続いていれば見て止め、終わっていれば録画の上の時刻を確認してください。",
    ko: "그림 링크가 만료됐습니다. 작업을 조회해 어느 방송인지 알아내고, 진행 중이면 보고 끊고, 끝났으면 녹화의 위 시간을 확인하세요.",
};
static DEFECT_IN_DOUBT: Texts = Texts {
    zh: "质检与 MetaData 不一致：请播放文件。若所缺的其实存在，可忽略该结果；否则更换文件。",
    en: "The check and MetaData do not agree: play the file. If it has what is said to be missing, ignore this; else replace it.",
    ja: "検査と MetaData が一致しません。ファイルを再生し、無いとされたものがあれば無視し、無ければ差し替えてください。",
    ko: "검사와 MetaData가 다릅니다. 파일을 재생해 없다고 한 것이 있으면 무시하고, 없으면 교체하세요.",
};
static SUBMIT_WITHOUT_FILE: Texts = Texts {
    zh: "重新提交没有文件的子任务{by}；其余的输出请先播放确认，再使用。",
    en: "Submit what made no file again{by}, and play the other outputs before you use them.",
    ja: "ファイルのないサブタスクを再送信し{by}、ほかの出力は使う前に再生して確認してください。",
    ko: "파일이 없는 하위 작업을 다시 제출하고{by}, 나머지 출력은 쓰기 전에 재생해 확인하세요.",
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
static STALE: Texts = Texts {
    zh: "这是过去的状态，现在应已结束：请查询该任务。",
    en: "This is how it stood then; by now it has ended. Query the task.",
    ja: "これは当時の状態で、今は終わっているはずです。タスクを照会してください。",
    ko: "이것은 당시의 상태이며 지금은 끝났을 것입니다. 작업을 조회하세요.",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    const LANGUAGES: [Language; 4] = [Language::Zh, Language::En, Language::Ja, Language::Ko];

    fn in_language(task: &str, language: Language) -> Option<String> {
        let document = Document::parse(task.as_bytes()).unwrap();
        let task = document.root();
        let event_type = task.text_of("event_type").unwrap_or_default();
        todo(task.text_of("verdict").unwrap(), task, event_type.starts_with("Ai"), language)
    }

    fn said(task: &str) -> String {
        in_language(task, Language::En).unwrap()
    }

    #[test]
    fn every_verdict_but_success_says_what_to_do_in_every_language() {
        for verdict in crate::report::Verdict::NAMES {
            for event_type in ["WorkflowTask", "AiReviewResult"] {
                for more in ["", ",\"pictures_expired\":true", ",\"age\":86401", ",\"failures\":[{\"code\":4003}]"] {
                    let task =
                        ["{\"verdict\":\"", verdict, "\",\"event_type\":\"", event_type, "\"", more, "}"].concat();
                    for text in LANGUAGES.map(|language| in_language(&task, language)) {
                        match *verdict {
                            "success" => assert_eq!(text, None),
                            _ => assert!(text.is_some_and(|text| !text.is_empty() && !text.contains('{')), "{task}"),
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_to_do_about_failures_follows_from_all_of_them() {
        let (now, later, after_fix) = (r#"{"code":5000}"#, r#"{"code":4004}"#, r#"{"code":4003}"#);
        let other_fix = r#"{"code":4001}"#;
        let (never, unknown) = (r#"{"code_ext":"InvalidInput.TaskDuplicated"}"#, r#"{"code":1}"#);
        for (failures, texts) in [
            (&[now, now][..], &RETRY),
            (&[now, never], &RETRY),
            (&[now, later], &RETRY_LATER),
            (&[after_fix, other_fix], &CORRECT_ALL_AND_RETRY),
            (&[after_fix, unknown], &CORRECT_ALL_AND_RETRY),
            (&[later, after_fix], &CORRECT_YOURS_AND_RETRY),
            (&[now, unknown], &CORRECT_YOURS_AND_RETRY),
            (&[never, never], &DO_NOT_RETRY),
            (&[unknown], &LOOK_UP_FIRST),
            (&[], &LOOK_UP_FIRST),
        ] {
            let of = |verdict: &str| {
                let failures = failures.join(",");
                said(&["{\"verdict\":\"", verdict, "\",\"failures\":[", &failures, "]}"].concat())
            };
            let expected = |what: &str| texts.en.replace("{what}", what).replace("{by}", "").replace("{n}", "one");
            assert_eq!(of("failure"), expected("the task"), "{failures:?}");
            assert_eq!(of("partial"), expected("only what failed"), "{failures:?}");
        }
    }

    #[test]
    fn what_must_be_corrected_is_counted() {
        let task = r#"{"verdict":"failure","failures":[{"code":4003},{"code":4001},{"code":4004}]}"#;
        assert!(said(task).starts_with("Correct the first 2 of these; for the others a retry is enough."));
    }

    #[test]
    fn one_cause_is_corrected_in_its_own_words_and_the_task_submitted_by_its_own_action() {
        let of = |event_type: &str, session: &str| {
            let task =
                r#"{"verdict":"failure","failures":[{"code_ext":"InvalidInput.DefinitionNotExist"}],"event_type":""#;
            said(&[task, event_type, "\"", session, "}"].concat())
        };
        assert_eq!(
            of("ScheduleTask", ""),
            "Check its ID, then submit the task again (ProcessMedia). A retry without that fails again."
        );
        assert_eq!(
            of("EditMediaTask", ",\"session_id\":\"s\""),
            "Check its ID, then submit the task again (EditMedia, with another SessionId). A retry without that fails again."
        );
        assert!(of("BatchTask", "").contains("(BatchProcessMedia)"));
        assert!(of("LiveScheduleTask", "").contains("(ProcessLiveStream)"));
        assert_eq!(
            of("ExtractBlindWatermark", ""),
            "Check its ID, then submit the task again. A retry without that fails again."
        );
    }

    #[test]
    fn what_was_processing_a_day_ago_is_not_waited_for() {
        let of = |age: &str| said(&[r#"{"verdict":"processing","age":"#, age, "}"].concat());
        assert_eq!([of("0"), of("86400"), of("86401")], [PROCESSING.en, PROCESSING.en, STALE.en]);
    }
}
