//! Which members the JSON of reports has, for pointers into it. The tests compare them with `schema/report.schema.json`.

/// What stands at a place of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Report,
    Place,
    Media,
    Video,
    Audio,
    Task,
    Output,
    Finding,
    Warning,
    /// A text, a number or a truth value.
    Value,
}

/// A member that is not a value: what has it, its name, what stands there, and whether that is a list of such.
static BRANCHES: [(Shape, &str, Shape, bool); 12] = [
    (Shape::Report, "input", Shape::Place, false),
    (Shape::Report, "inputs", Shape::Place, true),
    (Shape::Report, "media", Shape::Media, false),
    (Shape::Report, "tasks", Shape::Task, true),
    (Shape::Report, "warnings", Shape::Warning, true),
    (Shape::Task, "outputs", Shape::Output, true),
    (Shape::Task, "findings", Shape::Finding, true),
    (Shape::Media, "video", Shape::Video, true),
    (Shape::Media, "audio", Shape::Audio, true),
    (Shape::Output, "video", Shape::Video, true),
    (Shape::Output, "audio", Shape::Audio, true),
    (Shape::Finding, "keywords", Shape::Value, true),
];

static REPORT: [&str; 24] = [
    "schema_version",
    "event_type",
    "event_name",
    "envelope",
    "reconciled",
    "task_id",
    "status",
    "outcome",
    "verdict",
    "code",
    "message",
    "explanation",
    "input",
    "inputs",
    "inputs_omitted",
    "media",
    "tasks",
    "tasks_omitted",
    "session_id",
    "session_context",
    "created_at",
    "started_at",
    "finished_at",
    "warnings",
];

static PLACE: [&str; 7] = ["storage", "bucket", "region", "key", "uri", "url", "file_id"];

static MEDIA: [&str; 10] =
    ["duration", "width", "height", "size", "rotate", "bitrate", "container", "video", "audio", "streams_omitted"];

static VIDEO: [&str; 5] = ["codec", "width", "height", "fps", "bitrate"];

static AUDIO: [&str; 4] = ["codec", "sample_rate", "channels", "bitrate"];

static TASK: [&str; 16] = [
    "kind",
    "name",
    "family",
    "status",
    "code",
    "code_ext",
    "message",
    "explanation",
    "definition",
    "progress",
    "started_at",
    "finished_at",
    "outputs",
    "outputs_omitted",
    "findings",
    "findings_omitted",
];

static OUTPUT: [&str; 22] = [
    "storage",
    "bucket",
    "region",
    "key",
    "uri",
    "url",
    "file_id",
    "member",
    "language",
    "expires_at",
    "md5",
    "time_offset",
    "duration",
    "width",
    "height",
    "size",
    "rotate",
    "bitrate",
    "container",
    "video",
    "audio",
    "streams_omitted",
];

static FINDING: [&str; 13] = [
    "type",
    "label",
    "name",
    "text",
    "translation",
    "suggestion",
    "keywords",
    "severity",
    "attention",
    "score",
    "confidence",
    "start",
    "end",
];

static WARNING: [&str; 4] = ["code", "path", "message", "task"];

impl Shape {
    /// The names of its members in JSON; a value has none. Receipts are not among them, because only archives have them.
    pub(crate) const fn members(self) -> &'static [&'static str] {
        match self {
            Shape::Report => &REPORT,
            Shape::Place => &PLACE,
            Shape::Media => &MEDIA,
            Shape::Video => &VIDEO,
            Shape::Audio => &AUDIO,
            Shape::Task => &TASK,
            Shape::Output => &OUTPUT,
            Shape::Finding => &FINDING,
            Shape::Warning => &WARNING,
            Shape::Value => &[],
        }
    }

    /// What stands at a member, and whether it is a list of such. `None` if there is no such member.
    pub(crate) fn member(self, name: &str) -> Option<(Shape, bool)> {
        let branch = BRANCHES.iter().find(|(of, member, ..)| *of == self && *member == name);
        match branch {
            Some((.., shape, is_list)) => Some((*shape, *is_list)),
            None if self.members().contains(&name) => Some((Shape::Value, false)),
            None => None,
        }
    }
}
