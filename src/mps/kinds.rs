//! The kinds of sub-tasks: a row each, and nothing about a kind anywhere else.
//!
//! What a result holds is read by names of members that mean the same everywhere (`harvest.rs`), so a new kind needs its
//! row here and no code.

use crate::json::Value;

/// A kind of sub-task.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// The value of `Type`, or of `ActivityType` where an activity is of this kind itself.
    pub(super) name: &'static str,
    /// What its findings are; empty: it finds nothing.
    pub(super) finds: &'static str,
    /// Whether a success of it makes at least one file.
    pub(super) makes_files: bool,
    /// What the member with its result is called before `Task`, if that does not follow from the name.
    stem: Option<&'static str>,
}

/// Kinds that belong together.
pub(super) struct Family {
    /// Its name in reports.
    pub(super) name: &'static str,
    /// The member of a workflow with the results; empty if workflows have none.
    pub(super) set: &'static str,
    /// The activity whose output is a list of such results, as in `kinds`; `None` if activities are of the kinds
    /// themselves.
    pub(super) list: Option<Kind>,
    /// Its kinds.
    pub(super) kinds: &'static [Kind],
}

/// A kind that finds this.
const fn finding(finds: &'static str, name: &'static str) -> Kind {
    Kind { name, finds, makes_files: false, stem: None }
}

/// A kind whose success makes files, and that finds nothing.
const fn making(name: &'static str) -> Kind {
    Kind { makes_files: true, ..finding("", name) }
}

const fn review(name: &'static str) -> Kind {
    finding("review", name)
}

const fn segment(name: &'static str) -> Kind {
    finding("segment", name)
}

const fn description(name: &'static str) -> Kind {
    finding("description", name)
}

const fn text(name: &'static str) -> Kind {
    finding("text", name)
}

impl Kind {
    /// With a member that is called so before `Task`.
    const fn at(self, stem: &'static str) -> Self {
        Kind { stem: Some(stem), ..self }
    }
}

/// The set whose elements are results themselves, without a `Type` and a member of its own.
pub(super) const IMAGES: &str = "ImageProcessTaskResultSet";

/// Every family: of workflows, activities, and, behind these in the same family, live streams.
pub(super) static FAMILIES: &[Family] = &[
    Family {
        name: "media",
        set: "MediaProcessResultSet",
        list: None,
        kinds: &[
            making("Transcode"),
            making("AnimatedGraphics"),
            making("SnapshotByTimeOffset"),
            making("SampleSnapshot"),
            making("ImageSprites"),
            // One documentation of the sprites calls them as their member.
            making("ImageSprite"),
            making("AdaptiveDynamicStreaming"),
        ],
    },
    Family {
        name: "review",
        set: "AiContentReviewResultSet",
        list: Some(finding("", "AiContentReview").at("Review")),
        kinds: &[
            review("Porn"),
            review("Terrorism"),
            review("Political"),
            review("Porn.Asr"),
            review("Porn.Ocr"),
            review("Political.Asr"),
            review("Political.Ocr"),
            review("Terrorism.Ocr"),
            review("Prohibited.Asr"),
            review("Prohibited.Ocr"),
            review("ImagePorn"),
            review("ImageTerrorism"),
            review("ImagePolitical"),
            review("VoicePorn"),
        ],
    },
    Family {
        name: "analysis",
        set: "AiAnalysisResultSet",
        list: Some(finding("", "AIAnalysis").at("Analysis")),
        kinds: &[
            finding("classification", "Classification"),
            making("Cover"),
            finding("tag", "Tag"),
            finding("tag", "FrameTag"),
            finding("highlight", "Highlight"),
            making("DeLogo"),
            description("Description"),
            making("Dubbing"),
            making("VideoRemake"),
            description("VideoComprehension"),
            making("Cutout"),
            making("Reel"),
            segment("SegmentRecognition"),
            segment("HeadTailRecognition"),
            making("HorizontalToVertical"),
            description("Generic"),
        ],
    },
    Family {
        name: "recognition",
        set: "AiRecognitionResultSet",
        list: Some(finding("", "AIRecognition").at("Recognition")),
        kinds: &[
            finding("face", "FaceRecognition"),
            finding("word", "AsrWordsRecognition"),
            finding("word", "OcrWordsRecognition"),
            text("AsrFullTextRecognition"),
            text("OcrFullTextRecognition"),
            text("TransTextRecognition"),
            finding("object", "ObjectRecognition"),
            finding("tag", "TagRecognition"),
        ],
    },
    Family {
        name: "subtitle",
        set: "SmartSubtitlesTaskResult",
        list: Some(finding("", "SmartSubtitles")),
        kinds: &[
            text("AsrFullTextRecognition"),
            text("TransTextRecognition"),
            Kind { makes_files: true, ..text("PureSubtitleTrans") },
            text("OcrFullTextRecognition"),
        ],
    },
    Family {
        name: "quality",
        set: "AiQualityControlTaskResult",
        list: None,
        kinds: &[
            finding("quality", "AiQualityControl").at("QualityControl"),
            finding("quality", "AiQualityControl").at("LiveQualityControl"),
        ],
    },
    Family { name: "erase", set: "SmartEraseTaskResult", list: None, kinds: &[making("SmartErase")] },
    Family { name: "dubbing", set: "AiDubbingTaskResult", list: None, kinds: &[making("Dubbing").at("AIDubbing")] },
    // Its activities have no documented ActivityType: they are known by their member.
    Family { name: "rule", set: "", list: None, kinds: &[finding("", "ExecRule")] },
    // Tasks on pictures (`DescribeImageTaskDetail`). Some answer with a text instead of a file.
    Family { name: "image", set: IMAGES, list: None, kinds: &[description("ImageProcess")] },
    Family { name: "record", set: "", list: None, kinds: &[making("LiveRecord")] },
];

/// The family of kinds that no word names: their state is read, and what they hold by the names it has.
pub(super) static OTHER: Family = Family { name: "other", set: "", list: None, kinds: &[] };

impl Family {
    /// The family of a name of ours.
    pub(super) fn named(name: &str) -> &'static Family {
        FAMILIES.iter().find(|family| family.name == name).unwrap_or(&OTHER)
    }

    /// Its kinds.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> + use<> {
        self.kinds.iter().copied()
    }
}

impl Kind {
    /// Whether a member holds results of this kind: `TranscodeTask`; `PornAsrTask` of `Porn.Asr`; `FaceTask` of
    /// `FaceRecognition`; `ImageSpriteTask` of `ImageSprites`; of live streams `ImagePornResultSet` and
    /// `SegmentResultSet`.
    pub(super) fn is_of(&self, member: &str) -> bool {
        stem(member).is_some_and(|stem| self.has_stem(stem))
    }

    fn has_stem(&self, stem: &str) -> bool {
        if let Some(own) = self.stem {
            return own == stem;
        }
        // Most have another first letter.
        if self.name.as_bytes().first() != stem.as_bytes().first() {
            return false;
        }
        let shorter = self.name.strip_suffix("Recognition").or_else(|| self.name.strip_suffix("s"));
        shorter == Some(stem) || self.name.bytes().filter(|byte| *byte != b'.').eq(stem.bytes())
    }

    /// The member of `results` that holds one of this kind, with its name.
    pub(super) fn result<'v>(&self, results: Value<'v>) -> Option<(&'v str, Value<'v>)> {
        results.members().find(|(member, value)| !value.is_null() && self.is_of(member))
    }
}

/// What the member of a result is called before `Task` and the like.
fn stem(member: &str) -> Option<&str> {
    ["Task", "ResultSet", "Result"].into_iter().find_map(|end| member.strip_suffix(end))
}
