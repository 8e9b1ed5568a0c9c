//! The words of messages: one word a constant, its languages side by side.

use crate::language::Texts;

/// Stands between a name and what belongs to it.
pub(super) static COLON: Texts = Texts { zh: "：", en: ": ", ja: "：", ko: ": " };
pub(super) static SUCCESS: Texts =
    Texts { zh: "✅ 处理成功", en: "✅ Succeeded", ja: "✅ 成功", ko: "✅ 성공" };
pub(super) static PARTIAL: Texts =
    Texts {
        zh: "⚠️ 部分成功", en: "⚠️ Partly done", ja: "⚠️ 一部成功", ko: "⚠️ 일부 성공"
    };
pub(super) static FAILURE: Texts =
    Texts { zh: "❌ 处理失败", en: "❌ Failed", ja: "❌ 失敗", ko: "❌ 실패" };
pub(super) static PROCESSING: Texts =
    Texts { zh: "⏳ 处理中", en: "⏳ Processing", ja: "⏳ 処理中", ko: "⏳ 처리 중" };
pub(super) static UNKNOWN: Texts =
    Texts { zh: "❔ 结果未知", en: "❔ Result unknown", ja: "❔ 結果不明", ko: "❔ 결과 알 수 없음" };
/// A review suggests to block the media.
pub(super) static BLOCK: Texts =
    Texts {
        zh: "🚫 建议封禁", en: "🚫 block suggested", ja: "🚫 ブロック推奨", ko: "🚫 차단 권장"
    };
/// A quality check found a defect that everybody notices.
pub(super) static DEFECT: Texts =
    Texts {
        zh: "🛠️ 发现质量缺陷", en: "🛠️ defect found", ja: "🛠️ 品質不良あり", ko: "🛠️ 품질 결함 발견"
    };
/// A review suggests that a person looks at the media.
pub(super) static REVIEW: Texts =
    Texts { zh: "🔍 建议复审", en: "🔍 review suggested", ja: "🔍 要確認", ko: "🔍 검토 필요" };
/// A quality check found a defect that some notice.
pub(super) static QUALITY_WARNING: Texts =
    Texts {
        zh: "⚠️ 质量警告", en: "⚠️ quality warning", ja: "⚠️ 品質の警告", ko: "⚠️ 품질 경고"
    };
/// The notification contradicts itself.
pub(super) static CONTRADICTION: Texts =
    Texts {
        zh: "⚠️ 通知自相矛盾", en: "⚠️ contradicts itself", ja: "⚠️ 通知に矛盾あり", ko: "⚠️ 알림 내용 모순"
    };
/// A review found nothing.
pub(super) static PASS: Texts = Texts { zh: "建议通过", en: "passed", ja: "問題なし", ko: "통과" };
pub(super) static SOURCE: Texts = Texts { zh: "源文件", en: "Source", ja: "元ファイル", ko: "원본" };
/// Stands before the time that the task took.
pub(super) static TOOK: Texts = Texts { zh: "用时", en: "Took", ja: "所要時間", ko: "소요 시간" };
pub(super) static REASON: Texts = Texts { zh: "原因", en: "Reason", ja: "原因", ko: "원인" };
/// Stands before the message of a task that succeeded.
pub(super) static NOTE: Texts = Texts { zh: "说明", en: "Note", ja: "備考", ko: "참고" };
/// Stands before the number of sub-tasks that have ended.
pub(super) static DONE: Texts = Texts { zh: "已完成", en: "Done", ja: "完了", ko: "완료" };
/// Heads the sub-tasks that failed.
pub(super) static FAILED: Texts = Texts { zh: "失败", en: "Failed", ja: "失敗", ko: "실패" };
/// Heads the findings.
pub(super) static FOUND: Texts = Texts { zh: "检出", en: "Found", ja: "検出", ko: "검출" };
/// Heads the files.
pub(super) static OUTPUT: Texts = Texts { zh: "输出", en: "Output", ja: "出力", ko: "출력" };
pub(super) static TASK: Texts = Texts { zh: "任务", en: "Task", ja: "タスク", ko: "작업" };
/// Stands before the number of lines that were left out.
pub(super) static AND: Texts = Texts { zh: "… 还有 ", en: "… and ", ja: "… 他 ", ko: "… 외 " };
/// Stands behind that number.
pub(super) static MORE: Texts = Texts { zh: " 项", en: " more", ja: " 件", ko: "건" };
/// Stands behind a number of hours.
pub(super) static HOURS: Texts = Texts { zh: " 小时 ", en: " h ", ja: "時間", ko: "시간 " };
pub(super) static MINUTES: Texts = Texts { zh: " 分 ", en: " min ", ja: "分", ko: "분 " };
pub(super) static SECONDS: Texts = Texts { zh: " 秒", en: " s", ja: "秒", ko: "초" };

/// What people call a kind of sub-task, or a family of kinds.
pub(super) struct Label {
    /// The name of the kind or of the family in reports.
    of: &'static str,
    pub(super) words: Texts,
    /// Whether the kind's own name stands behind the words: the family has many kinds.
    pub(super) with_name: bool,
}

/// A label by itself.
const fn label(of: &'static str, words: Texts) -> Label {
    Label { of, words, with_name: false }
}

/// A label with the kind's name behind it.
const fn label_with_name(of: &'static str, words: Texts) -> Label {
    Label { of, words, with_name: true }
}

static LABELS: &[Label] = &[
    label("Transcode", Texts { zh: "转码", en: "Transcoding", ja: "トランスコード", ko: "트랜스코딩" }),
    label(
        "AnimatedGraphics",
        Texts {
            zh: "转动图", en: "Animated image", ja: "アニメーション画像", ko: "애니메이션 이미지"
        },
    ),
    label(
        "SnapshotByTimeOffset",
        Texts {
            zh: "时间点截图", en: "Snapshots", ja: "時刻指定スクリーンショット", ko: "시점 스냅샷"
        },
    ),
    label(
        "SampleSnapshot",
        Texts {
            zh: "采样截图", en: "Sampled snapshots", ja: "サンプリングスクリーンショット", ko: "샘플 스냅샷"
        },
    ),
    label("ImageSprites", Texts { zh: "雪碧图", en: "Image sprites", ja: "スプライト画像", ko: "스프라이트 이미지" }),
    label(
        "AdaptiveDynamicStreaming",
        Texts {
            zh: "自适应码流", en: "Adaptive streaming", ja: "アダプティブ配信", ko: "적응형 스트리밍"
        },
    ),
    label("edit", Texts { zh: "剪辑", en: "Editing", ja: "編集", ko: "편집" }),
    label("quality", Texts { zh: "质检", en: "Quality check", ja: "品質検査", ko: "품질 검사" }),
    label("erase", Texts { zh: "擦除", en: "Erasure", ja: "消去", ko: "지우기" }),
    label("dubbing", Texts { zh: "配音", en: "Dubbing", ja: "吹き替え", ko: "더빙" }),
    label("watermark", Texts { zh: "水印", en: "Watermark", ja: "透かし", ko: "워터마크" }),
    label("record", Texts { zh: "录制", en: "Recording", ja: "録画", ko: "녹화" }),
    label("rule", Texts { zh: "规则", en: "Rule", ja: "ルール", ko: "규칙" }),
    label("live", Texts { zh: "直播", en: "Live", ja: "ライブ", ko: "라이브" }),
    label("image", Texts { zh: "图片处理", en: "Image processing", ja: "画像処理", ko: "이미지 처리" }),
    label_with_name("review", Texts { zh: "审核", en: "Review", ja: "審査", ko: "심사" }),
    label_with_name("analysis", Texts { zh: "分析", en: "Analysis", ja: "分析", ko: "분석" }),
    label_with_name("recognition", Texts { zh: "识别", en: "Recognition", ja: "認識", ko: "인식" }),
    label_with_name("subtitle", Texts { zh: "字幕", en: "Subtitles", ja: "字幕", ko: "자막" }),
];

static OTHER: Label = label_with_name("other", Texts { zh: "其他", en: "Other", ja: "その他", ko: "기타" });

/// The label of a kind or, if it has none, of its family.
pub(super) fn label_of(kind: &str, family: &str) -> &'static Label {
    LABELS.iter().find(|label| label.of == kind || label.of == family).unwrap_or(&OTHER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn no_label_is_empty_in_any_language() {
        for label in LABELS.iter().chain([&OTHER]) {
            for language in [Language::Zh, Language::En, Language::Ja, Language::Ko] {
                assert!(!label.words.text(language).trim().is_empty(), "{}", label.of);
            }
        }
    }

    #[test]
    fn labels_are_found_by_kind_and_by_family() {
        let found = |kind, family| {
            let label = label_of(kind, family);
            (label.words.en, label.with_name)
        };
        assert_eq!(found("Transcode", "media"), ("Transcoding", false));
        assert_eq!(found("EditMedia", "edit"), ("Editing", false));
        assert_eq!(found("ImageProcess", "image"), ("Image processing", false));
        assert_eq!(found("Porn.Asr", "review"), ("Review", true));
        assert_eq!(found("ImageSprite", "media"), ("Other", true));
        assert_eq!(found("other", "other"), ("Other", true));
    }
}
