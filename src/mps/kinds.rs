//! The kinds of sub-tasks, one row a kind. Elsewhere a kind has only its names: for people, and in types.
//!
//! A member of a result means the same in every kind ([`collect`](super::collect)), so a new kind is a row here and no code.

use alloc::vec::Vec;

use crate::json::Value;
use crate::report::borrowed::{Family as Name, FindingType};

/// A kind of sub-task.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// The value of `Type`, or of `ActivityType` if activities are of this kind.
    pub(super) name: &'static str,
    /// What it finds. `None`: nothing.
    pub(super) finding_type: Option<FindingType>,
    /// Whether a success makes at least one file.
    pub(super) makes_files: bool,
    /// The name of the member with the result, without `Task`. It is set if it does not follow from the name of the
    /// kind.
    stem: Option<&'static str>,
}

/// Kinds that belong together.
pub(super) struct Family {
    /// The name in reports.
    pub(super) name: Name,
    /// The member of a workflow with the results. `None`: workflows have none.
    pub(super) set: Option<&'static str>,
    /// The activity whose output is a list of results of `kinds`. `None`: activities are of the kinds themselves.
    pub(super) list: Option<Kind>,
    pub(super) kinds: &'static [Kind],
}

/// A kind that neither finds anything nor makes files.
const fn kind(name: &'static str) -> Kind {
    Kind { name, finding_type: None, makes_files: false, stem: None }
}

/// A kind that finds something.
const fn finds(finding_type: FindingType, name: &'static str) -> Kind {
    Kind { finding_type: Some(finding_type), ..kind(name) }
}

/// A kind whose success makes files, and that finds nothing.
const fn makes(name: &'static str) -> Kind {
    Kind { makes_files: true, ..kind(name) }
}

impl Kind {
    /// The same kind, whose result is in another member than its name says.
    const fn in_member(self, stem: &'static str) -> Self {
        Kind { stem: Some(stem), ..self }
    }
}

/// The set whose elements are the results themselves. They have no `Type` and no member for each kind.
pub(super) const IMAGES: &str = "ImageProcessTaskResultSet";

pub(super) static MEDIA: Family = Family {
    name: Name::Media,
    set: Some("MediaProcessResultSet"),
    list: None,
    kinds: &[
        makes("Transcode"),
        makes("AnimatedGraphics"),
        makes("SnapshotByTimeOffset"),
        makes("SampleSnapshot"),
        makes("ImageSprites"),
        // One documentation of the sprites calls them as their member.
        makes("ImageSprite"),
        makes("AdaptiveDynamicStreaming"),
    ],
};

pub(super) static REVIEW: Family = Family {
    name: Name::Review,
    set: Some("AiContentReviewResultSet"),
    list: Some(kind("AiContentReview").in_member("Review")),
    kinds: &[
        finds(FindingType::Review, "Porn"),
        finds(FindingType::Review, "Terrorism"),
        finds(FindingType::Review, "Political"),
        finds(FindingType::Review, "Porn.Asr"),
        finds(FindingType::Review, "Porn.Ocr"),
        finds(FindingType::Review, "Political.Asr"),
        finds(FindingType::Review, "Political.Ocr"),
        finds(FindingType::Review, "Terrorism.Ocr"),
        finds(FindingType::Review, "Prohibited.Asr"),
        finds(FindingType::Review, "Prohibited.Ocr"),
        finds(FindingType::Review, "ImagePorn"),
        finds(FindingType::Review, "ImageTerrorism"),
        finds(FindingType::Review, "ImagePolitical"),
        finds(FindingType::Review, "VoicePorn"),
    ],
};

pub(super) static ANALYSIS: Family = Family {
    name: Name::Analysis,
    set: Some("AiAnalysisResultSet"),
    list: Some(kind("AIAnalysis").in_member("Analysis")),
    kinds: &[
        finds(FindingType::Classification, "Classification"),
        makes("Cover"),
        finds(FindingType::Tag, "Tag"),
        finds(FindingType::Tag, "FrameTag"),
        finds(FindingType::Highlight, "Highlight"),
        makes("DeLogo"),
        finds(FindingType::Description, "Description"),
        makes("Dubbing"),
        makes("VideoRemake"),
        finds(FindingType::Description, "VideoComprehension"),
        makes("Cutout"),
        makes("Reel"),
        finds(FindingType::Segment, "SegmentRecognition"),
        finds(FindingType::Segment, "HeadTailRecognition"),
        makes("HorizontalToVertical"),
        finds(FindingType::Description, "Generic"),
    ],
};

pub(super) static RECOGNITION: Family = Family {
    name: Name::Recognition,
    set: Some("AiRecognitionResultSet"),
    list: Some(kind("AIRecognition").in_member("Recognition")),
    kinds: &[
        finds(FindingType::Face, "FaceRecognition"),
        finds(FindingType::Word, "AsrWordsRecognition"),
        finds(FindingType::Word, "OcrWordsRecognition"),
        finds(FindingType::Text, "AsrFullTextRecognition"),
        finds(FindingType::Text, "OcrFullTextRecognition"),
        finds(FindingType::Text, "TransTextRecognition"),
        finds(FindingType::Object, "ObjectRecognition"),
        finds(FindingType::Tag, "TagRecognition"),
    ],
};

pub(super) static SUBTITLE: Family = Family {
    name: Name::Subtitle,
    set: Some("SmartSubtitlesTaskResult"),
    list: Some(kind("SmartSubtitles")),
    kinds: &[
        finds(FindingType::Text, "AsrFullTextRecognition"),
        finds(FindingType::Text, "TransTextRecognition"),
        Kind { makes_files: true, ..finds(FindingType::Text, "PureSubtitleTrans") },
        finds(FindingType::Text, "OcrFullTextRecognition"),
    ],
};

pub(super) static QUALITY: Family = Family {
    name: Name::Quality,
    set: Some("AiQualityControlTaskResult"),
    list: None,
    kinds: &[
        finds(FindingType::Quality, "AiQualityControl").in_member("QualityControl"),
        finds(FindingType::Quality, "AiQualityControl").in_member("LiveQualityControl"),
    ],
};

pub(super) static ERASE: Family =
    Family { name: Name::Erase, set: Some("SmartEraseTaskResult"), list: None, kinds: &[makes("SmartErase")] };

pub(super) static DUBBING: Family = Family {
    name: Name::Dubbing,
    set: Some("AiDubbingTaskResult"),
    list: None,
    kinds: &[makes("Dubbing").in_member("AIDubbing")],
};

/// The ActivityType of its activities is not documented: their member identifies them.
pub(super) static RULE: Family = Family { name: Name::Rule, set: None, list: None, kinds: &[kind("ExecRule")] };

/// Tasks on pictures (`DescribeImageTaskDetail`). Some answer with a text instead of a file.
pub(super) static IMAGE: Family = Family {
    name: Name::Image,
    set: Some(IMAGES),
    list: None,
    kinds: &[finds(FindingType::Description, "ImageProcess")],
};

pub(super) static RECORD: Family = Family { name: Name::Record, set: None, list: None, kinds: &[makes("LiveRecord")] };

/// Every family of the sub-tasks of workflows, activities and live streams.
///
/// In a family, the kinds of live streams stand behind those of files.
pub(super) static FAMILIES: [&Family; 11] =
    [&MEDIA, &REVIEW, &ANALYSIS, &RECOGNITION, &SUBTITLE, &QUALITY, &ERASE, &DUBBING, &RULE, &IMAGE, &RECORD];

/// The families of tasks that are their own only sub-tasks.
static OF_TASKS: [&Family; 3] = [&EDIT, &WATERMARK, &LIVE];

/// Edits of media. The task is its own only sub-task, as those of the next two families are.
pub(super) static EDIT: Family = Family { name: Name::Edit, set: None, list: None, kinds: &[makes("EditMedia")] };

pub(super) static WATERMARK: Family = Family {
    name: Name::Watermark,
    set: None,
    list: None,
    kinds: &[finds(FindingType::Watermark, "ExtractBlindWatermark")],
};

/// The end of the processing of a live stream.
pub(super) static LIVE: Family = Family { name: Name::Live, set: None, list: None, kinds: &[kind("ProcessEof")] };

/// One list of a live stream has the texts of all kinds.
pub(super) static LIVE_SUBTITLES: Kind = finds(FindingType::Text, "SmartSubtitles");

/// A kind that this version does not know.
pub(super) static OTHER_KIND: Kind = finds(FindingType::Other, "other");

/// The family of unknown kinds. Their states are read, and their members by name.
pub(super) static OTHER: Family = Family { name: Name::Other, set: None, list: None, kinds: &[] };

/// The names of all kinds that this version knows.
pub(crate) fn known_kinds() -> Vec<&'static str> {
    let mut names = Vec::new();
    for family in FAMILIES.iter().chain(&OF_TASKS) {
        names.extend(family.list.iter().chain(family.kinds).map(|kind| kind.name));
    }
    names
}

impl Family {
    /// Its kinds.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &'static Kind> + use<> {
        self.kinds.iter()
    }
}

impl Kind {
    /// Whether `Type` or `ActivityType` names this kind, in whatever case.
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.trim_ascii())
    }

    /// Whether a member holds results of this kind. Examples are `TranscodeTask`; `PornAsrTask` of `Porn.Asr`;
    /// `FaceTask` of `FaceRecognition`; `ImageSpriteTask` of `ImageSprites`; of live streams `ImagePornResultSet` and
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

/// The name of a member of a result without `Task` and the like.
fn stem(member: &str) -> Option<&str> {
    ["Task", "ResultSet", "Result"].into_iter().find_map(|end| member.strip_suffix(end))
}
