//! Names of members of the API that hold no secret. Most names of most events are among them and are not looked at.

use crate::json::place_of_name;

/// The names that the API's models use most, without those that may hold a secret or name a value beside them.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "ActivityResItem", "ActivityResultSet", "AdaptiveDynamicStreamingTask", "AiAnalysisResultInfo", "AiAnalysisResultSet",
    "AiContentReviewResultSet", "AiQualityControlResultInfo", "AiRecognitionResultInfo", "AiRecognitionResultSet",
    "AiReviewResultInfo", "AiSmartSubtitleResultInfo", "AnalysisTask", "AnimatedGraphicTask", "AreaCoordSet", "AsrFullTextTask",
    "AsrWordsTask", "AudioBeginTime", "AudioChannel", "AudioDuration", "AudioEndTime", "AudioName", "AudioStreamSet",
    "BatchTaskEvent", "BeginMs", "BeginProcessTime", "BeginTime", "Birthday", "Bitrate", "Bucket", "CallBackExtInfo", "Category",
    "CategorySet", "CenterY", "Channel", "ChannelExtPara", "Classification", "ClassificationSet", "Codec", "Codecs",
    "ColorPrimaries", "ColorTransfer", "Confidence", "Container", "CoordinateOrigin", "CosInputInfo", "CosOutputStorage",
    "CovImgUrl", "CoverSet", "CoverTask", "CustomAreas", "CutoutTask", "DateTimeSet", "DeLogoTask", "DefaultTrack", "Definition",
    "DefinitionType", "Description", "DescriptionSet", "DescriptionTask", "DrmInfo", "DstAudioFileId", "DstAudioPath",
    "DubbingEditInfoUrl", "Duration", "EditMediaTaskEvent", "EndPtsTime", "EndTime", "EndTimeMs", "EraseSubtitleConfig",
    "EraseType", "EraseVideoPath", "ErasedVideoPath", "ErrCode", "ErrCodeExt", "ErrMsg", "EventType", "ExtInfo", "ExtraData",
    "ExtractBlindWatermarkTask", "FaceTask", "FileId", "FileInfoSet", "FinishTime", "FontType", "FpsDenominator", "FrameTagTask",
    "Group", "HdrType", "Height", "HighlightSet", "Id", "ImagePathSet", "ImageSpriteTask", "ImageTemplate", "Increment",
    "InitialValue", "Input", "InputInfo", "InputInfos", "Interval", "IssueSet", "LLMDetectionReport", "Label", "Language",
    "LiveActivityResItem", "LiveRecordResultInfo", "Loudness", "MediaProcessResultSet", "MetaData", "Metadatas", "MinLength",
    "MindMapPath", "MosaicSet", "Name", "NoVideo", "NotificationType", "Object", "ObjectTask", "OcrFullTextTask", "OcrSwitch",
    "OcrWordsTask", "OriginSubtitleFileId", "OriginSubtitlePath", "Output", "OutputObjectPath", "OutputStorage",
    "OverrideParameter", "Package", "Paragraphs", "Path", "PersonId", "PersonPositionUrl", "PersonType", "PicUrlExpireTime",
    "PlaceHolder", "PoliticalAsrTask", "PornOcrTask", "PornTask", "Progress", "PureSubtitleTransTask", "QualityControlItems",
    "QualityControlResultSet", "RawParameter", "Region", "Remark", "RemoveAudio", "RemoveVideo", "RepeatType", "Result",
    "ResultSet", "ReviewTask", "RightBottomX", "RightBottomY", "S3Bucket", "S3InputInfo", "S3Object", "S3OutputStorage",
    "S3Region", "SampleRate", "SampleSnapshotTask", "SampleType", "ScheduleTaskEvent", "SchoolOfGraduation", "SegmentObjectName",
    "SegmentSet", "SegmentTask", "SegmentUrl", "SessionContext", "SessionId", "Size", "SmartEraseTask", "SmartEraseTaskResult",
    "SmartSubtitlesTask", "SmartSubtitlesTaskResult", "SpeakerFileId", "SpeakerId", "SpeakerPath", "SpecialInfo", "Start",
    "StartPtsTime", "StartTimeMs", "Status", "StdExtInfo", "SteadyState", "Storage", "SubStreamObjectName", "Subtitle",
    "SubtitleEmbedId", "SubtitleEmbedPath", "SubtitleFileId", "SubtitleInfo", "SubtitleLang", "SubtitleName", "SubtitlePath",
    "SubtitlePos", "SubtitleResults", "SubtitleType", "Suggestion", "Summary", "Switch", "TagSet", "TagTask", "TaskId",
    "TaskNotifyConfig", "TasksPriority", "TerrorismOcrTask", "TerrorismTask", "Text", "TextContent", "Timestamp", "TimestampSet",
    "Title", "Trans", "TransDst", "TransDstLang", "TransSrc", "TransTextTask", "Type", "Unit", "Url", "UrlInputInfo", "Usage",
    "VODInputInfo", "VODOutputStorage", "VideoComprehensionAnalysisResult", "VideoComprehensionTask", "VideoDuration",
    "VideoFileId", "VideoPath", "VideoStreamSet", "VoiceClonedVideo", "VoicePornResultSet", "WaterMarkDefinition",
    "WebVttObjectName", "WebVttPath", "Width", "Word", "WorkflowTaskEvent", "XPos", "YPos",
];

/// How many places there are for names.
const ROOM: usize = 512;

/// Whether it is one of these names.
pub(super) fn has(name: &str) -> bool {
    !name.is_empty() && PLACES.get(place_of_name(name, ROOM)).is_some_and(|known| *known == name)
}

/// The names by their places; of several at one place the last.
static PLACES: [&str; ROOM] = places();

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn places() -> [&'static str; ROOM] {
    let mut places = [""; ROOM];
    let mut at = 0;
    while at < NAMES.len() {
        places[place_of_name(NAMES[at], ROOM)] = NAMES[at];
        at += 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::names::{self, Holds};
    use crate::redact::view::View;

    #[test]
    fn none_holds_a_secret() {
        for name in NAMES {
            assert!(has(name), "{name} has no place of its own");
            assert_eq!(names::member(name), Holds::Other, "{name}");
            assert!(View::of(name.as_bytes()).is_plain() && !names::is_value(name.as_bytes()), "{name}");
        }
        assert!(!has("") && !has("Sign") && !has("S3SecretKey"));
    }
}
