//! Names of members of the API that hold no secret. Most names of most events are among them and are not looked at.

use crate::json::place_of_name;

/// The names of members in notifications, those that are used most first, without those that may hold a secret or name a value beside
/// them.
///
/// `tests/conformance/count-names.ts` counts the names in random notifications of the API's models and in the sample events, and
/// prints this list. The test below names those of them that may hold a secret: take these out.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "Type", "Confidence", "Status", "StartTimeOffset", "EndTimeOffset", "Message", "ErrCode", "Definition", "Output", "Input",
    "ErrCodeExt", "Bucket", "Region", "Bitrate", "CosOutputStorage", "Path", "OutputStorage", "S3OutputStorage",
    "VODOutputStorage", "AreaCoordSet", "Width", "Height", "Codec", "Suggestion", "Trans", "Codecs", "Text", "Url", "SegmentSet",
    "Duration", "Word", "Progress", "FinishTime", "BeginProcessTime", "CosInputInfo", "UrlInputInfo", "TaskId", "StartPtsTime",
    "EndPtsTime", "SessionContext", "SessionId", "S3InputInfo", "Label", "TranscodeTask", "SubtitleEmbedPath", "SubtitleFileId",
    "VODInputInfo", "S3Bucket", "S3Region", "Wordlist", "PicUrlExpireTime", "Fps", "OutputObjectPath", "Size", "Category",
    "EventType", "Container", "Object", "InputInfo", "FpsDenominator", "SampleSnapshotTask", "SpeakerId", "SamplingRate",
    "ImageSpriteTask", "ColorTransfer", "HdrType", "AnimatedGraphicTask", "ColorPrimaries", "ColorSpace",
    "SnapshotByTimeOffsetTask", "FpsNumerator", "Start", "End", "AdaptiveDynamicStreamingTask", "Loudness", "Channel",
    "QualityControlItems", "AudioStreamSet", "EndTime", "WorkflowTaskEvent", "VideoStreamSet", "MetaData", "RawParameter", "Name",
    "ScheduleTaskEvent", "Title", "TransSrc", "TransDst", "SeverityLevel", "EditMediaTaskEvent", "Timestamp", "Score",
    "ActivityType", "Description", "ActivityResItem", "Rotate", "WatermarkSet", "VideoDuration", "AudioDuration",
    "ObjectNumberFormat", "ExtInfo", "SampleRate", "Summary", "KeywordSet", "MediaProcessResultSet", "Keywords", "Tag",
    "TimestampSet", "DateTimeSet", "Storage", "ExtendedParameter", "SmartSubtitlesTaskResult", "AiAnalysisResultSet",
    "SubtitlePath", "BeginTime", "AiContentReviewResultSet", "Id", "AiRecognitionResultSet", "TransTextTask", "AsrFullTextTask",
    "SmartEraseTaskResult", "Language", "S3Object", "StartTime", "AiQualityControlTaskResult", "RightBottomY", "LeftTopY", "Unit",
    "LeftTopX", "RightBottomX", "CovImgUrl", "ResultSet", "SegmentObjectName", "OverrideParameter", "WaterMarkDefinition",
    "Group", "ExtraData", "UserExtPara", "IssueSet", "StartTimeMs", "OcrFullTextTask", "AnalysisTask", "EndTimeMs",
    "RecognitionTask", "QualityControlTask", "ReviewTask", "SmartSubtitlesTask", "SmartEraseTask", "BlindWatermark",
    "NotificationType", "Md5", "ExecRuleTask", "PornTask", "BatchTaskEvent", "ProhibitedAsrTask", "CoverTask", "PoliticalTask",
    "PoliticalAsrTask", "PoliticalOcrTask", "PornOcrTask", "PornAsrTask", "ProhibitedOcrTask", "TerrorismTask",
    "TerrorismOcrTask", "ExtractBlindWatermarkTask", "CoverPath", "UserId", "AiReviewResultInfo", "SteadyState", "MosaicSet",
    "HeadTailParameter", "AiRecognitionResultInfo", "DescriptionTask", "TimeOffset", "ImagePathSet", "AiAnalysisResultInfo",
    "AiQualityControlResultInfo", "LiveRecordResultInfo", "ProcessEofInfo", "AiSmartSubtitleResultInfo", "ActivityResultSet",
    "HighlightPath", "CovImgPath", "AutoAreas", "DeLogoTask", "HighlightTask", "FileId", "OriginSubtitlePath", "TagTask",
    "PersonId", "ClassificationTask", "YPos", "AudioUrl", "SegmentUrl", "TranslateSubtitlePath", "PersonPositionUrl",
    "DefaultTrack", "SubtitleEmbedId", "SubtitleFormat", "SegmentTags", "HighlightUrl", "CallBackExtInfo", "Usage",
    "AudioBeginTime", "AudioEndTime", "Abstract", "FrameTagTask", "Classification", "VideoRemakeTask", "SubtitleResults",
    "OriginSubtitleFileId", "TranslateSubtitleFileId", "DubbingEditInfoUrl", "CutoutTask", "ReelTask", "Birthday", "PlaceOfBirth",
    "OcrWordsTask", "TextSet", "PureSubtitleTransTask", "AsrWordsTask", "SchoolOfGraduation", "Profession", "Remark", "FaceTask",
    "Gender", "SvgContent", "TextContent", "ObjectTask", "PersonType", "SubAppId", "CustomAreas", "VodBasic", "CoordinateOrigin",
    "XPos", "HorizontalToVerticalTask", "DubbingTask", "VideoComprehensionTask", "Paragraphs", "AddOnSubtitles", "Switch",
    "EraseType", "VideoPath", "SegmentTask", "HeadTailTask", "QualityControlResultSet", "VoiceClonedMarkFile",
    "ErasePrivacyConfig", "EraseSubtitleConfig", "VoiceClonedVideo", "ChannelExtPara", "ErasedVideoPath", "AreaCoords",
    "EraseWatermarkConfig", "SubtitlePos", "BeginMs", "Areas", "EndMs", "SubtitleTemplate", "PlaceHolder", "MinLength",
    "ImageTemplate", "WebVttObjectName", "InitialValue", "TagSet", "Increment", "DateTime", "SampleType", "SubStreamObjectName",
    "Interval", "AudioLanguage", "AudioName", "MindMapPath", "ImageContent", "ImagePornResultSet", "SubtitleEraseMethod",
    "NoVideo", "SubtitleModel", "ContainerDiagnoseResultSet", "QualityEvaluationMeanOpinionScore", "AestheticEvaluationScore",
    "NoAudio", "MindMapUrl", "LLMDetectionReport", "RepeatType", "TransSwitch", "OcrSwitch", "TransDstLang", "SubtitleLang",
    "QualityEvaluationScore", "EndPtsOffset", "StartPtsOffset", "CenterY", "PicInfoSet", "TimeOffsetSet", "StdExtInfo",
    "ImagePoliticalResultSet", "SubtitleType", "VideoSrcLanguage", "FontType", "FontColor", "FontSize", "SpecialInfo",
    "StreamIndex", "SubtitleFileInput", "CoverSet", "FontAlpha", "FontFileInput", "Package", "EndPTSTime", "StartPTSTime",
    "ExtTimeOffsetSet", "TranslateDstLanguage", "TranslateSwitch", "ResultCount", "SpeakerLabel", "ProcessType", "SubtitleName",
    "CategorySet", "SubtitleLanguage", "SpeakerMode", "OutputFormat", "ImageTerrorismResultSet", "SelectingSubtitleAreasConfig",
    "AsrHotWordsConfigure", "Subtitle", "SpeakerPath", "AudioChannel", "RemoveVideo", "RemoveAudio", "DescriptionSet",
    "TotalCount", "WebVttPath", "UseOriginalSize", "UseOriginalPos", "DefinitionType", "FileInfoSet", "KeyPTSList",
    "SubtitleInfo", "DrmInfo", "TrackChannelInfo", "VoicePornResultSet", "PrivacyModel", "WatermarkEraseMethod", "WatermarkModel",
    "VideoPaths", "VideoFileId", "PrivacyTargets", "ScriptPath", "SpeakerFileId", "RecognizeSubtitleResult", "LibraryId",
    "TransSubtitleResult", "StdExtStreamInfos", "SampleWidth", "Result", "SampleHeight", "InputInfos",
    "OcrWordsRecognitionResultSet", "Metadatas", "AddOnAudios", "FaceRecognitionResultSet", "TransTextRecognitionResultSet",
    "ObjectRecognitionResultSet", "OcrFullTextRecognitionResultSet", "SelectType", "AsrWordsRecognitionResultSet",
    "AsrFullTextRecognitionResultSet", "TagRecognitionResultSet", "InputTrackInfo", "ChannelsRemix", "OutlineColor", "VoiceId",
    "Outputs", "BoardHeightUnit", "ChannelVolume", "AudioTemplate", "TrackNum", "BoardColor", "Alignment", "ShadowAlpha",
    "OutlineWidthUnit", "ShadowColor", "OutlineWidth", "BoardY", "BoardAlpha", "LineSpacingUnit", "LineSpacing", "VideoTemplate",
    "BoardHeight", "HighlightSet", "ClassificationSet", "ShadowWidth", "ShadowWidthUnit", "Mode", "BoardWidthUnit", "Sar",
    "GopUnit", "VideoProfile", "OutlineAlpha", "BoardWidth", "SceneType", "VideoComprehensionAnalysisResult", "SimpleAesDrm",
    "VideoLevel", "CompressType", "Stereo3dType", "HlsTime", "ResolutionAdaptive", "FillType", "SpekeDrm", "Vcrf", "BitDepth",
    "RawPts", "NoScenecut", "Compress", "SegmentSpecificInfo", "Audio", "Bframes", "SegmentType", "ScenarioBased", "Gop",
    "SegmentResultSet", "HighlightResultSet", "DescriptionResult", "Uri", "IsDetected", "TotalSeconds",
    "ExtractBlindWatermarkConfig", "AudioList", "TailSet", "Video", "HeadSet", "RecordOver", "AddonAudioStream",
    "DiagnoseResultSet", "FileResults", "TailTimeOffset", "ExtraOutput", "QualityControlResults", "DiagnoseResults",
    "SmartSubtitleResult", "TEHDConfig", "FragmentEndNum", "HeadTimeOffset", "FragmentTime", "Linker", "RearDriveIndexs",
    "Conditions", "Rules", "RearDriveIndex", "VideoComprehensionExtInfo", "VideoComprehensionResultList", "ResourceId",
    "KeyServerUrl", "EncryptionMethod", "MaxVideoBitrate", "OutputSeconds", "InputImageCount", "EnhanceConfig",
    "EncryptionPreset", "InputSeconds", "SegmentDuration", "Denoise", "AudioEnhance", "VideoEnhance", "StreamSelects",
    "ContentAdaptStream", "Separate", "VolumeBalance", "Beautify", "ScratchRepair", "LowLightEnhance", "EnhanceSceneType", "Hdr",
    "DiffusionEnhance", "ArtifactRepair", "FrameRate", "SuperResolution", "AiRestoration", "FrameRateWithDen", "Track",
    "ColorEnhance", "Types", "Intensity", "ImageQualityEnhance", "FpsDen", "FpsNum",
];

/// How many places there are, and for how many names each has room. A name that finds its place full is not in the table.
const PLACES: usize = 512;
const ROOM: usize = 2;

/// Whether it is one of these names, or has no letters.
pub(super) fn has(name: &str) -> bool {
    TABLE.get(place_of_name(name, PLACES)).is_some_and(|[first, second]| *first == name || *second == name)
}

/// The names by their places.
static TABLE: [[&str; ROOM]; PLACES] = table();

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn table() -> [[&'static str; ROOM]; PLACES] {
    let mut table = [[""; ROOM]; PLACES];
    let mut at = 0;
    while at < NAMES.len() {
        let place = &mut table[place_of_name(NAMES[at], PLACES)];
        let mut index = 0;
        while index < ROOM && !place[index].is_empty() {
            index += 1;
        }
        if index < ROOM {
            place[index] = NAMES[at];
        }
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::redact::names::{self, Holds};
    use crate::redact::view::View;

    #[test]
    fn none_holds_a_secret() {
        let may_hold = |name: &&&str| {
            names::member(name) != Holds::Other
                || !View::of(name.as_bytes()).is_plain()
                || names::is_value(name.as_bytes())
        };
        assert_eq!(NAMES.iter().filter(may_hold).collect::<Vec<_>>(), [&""; 0]);
        assert!(!has("Sign") && !has("S3SecretKey") && !has("Unknown"));
    }

    #[test]
    fn the_names_that_are_used_most_are_in_the_table() {
        let missing = |names: &[&str]| names.iter().filter(|name| !has(name)).count();
        assert_eq!(missing(&NAMES[..64]), 0, "{:?}", NAMES.iter().find(|name| !has(name)));
        assert!(missing(NAMES) < NAMES.len() / 8, "{}", missing(NAMES));
    }
}
