//! Explains error codes in one line.
//!
//! Explained are the codes of processing (MPS document 862/50369), those that VOD
//! documents beside them for the same engine (266/50368), the numbers of before, and those of live streams (1041/72106).
//!
//! The set of codes is open: what is not listed is explained by the part before its dot, or not at all.

#[cfg(feature = "api")]
use super::next_steps::Fault;
use crate::language::{Language, Texts};
use crate::report::borrowed::{Report, Task};
use crate::text::{digits, split_once};

/// What several error codes mean, and what to do.
struct Explanation {
    /// Names, name classes and numbers, as the documents spell them. A class is the part before the dot.
    codes: &'static [&'static str],
    /// Why it failed, and what to do about it: two clauses around one of [`JOINTS`].
    meaning: Texts,
    /// What is at fault.
    #[cfg(feature = "api")]
    fault: Fault,
}

static EXPLANATIONS: &[Explanation] = &[
    Explanation {
        codes: &["InvalidInput.InvalidTimeOffset"],
        meaning: Texts {
            zh: "起止时间无效，请检查是否超出视频时长",
            en: "start or end is not within the video; correct the times",
            ja: "開始・終了時刻が動画の範囲外です。時刻を直してください",
            ko: "시작·끝 시간이 영상 범위를 벗어났습니다. 시간을 고치세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Parameter,
    },
    Explanation {
        codes: &["InvalidInput.DefinitionNotExist"],
        meaning: Texts {
            zh: "模板不存在，请检查模板 ID",
            en: "no such template; check its ID",
            ja: "テンプレートがありません。ID を確認してください",
            ko: "템플릿이 없습니다. ID를 확인하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Parameter,
    },
    Explanation {
        codes: &["InvalidInput.PermissionDenied", "SourceFileError.DownloadNotAccessible"],
        meaning: Texts {
            zh: "无权访问，请检查角色、存储桶权限和链接有效期",
            en: "no access; check the role, the bucket's permissions and the link",
            ja: "アクセス権がありません。ロール、バケット、URL を確認してください",
            ko: "권한이 없습니다. 역할, 버킷, 링크를 확인하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Permission,
    },
    Explanation {
        codes: &["InvalidInput.TaskDuplicated"],
        meaning: Texts {
            zh: "重复提交：七天内已有相同 SessionId，请查看先前提交的任务",
            en: "a duplicate: the SessionId was used within seven days; look at the task submitted before",
            ja: "重複です。同じ SessionId が 7 日以内に使われました。先に送信したタスクを確認してください",
            ko: "중복입니다. 같은 SessionId가 7일 안에 사용됐습니다. 먼저 제출한 작업을 확인하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Duplicate,
    },
    Explanation {
        codes: &["InvalidInput.ResultFileSizeTooLarge"],
        meaning: Texts {
            zh: "输出文件过大，请降低码率或分段处理",
            en: "the result is too large; lower the bitrate or split it",
            ja: "出力が大きすぎます。ビットレートを下げるか分割してください",
            ko: "결과가 너무 큽니다. 비트레이트를 낮추거나 나누세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Parameter,
    },
    Explanation {
        codes: &["InvalidInput", "40000", "4001"],
        meaning: Texts {
            zh: "参数错误，请检查任务和模板设置",
            en: "a parameter is wrong; check the task and its template",
            ja: "パラメーターの誤りです。タスクとテンプレートを確認してください",
            ko: "매개변수 오류입니다. 작업과 템플릿을 확인하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Parameter,
    },
    // The documents once spell the last one without its "n".
    Explanation {
        codes: &[NO_VIDEO, "SourceFileError.NoVideoResolution", "SourceFileError.NoVideoResolutio"],
        meaning: Texts {
            zh: "源文件没有可用画面，请去掉需要画面的子任务，转码改用音频模板",
            en: "the source has no usable picture; leave out what needs one, and transcode by an audio template",
            ja: "映像がありません。映像が要るサブタスクを外し、変換には音声テンプレートを使ってください",
            ko: "영상이 없습니다. 영상이 필요한 하위 작업을 빼고 변환에는 오디오 템플릿을 쓰세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Source,
    },
    Explanation {
        codes: &[SOURCE_UNREADABLE, "60000", "4003"],
        meaning: Texts {
            zh: "源文件损坏、不支持或无法读取，请检查或更换源文件",
            en: "the source is damaged, unsupported or unreadable; check or replace the file",
            ja: "入力が破損・非対応・読取不可です。確認または差し替えてください",
            ko: "원본이 손상·미지원·읽기 불가입니다. 확인하거나 교체하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Source,
    },
    Explanation {
        codes: &["4002"],
        meaning: Texts {
            zh: "长时间未收到流数据，请检查推流",
            en: "no data from the stream; check that it is pushed",
            ja: "ストリームのデータが来ません。配信を確認してください",
            ko: "스트림 데이터가 없습니다. 송출을 확인하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Stream,
    },
    Explanation {
        codes: &["4004", "4500"],
        meaning: Texts {
            zh: "超出并发或频率限制，请稍后重试",
            en: "too many at once; try again later",
            ja: "上限を超えました。後で再試行してください",
            ko: "한도를 넘었습니다. 나중에 다시 시도하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Limit,
    },
    Explanation {
        codes: &["4005"],
        meaning: Texts {
            zh: "账号异常，请检查欠费或服务状态",
            en: "the account is not in order; check its payments and services",
            ja: "アカウントに問題があります。支払いとサービスを確認してください",
            ko: "계정에 문제가 있습니다. 요금과 서비스를 확인하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Account,
    },
    Explanation {
        codes: &["4100", "4101", "4102", "4103", "4104", "4105", "4106", "4107", "4108", "4109", "4110", "4111"],
        meaning: Texts {
            zh: "鉴权失败，请检查密钥、签名和时间",
            en: "not authorised; check keys, signature and time",
            ja: "認証失敗です。鍵、署名、時刻を確認してください",
            ko: "인증 실패입니다. 키, 서명, 시각을 확인하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Permission,
    },
    Explanation {
        codes: &["InternalError", "30010", "70000", "5000"],
        meaning: Texts {
            zh: "服务内部错误，请重试，仍失败请联系腾讯云",
            en: "a fault of the service; try again, then contact Tencent Cloud",
            ja: "内部エラーです。再試行し、続く場合は Tencent Cloud に問い合わせてください",
            ko: "내부 오류입니다. 재시도 후 계속되면 Tencent Cloud에 문의하세요",
        },
        #[cfg(feature = "api")]
        fault: Fault::Service,
    },
];

/// The server of the source could not answer: the source itself may be sound.
static SOURCE_SERVER: Explanation = Explanation {
    codes: &[],
    meaning: Texts {
        zh: "源文件所在的服务器出错，请检查该服务器后重试",
        en: "the source's server answered with an error; check it and retry",
        ja: "入力ファイルのサーバーがエラーを返しました。確認後に再試行してください",
        ko: "원본이 있는 서버가 오류를 반환했습니다. 확인 후 다시 시도하세요",
    },
    #[cfg(feature = "api")]
    fault: Fault::SourceServer,
};

/// There is no source at its address.
static SOURCE_MISSING: Explanation = Explanation {
    codes: &[],
    meaning: Texts {
        zh: "源文件不存在，请检查其地址",
        en: "there is no source at its address; check that",
        ja: "入力ファイルがありません。場所を確認してください",
        ko: "원본이 없습니다. 주소를 확인하세요",
    },
    #[cfg(feature = "api")]
    fault: Fault::Source,
};

/// The source did not come.
static SOURCE_NOT_DOWNLOADED: Explanation = Explanation {
    codes: &[],
    meaning: Texts {
        zh: "源文件下载失败，请检查文件是否存在及访问权限",
        en: "the source was not downloaded; check that it exists and may be read",
        ja: "入力ファイルを取得できません。存在と権限を確認してください",
        ko: "원본을 내려받지 못했습니다. 존재와 권한을 확인하세요",
    },
    #[cfg(feature = "api")]
    fault: Fault::Source,
};

/// There is no sound in the source.
static SOURCE_SILENT: Explanation = Explanation {
    codes: &[],
    meaning: Texts {
        zh: "源文件没有可用声音，请换有声音的文件，或去掉需要声音的子任务",
        en: "the source has no usable sound; use one with sound, or leave out what needs it",
        ja: "音声がありません。音声のある入力を使うか、音声が要るサブタスクを外してください",
        ko: "소리가 없습니다. 소리가 있는 원본을 쓰거나 소리가 필요한 하위 작업을 빼세요",
    },
    #[cfg(feature = "api")]
    fault: Fault::Source,
};

/// Whether a message is about a download that failed.
fn is_about_download(message: &str) -> bool {
    has(message, "download") && has(message, "fail")
}

/// Whether a message is about sound alone. Sources without sound have the code of those without a picture.
fn is_about_sound(message: &str) -> bool {
    has(message, "audio") && !has(message, "video")
}

/// Whether a text has a word of lower case, in whatever case.
fn has(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

/// What a server said when the source was downloaded. The service passes on the message of FFmpeg, which begins as this one does
/// (libavutil/error.c of FFmpeg).
fn of_download(message: &str) -> Option<&'static Explanation> {
    let status = message.trim_start().strip_prefix("Server returned ")?;
    if status.starts_with('5') || status.starts_with("429") {
        return Some(&SOURCE_SERVER);
    }
    if status.starts_with("404") {
        return Some(&SOURCE_MISSING);
    }
    if status.starts_with("401") || status.starts_with("403") {
        return find("SourceFileError.DownloadNotAccessible");
    }
    None
}

/// Explains the codes of the task and of its sub-tasks.
pub(super) fn explain(report: &mut Report<'_>, language: Language) {
    report.explanation = report.explanation_in(language);
    for task in &mut report.tasks {
        task.explanation = task.explanation_in(language);
    }
}

impl Task<'_> {
    /// Explains an error code and what to do, in one line. `None` if there is no code or it is not known.
    #[must_use]
    pub(crate) fn explanation_in(&self, language: Language) -> Option<&'static str> {
        of(self.code_ext, self.code, self.message.as_deref(), language)
    }
}

impl Report<'_> {
    /// As [`Task::explanation_in`], of the task as a whole.
    #[must_use]
    pub(crate) fn explanation_in(&self, language: Language) -> Option<&'static str> {
        of(None, self.code, self.message.as_deref(), language)
    }
}

/// What joins the two clauses of a meaning.
#[cfg(feature = "api")]
static JOINTS: Texts = Texts { zh: "，", en: "; ", ja: "。", ko: ". " };

/// What is known of an error.
#[cfg(feature = "api")]
#[derive(Clone, Copy)]
pub(super) struct Known(&'static Explanation);

#[cfg(feature = "api")]
impl Known {
    /// What is known of an error code; `None` if there is no code or it is not known.
    pub(super) fn of(code_ext: Option<&str>, code: Option<i64>, message: Option<&str>) -> Option<Self> {
        row_of(code_ext, code, message).map(Known)
    }

    pub(super) fn fault(self) -> Fault {
        self.0.fault
    }

    /// Why it failed, and what to do about it, a clause each.
    pub(super) fn cause_and_fix(self, language: Language) -> (&'static str, &'static str) {
        let meaning = self.0.meaning.text(language);
        split_once(meaning, JOINTS.text(language)).unwrap_or((meaning, ""))
    }

    /// Whether it is what is known of another error.
    pub(super) fn is(self, other: Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

/// The meaning of an error code.
fn of(code_ext: Option<&str>, code: Option<i64>, message: Option<&str>, language: Language) -> Option<&'static str> {
    row_of(code_ext, code, message).map(|row| row.meaning.text(language))
}

/// Looks up the code in words, then the part before its dot, then the number. Where these say no more than that the source cannot be
/// read, or nothing, the message may.
fn row_of(code_ext: Option<&str>, code: Option<i64>, message: Option<&str>) -> Option<&'static Explanation> {
    let class = code_ext.and_then(|code| split_once(code, ".")).map(|(class, _)| class);
    let number = code.map(digits);
    let row = [code_ext, class, number.as_deref()].into_iter().flatten().find_map(find);
    match row {
        Some(known) if known.codes.contains(&NO_VIDEO) && message.is_some_and(is_about_sound) => Some(&SOURCE_SILENT),
        Some(known) if !known.codes.contains(&SOURCE_UNREADABLE) => row,
        _ => message.and_then(of_download).or(match row {
            Some(_) if message.is_some_and(is_about_download) => Some(&SOURCE_NOT_DOWNLOADED),
            _ => row,
        }),
    }
}

/// The code of sources that cannot be read, for whatever reason.
const SOURCE_UNREADABLE: &str = "SourceFileError";

/// The code of sources without what the sub-task processes.
const NO_VIDEO: &str = "SourceFileError.NoVideoMedia";

fn find(code: &str) -> Option<&'static Explanation> {
    EXPLANATIONS.iter().find(|explanation| explanation.codes.contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_codes_are_explained_in_every_language() {
        let codes = [
            "InvalidInput",
            "InvalidInput.InvalidTimeOffset",
            "InvalidInput.DefinitionNotExist",
            "InvalidInput.ConfigurationUnsupported",
            "SourceFileError",
            "SourceFileError.NoVideoMedia",
            "SourceFileError.NoVideoResolutio",
            "SourceFileError.NoVideoResolution",
            "SourceFileError.ContentMalformed",
            "InternalError",
        ];
        for code in codes {
            for language in [Language::Zh, Language::En, Language::Ja, Language::Ko] {
                assert!(of(Some(code), None, None, language).is_some(), "{code}");
            }
        }
        for code in [30010, 40000, 60000, 70000, 4001, 4002, 4003, 4004, 4005, 4500, 5000] {
            assert!(of(None, Some(code), None, Language::En).is_some(), "{code}");
        }
    }

    #[test]
    fn a_detail_that_is_not_listed_is_explained_by_its_class_and_an_unknown_code_by_its_number() {
        assert_eq!(
            of(Some("InternalError.NeverHeardOf"), None, None, Language::Zh),
            of(Some("InternalError"), None, None, Language::Zh)
        );
        assert_eq!(
            of(Some("302"), Some(60000), None, Language::En),
            of(Some("SourceFileError"), None, None, Language::En)
        );
        assert_eq!(of(Some("NeverHeardOf"), Some(7), None, Language::En), None);
        assert_eq!(of(Some(" "), None, None, Language::En), None);
        assert_eq!(of(None, None, None, Language::En), None);
    }

    #[cfg(feature = "api")]
    #[test]
    fn every_meaning_is_a_cause_and_a_fix_in_every_language() {
        let beside = [&SOURCE_SERVER, &SOURCE_MISSING, &SOURCE_NOT_DOWNLOADED, &SOURCE_SILENT];
        for explanation in EXPLANATIONS.iter().chain(beside) {
            for language in [Language::Zh, Language::En, Language::Ja, Language::Ko] {
                let (cause, fix) = Known(explanation).cause_and_fix(language);
                assert!(!cause.is_empty() && !fix.is_empty(), "{cause}");
                assert_eq!([cause, fix].join(JOINTS.text(language)), explanation.meaning.text(language));
            }
        }
    }

    #[test]
    fn a_source_without_sound_has_a_picture() {
        let of_message = |message| of(Some(NO_VIDEO), Some(60000), message, Language::En);
        let no_picture = of_message(None);
        let no_sound = Some(SOURCE_SILENT.meaning.text(Language::En));
        assert_ne!(no_picture, no_sound);
        assert_eq!(of_message(Some("The source file has no video stream")), no_picture);
        assert_eq!(of_message(Some("neither video nor audio")), no_picture);
        assert_eq!(of_message(Some("No Audio")), no_sound);
    }

    #[test]
    fn a_download_that_a_server_refused_is_not_a_damaged_source() {
        let of_message = |message| of(Some("302"), Some(60000), Some(message), Language::En);
        let damaged = of(Some("SourceFileError"), None, None, Language::En);
        assert_eq!(of_message("The source file has no end"), damaged);
        for refused in ["Server returned 5XX Server Error reply", "Server returned 429 Too Many Requests"] {
            assert_eq!(of_message(refused), Some(SOURCE_SERVER.meaning.text(Language::En)), "{refused}");
        }
        assert_eq!(of_message("Server returned 404 Not Found"), Some(SOURCE_MISSING.meaning.text(Language::En)));
        assert_eq!(
            of_message("Server returned 403 Forbidden (access denied)"),
            of(Some("SourceFileError.DownloadNotAccessible"), None, None, Language::En)
        );
        // The code alone may say nothing.
        assert!(of(Some("302"), None, Some("Server returned 5XX Server Error reply"), Language::En).is_some());
        // Messages that are not a server's count where the code says that the source cannot be read.
        let not_downloaded = Some(SOURCE_NOT_DOWNLOADED.meaning.text(Language::En));
        assert_eq!(of(None, Some(60000), Some("Download source failed: a.mp4"), Language::En), not_downloaded);
        assert_eq!(of(None, None, Some("download failed"), Language::En), None);
        // What is known from the code needs no message.
        assert_eq!(
            of(Some("InternalError"), None, Some("Server returned 5XX Server Error reply"), Language::En),
            of(Some("InternalError"), None, None, Language::En)
        );
    }
}
