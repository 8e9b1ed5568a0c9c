//! The kinds of sub-tasks: one row each, and nothing about a kind anywhere else.

/// What the models say of one kind of sub-task.
pub(super) struct Kind {
    /// The value of `Type` in a workflow and of `ActivityType` in an orchestration.
    pub(super) name: &'static str,
    /// The member that holds the result. It is not always the type's name with `Task`: `ImageSprites` has `ImageSpriteTask`.
    pub(super) member: &'static str,
    /// The family, as reports name it.
    pub(super) family: &'static str,
    /// The member of `Output` that says where its files lie.
    pub(super) storage: &'static str,
    /// The members of `Output` that hold paths: `Name`, `List[]` or `List[]Name`.
    pub(super) paths: &'static [&'static str],
}

const MEDIA: &str = "media";

/// The kinds of `MediaProcessTaskResult`, which activities of orchestrations share.
pub(super) static MEDIA_KINDS: &[Kind] = &[
    Kind { name: "Transcode", member: "TranscodeTask", family: MEDIA, storage: "OutputStorage", paths: &["Path"] },
    Kind {
        name: "AnimatedGraphics",
        member: "AnimatedGraphicTask",
        family: MEDIA,
        storage: "Storage",
        paths: &["Path"],
    },
    Kind {
        name: "SnapshotByTimeOffset",
        member: "SnapshotByTimeOffsetTask",
        family: MEDIA,
        storage: "Storage",
        paths: &["PicInfoSet[]Path"],
    },
    Kind {
        name: "SampleSnapshot",
        member: "SampleSnapshotTask",
        family: MEDIA,
        storage: "Storage",
        paths: &["ImagePathSet[]"],
    },
    Kind {
        name: "ImageSprites",
        member: "ImageSpriteTask",
        family: MEDIA,
        storage: "Storage",
        paths: &["ImagePathSet[]", "WebVttPath"],
    },
    Kind {
        name: "AdaptiveDynamicStreaming",
        member: "AdaptiveDynamicStreamingTask",
        family: MEDIA,
        storage: "Storage",
        paths: &["Path"],
    },
];

/// What a kind that no row names is treated as: its state is read, its outputs are looked for at the usual places.
pub(super) static OTHER: Kind =
    Kind { name: "other", member: "", family: "other", storage: "OutputStorage", paths: &["Path"] };
