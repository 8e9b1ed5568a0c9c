//! The kinds of sub-tasks: a word each, and nothing about a kind anywhere else.
//!
//! What a result holds is read by names of members that mean the same everywhere (`harvest.rs`), so a new kind needs its
//! word here and no code.

use crate::json::Value;
use crate::text::split_once;

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
    /// The activity whose output is a list of such results, as in `kinds`; empty if activities are of the kinds
    /// themselves.
    activity: &'static str,
    /// What the findings of its kinds are, unless a kind says otherwise.
    finds: &'static str,
    /// Its kinds, between blanks: `Name`, `Name/finding`, `Name=Stem`; with a `*` at the end those that always make files.
    kinds: &'static str,
}

const fn family(
    name: &'static str,
    set: &'static str,
    activity: &'static str,
    finds: &'static str,
    kinds: &'static str,
) -> Family {
    Family { name, set, activity, finds, kinds }
}

/// The set whose elements are results themselves, without a `Type` and a member of its own.
pub(super) const IMAGES: &str = "ImageProcessTaskResultSet";

/// Every family: of workflows, activities, and, behind these in the same family, live streams.
pub(super) static FAMILIES: &[Family] = &[
    family(
        "media",
        "MediaProcessResultSet",
        "",
        "",
        // One documentation of the sprites calls them as their member.
        "Transcode* AnimatedGraphics* SnapshotByTimeOffset* SampleSnapshot* ImageSprites* ImageSprite* AdaptiveDynamicStreaming*",
    ),
    family(
        "review",
        "AiContentReviewResultSet",
        "AiContentReview=Review",
        "review",
        "Porn Terrorism Political Porn.Asr Porn.Ocr Political.Asr Political.Ocr Terrorism.Ocr Prohibited.Asr Prohibited.Ocr ImagePorn ImageTerrorism ImagePolitical VoicePorn",
    ),
    family(
        "analysis",
        "AiAnalysisResultSet",
        "AIAnalysis=Analysis",
        "",
        "Classification/classification Cover* Tag/tag FrameTag/tag Highlight/highlight DeLogo* Description/description Dubbing* VideoRemake* VideoComprehension/description Cutout* Reel* SegmentRecognition/segment HeadTailRecognition/segment HorizontalToVertical* Generic/description",
    ),
    family(
        "recognition",
        "AiRecognitionResultSet",
        "AIRecognition=Recognition",
        "text",
        "FaceRecognition/face AsrWordsRecognition/word OcrWordsRecognition/word AsrFullTextRecognition OcrFullTextRecognition TransTextRecognition ObjectRecognition/object TagRecognition/tag",
    ),
    family(
        "subtitle",
        "SmartSubtitlesTaskResult",
        "SmartSubtitles",
        "text",
        "AsrFullTextRecognition TransTextRecognition PureSubtitleTrans* OcrFullTextRecognition",
    ),
    family(
        "quality",
        "AiQualityControlTaskResult",
        "",
        "quality",
        "AiQualityControl=QualityControl AiQualityControl=LiveQualityControl",
    ),
    family("erase", "SmartEraseTaskResult", "", "", "SmartErase*"),
    family("dubbing", "AiDubbingTaskResult", "", "", "Dubbing=AIDubbing*"),
    // Its activities have no documented ActivityType: they are known by their member.
    family("rule", "", "", "", "ExecRule"),
    // Tasks on pictures (`DescribeImageTaskDetail`). Some answer with a text instead of a file.
    family("image", IMAGES, "", "description", "ImageProcess"),
    family("record", "", "", "", "LiveRecord*"),
];

/// The family of kinds that no word names: their state is read, and what they hold by the names it has.
pub(super) static OTHER: Family = family("other", "", "", "other", "");

impl Family {
    /// The family of a name of ours.
    pub(super) fn named(name: &str) -> &'static Family {
        FAMILIES.iter().find(|family| family.name == name).unwrap_or(&OTHER)
    }

    pub(super) fn kinds(&self) -> Kinds {
        Kinds { words: self.kinds, finds: self.finds }
    }

    /// The activity that is a list of these kinds.
    pub(super) fn list(&self) -> Option<Kind> {
        Kinds { words: self.activity, finds: "" }.next()
    }
}

/// The kinds in a list of words.
#[derive(Clone)]
pub(super) struct Kinds {
    words: &'static str,
    finds: &'static str,
}

impl Iterator for Kinds {
    type Item = Kind;

    fn next(&mut self) -> Option<Kind> {
        if self.words.is_empty() {
            return None;
        }
        let (word, rest) = split_once(self.words, " ").unwrap_or((self.words, ""));
        self.words = rest;
        let (word, makes_files) = word.strip_suffix("*").map_or((word, false), |word| (word, true));
        let (word, stem) = split_once(word, "=").map_or((word, None), |(word, stem)| (word, Some(stem)));
        let (name, finds) = split_once(word, "/").unwrap_or((word, self.finds));
        Some(Kind { name, finds, makes_files, stem })
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
