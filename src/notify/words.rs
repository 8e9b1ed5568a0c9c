//! The words of messages in every language.
//!
//! One text for a language, its words divided by `|`: the module carries no table of places and lengths.

use crate::language::Language;
use crate::text::split_once;

/// A word of the messages: its place in the texts below.
#[derive(Clone, Copy)]
pub(super) struct Word(usize);

/// What stands between a name and what is said of it.
pub(super) const COLON: Word = Word(0);
pub(super) const SUCCESS: Word = Word(1);
pub(super) const PARTIAL: Word = Word(2);
pub(super) const FAILURE: Word = Word(3);
pub(super) const PROCESSING: Word = Word(4);
pub(super) const UNKNOWN: Word = Word(5);
/// What reviews suggest: the first of the words to block, to review, to pass.
pub(super) const SUGGESTION: Word = Word(6);
pub(super) const SOURCE: Word = Word(9);
pub(super) const TOOK: Word = Word(10);
pub(super) const REASON: Word = Word(11);
/// What stands before the message of a task that succeeded.
pub(super) const NOTE: Word = Word(12);
pub(super) const DONE: Word = Word(13);
pub(super) const FAILED: Word = Word(14);
pub(super) const FOUND: Word = Word(15);
pub(super) const OUTPUT: Word = Word(16);
pub(super) const TASK: Word = Word(17);
/// What stands before and behind the number of what was left out.
pub(super) const AND: Word = Word(18);
pub(super) const MORE: Word = Word(19);
/// What stands behind numbers of hours, of minutes and of seconds.
pub(super) const HOURS: Word = Word(20);
pub(super) const MINUTES: Word = Word(21);
pub(super) const SECONDS: Word = Word(22);
const FIRST_KIND: usize = 23;

static ZH: &str = "：|✅ 处理成功|⚠️ 部分成功|❌ 处理失败|⏳ 处理中|❔ 结果未知|🚫 建议封禁|🔍 建议复审|建议通过|源文件|用时|原因|说明|已完成|失败|检出|输出|任务|… 还有 | 项| 小时 | 分 | 秒|\
    转码|转动图|时间点截图|采样截图|雪碧图|自适应码流|剪辑|质检|擦除|配音|水印|录制|规则|直播|图片处理|审核|分析|识别|字幕|其他|";
static EN: &str = ": |✅ Succeeded|⚠️ Partly done|❌ Failed|⏳ Processing|❔ Result unknown|🚫 to be blocked|🔍 to be reviewed|passed|Source|Took|Reason|Note|Done|Failed|Found|Output|Task|… and | more| h | min | s|\
    Transcoding|Animated image|Snapshots|Sampled snapshots|Image sprites|Adaptive streaming|Editing|Quality check|Erasure|Dubbing|Watermark|Recording|Rule|Live|Image processing|Review|Analysis|Recognition|Subtitles|Other|";
static JA: &str = "：|✅ 成功|⚠️ 一部成功|❌ 失敗|⏳ 処理中|❔ 結果不明|🚫 ブロック推奨|🔍 要確認|問題なし|元ファイル|所要時間|原因|備考|完了|失敗|検出|出力|タスク|… 他 | 件|時間|分|秒|\
    トランスコード|アニメーション画像|時刻指定スクリーンショット|サンプリングスクリーンショット|スプライト画像|アダプティブ配信|編集|品質検査|消去|吹き替え|透かし|録画|ルール|ライブ|画像処理|審査|分析|認識|字幕|その他|";
static KO: &str = ": |✅ 성공|⚠️ 일부 성공|❌ 실패|⏳ 처리 중|❔ 결과 알 수 없음|🚫 차단 권장|🔍 검토 필요|통과|원본|소요 시간|원인|참고|완료|실패|검출|출력|작업|… 외 |건|시간 |분 |초|\
    트랜스코딩|애니메이션 이미지|시점 스냅샷|샘플 스냅샷|스프라이트 이미지|적응형 스트리밍|편집|품질 검사|지우기|더빙|워터마크|녹화|규칙|라이브|이미지 처리|심사|분석|인식|자막|기타|";

/// Kinds of sub-tasks by their own name, families by theirs, in the order of their words. Those from `review` on have
/// many kinds, so their own name is said besides; the last word is for what is none of them.
static KINDS: &str = "Transcode|AnimatedGraphics|SnapshotByTimeOffset|SampleSnapshot|ImageSprites|AdaptiveDynamicStreaming|edit|quality|erase|dubbing|watermark|record|rule|live|image|review|analysis|recognition|subtitle|";
const FIRST_OF_MANY: usize = 15;

impl Word {
    /// The word so many places behind.
    pub(super) const fn plus(self, places: usize) -> Self {
        Word(self.0.wrapping_add(places))
    }
}

/// The word in a language.
pub(super) fn say(language: Language, word: Word) -> &'static str {
    let mut rest = language.of(&[ZH, EN, JA, KO]);
    for _ in 0..word.0 {
        rest = split_once(rest, "|").unwrap_or_default().1;
    }
    split_once(rest, "|").unwrap_or_default().0
}

/// The word for a kind of sub-task or, if it has none, for its family, and whether the kind's name is to be said besides.
pub(super) fn kind(kind: &str, family: &str) -> (Word, bool) {
    let mut rest = KINDS;
    let mut place = 0_usize;
    while let Some((first, others)) = split_once(rest, "|") {
        if first == kind || first == family {
            break;
        }
        place = place.wrapping_add(1);
        rest = others;
    }
    (Word(FIRST_KIND).plus(place), place >= FIRST_OF_MANY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_all_words_and_none_is_empty() {
        let kinds = KINDS.matches('|').count();
        for text in [ZH, EN, JA, KO] {
            let words: std::vec::Vec<&str> = text.split('|').collect();
            let (end, words) = words.split_last().unwrap();
            assert_eq!((*end, words.len()), ("", FIRST_KIND + kinds + 1));
            assert!(words.iter().all(|word| !word.trim().is_empty()));
        }
    }

    #[test]
    fn words_are_found_by_kind_and_by_family() {
        let word = |name, family| {
            let (word, named) = kind(name, family);
            (say(Language::En, word), named)
        };
        assert_eq!(word("Transcode", "media"), ("Transcoding", false));
        assert_eq!(word("EditMedia", "edit"), ("Editing", false));
        assert_eq!(word("ImageProcess", "image"), ("Image processing", false));
        assert_eq!(word("Porn.Asr", "review"), ("Review", true));
        assert_eq!(word("ImageSprite", "media"), ("Other", true));
        assert_eq!(word("other", "other"), ("Other", true));
        assert_eq!(say(Language::Zh, AND), "… 还有 ");
    }
}
