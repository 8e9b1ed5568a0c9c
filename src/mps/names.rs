//! What people call a kind of sub-task: in messages, on the command line and in the inspector.

#[cfg(feature = "api")]
use crate::json::members;
#[cfg(feature = "api")]
use crate::language::Language;
use crate::language::Texts;

/// What people call a kind of sub-task, or a family of kinds.
pub(crate) struct Label {
    /// The name of the kind or of the family in reports.
    of: &'static str,
    pub(crate) words: Texts,
    /// Whether the kind's own name stands behind the words: the family has many kinds.
    pub(crate) with_name: bool,
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
    label(
        "Porn",
        Texts {
            zh: "画面鉴黄", en: "Porn review, pictures", ja: "ポルノ審査（画像）", ko: "음란물 심사(화면)"
        },
    ),
    label(
        "ImagePorn",
        Texts {
            zh: "画面鉴黄", en: "Porn review, pictures", ja: "ポルノ審査（画像）", ko: "음란물 심사(화면)"
        },
    ),
    label(
        "Porn.Asr",
        Texts {
            zh: "语音鉴黄", en: "Porn review, speech", ja: "ポルノ審査（音声）", ko: "음란물 심사(음성)"
        },
    ),
    label(
        "VoicePorn",
        Texts {
            zh: "声音鉴黄", en: "Porn review, sound", ja: "ポルノ審査（音響）", ko: "음란물 심사(소리)"
        },
    ),
    label(
        "Porn.Ocr",
        Texts {
            zh: "文字鉴黄", en: "Porn review, text", ja: "ポルノ審査（文字）", ko: "음란물 심사(문자)"
        },
    ),
    label(
        "Terrorism",
        Texts {
            zh: "画面鉴恐", en: "Terrorism review, pictures", ja: "テロ審査（画像）", ko: "테러 심사(화면)"
        },
    ),
    label(
        "ImageTerrorism",
        Texts {
            zh: "画面鉴恐", en: "Terrorism review, pictures", ja: "テロ審査（画像）", ko: "테러 심사(화면)"
        },
    ),
    label(
        "Terrorism.Ocr",
        Texts {
            zh: "文字鉴恐", en: "Terrorism review, text", ja: "テロ審査（文字）", ko: "테러 심사(문자)"
        },
    ),
    label(
        "Political",
        Texts {
            zh: "画面鉴政", en: "Political review, pictures", ja: "政治審査（画像）", ko: "정치 심사(화면)"
        },
    ),
    label(
        "ImagePolitical",
        Texts {
            zh: "画面鉴政", en: "Political review, pictures", ja: "政治審査（画像）", ko: "정치 심사(화면)"
        },
    ),
    label(
        "Political.Asr",
        Texts {
            zh: "语音鉴政", en: "Political review, speech", ja: "政治審査（音声）", ko: "정치 심사(음성)"
        },
    ),
    label(
        "Political.Ocr",
        Texts {
            zh: "文字鉴政", en: "Political review, text", ja: "政治審査（文字）", ko: "정치 심사(문자)"
        },
    ),
    label(
        "Prohibited.Asr",
        Texts {
            zh: "语音违禁审核", en: "Prohibited words, speech", ja: "禁止語審査（音声）", ko: "금지어 심사(음성)"
        },
    ),
    label(
        "Prohibited.Ocr",
        Texts {
            zh: "文字违禁审核", en: "Prohibited words, text", ja: "禁止語審査（文字）", ko: "금지어 심사(문자)"
        },
    ),
    label("AiContentReview", Texts { zh: "内容审核", en: "Content review", ja: "コンテンツ審査", ko: "콘텐츠 심사" }),
    label("AIAnalysis", Texts { zh: "智能分析", en: "Analysis", ja: "分析", ko: "분석" }),
    label("Classification", Texts { zh: "智能分类", en: "Classification", ja: "分類", ko: "분류" }),
    label("Cover", Texts { zh: "智能封面", en: "Cover", ja: "カバー画像", ko: "커버" }),
    label("Tag", Texts { zh: "智能标签", en: "Tags", ja: "タグ付け", ko: "태그" }),
    label("FrameTag", Texts { zh: "按帧标签", en: "Frame tags", ja: "フレームタグ", ko: "프레임 태그" }),
    label("Highlight", Texts { zh: "智能集锦", en: "Highlights", ja: "ハイライト", ko: "하이라이트" }),
    label("DeLogo", Texts { zh: "去水印", en: "Logo removal", ja: "ロゴ除去", ko: "로고 제거" }),
    label("Description", Texts { zh: "智能描述", en: "Description", ja: "説明文", ko: "설명" }),
    label("Dubbing", Texts { zh: "智能配音", en: "Dubbing", ja: "吹き替え", ko: "더빙" }),
    label("VideoRemake", Texts { zh: "视频去重", en: "Remake", ja: "リメイク", ko: "리메이크" }),
    label("VideoComprehension", Texts { zh: "视频理解", en: "Comprehension", ja: "動画理解", ko: "영상 이해" }),
    label("Cutout", Texts { zh: "智能抠图", en: "Cutout", ja: "切り抜き", ko: "오려내기" }),
    label("Reel", Texts { zh: "智能成片", en: "Reel", ja: "リール", ko: "릴" }),
    label("SegmentRecognition", Texts { zh: "智能拆条", en: "Segments", ja: "シーン分割", ko: "구간 분할" }),
    label(
        "HeadTailRecognition",
        Texts {
            zh: "片头片尾识别",
            en: "Opening and ending",
            ja: "オープニング・エンディング認識",
            ko: "오프닝·엔딩 인식",
        },
    ),
    label(
        "HorizontalToVertical",
        Texts {
            zh: "横转竖", en: "Horizontal to vertical", ja: "横から縦への変換", ko: "가로세로 변환"
        },
    ),
    label("AIRecognition", Texts { zh: "智能识别", en: "Recognition", ja: "認識", ko: "인식" }),
    label("FaceRecognition", Texts { zh: "人脸识别", en: "Face recognition", ja: "顔認識", ko: "얼굴 인식" }),
    label(
        "AsrWordsRecognition",
        Texts {
            zh: "语音关键词识别", en: "Keywords in speech", ja: "音声キーワード認識", ko: "음성 키워드 인식"
        },
    ),
    label(
        "OcrWordsRecognition",
        Texts {
            zh: "文字关键词识别", en: "Keywords in pictures", ja: "文字キーワード認識", ko: "문자 키워드 인식"
        },
    ),
    label(
        "AsrFullTextRecognition",
        Texts {
            zh: "语音全文识别", en: "Speech to text", ja: "音声の文字起こし", ko: "음성 전문 인식"
        },
    ),
    label(
        "OcrFullTextRecognition",
        Texts {
            zh: "文字全文识别", en: "Text in pictures", ja: "文字の全文認識", ko: "문자 전문 인식"
        },
    ),
    label("TransTextRecognition", Texts { zh: "语音翻译", en: "Speech translation", ja: "音声翻訳", ko: "음성 번역" }),
    label("ObjectRecognition", Texts { zh: "物体识别", en: "Object recognition", ja: "物体認識", ko: "사물 인식" }),
    label("TagRecognition", Texts { zh: "标签识别", en: "Tag recognition", ja: "タグ認識", ko: "태그 인식" }),
    label("SmartSubtitles", Texts { zh: "智能字幕", en: "Smart subtitles", ja: "スマート字幕", ko: "스마트 자막" }),
    label("PureSubtitleTrans", Texts { zh: "字幕翻译", en: "Subtitle translation", ja: "字幕翻訳", ko: "자막 번역" }),
    label("ImageSprite", Texts { zh: "雪碧图", en: "Image sprites", ja: "スプライト画像", ko: "스프라이트 이미지" }),
    label("media", Texts { zh: "媒体处理", en: "Media", ja: "メディア", ko: "미디어" }),
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
pub(crate) fn label_of(kind: &str, family: &str) -> &'static Label {
    let find = |name: &str| LABELS.iter().find(|label| label.of == name);
    find(kind).or_else(|| find(family)).unwrap_or(&OTHER)
}

/// A name for people of a kind or of a family, in one language.
#[cfg(feature = "api")]
#[derive(Debug)]
#[non_exhaustive]
pub struct KindName {
    /// The name of the kind or of the family in reports.
    pub of: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// Whether the kind's own name stands behind it.
    pub with_kind: bool,
}
#[cfg(feature = "api")]
members!(KindName: of, name, with_kind);

/// The names of all kinds and families that have one. A kind without one is called by its family's; a family without one by
/// that of the last, `other`.
#[cfg(feature = "api")]
pub fn kind_names(language: Language) -> impl Iterator<Item = KindName> {
    LABELS.iter().chain([&OTHER]).map(move |label| KindName {
        of: label.of,
        name: label.words.text(language),
        with_kind: label.with_name,
    })
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
        assert_eq!(found("Porn.Asr", "review"), ("Porn review, speech", false));
        assert_eq!(found("NeverHeardOf", "review"), ("Review", true));
        assert_eq!(found("ImageSprite", "media"), ("Image sprites", false));
        assert_eq!(found("other", "other"), ("Other", true));
    }
}
