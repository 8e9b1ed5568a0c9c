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
        zh: "🚫 建议拦截", en: "🚫 block suggested", ja: "🚫 ブロック推奨", ko: "🚫 차단 권장"
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
/// Stands behind the number of messages in a digest.
#[cfg(feature = "outbox")]
pub(super) static RESULTS: Texts = Texts { zh: " 条结果", en: " results", ja: " 件の結果", ko: "건의 결과" };
/// Heads what did not fail in a digest.
#[cfg(feature = "outbox")]
pub(super) static OTHERS: Texts = Texts { zh: "其他", en: "Others", ja: "その他", ko: "기타" };
/// Stands before the time from which on messages have waited.
#[cfg(feature = "outbox")]
pub(super) static LATE: Texts = Texts {
    zh: "⏰ 延迟送达，等待始于",
    en: "⏰ Late, waited since",
    ja: "⏰ 遅延、待機開始",
    ko: "⏰ 지연됨, 대기 시작",
};
/// Stands before the time at which a task with the same file failed.
#[cfg(feature = "outbox")]
pub(super) static RECOVERED: Texts = Texts {
    zh: "♻️ 已恢复，此前失败于",
    en: "♻️ Recovered, failed before at",
    ja: "♻️ 復旧、前回の失敗",
    ko: "♻️ 복구됨, 이전 실패",
};
