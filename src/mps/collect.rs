//! Collects the outputs and findings of a sub-task, whatever its kind.
//!
//! The models have 90 structures, one for every kind, but a member's name means the same in all of them: what ends in `Path` or
//! `Url` is a file, `Suggestion` is a verdict, `StartTimeOffset` is a moment. So one walk reads them all, and also those of kinds
//! that this version does not know.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::draft::{Room, count_one};
use super::fields::{State, is_error, shown, state_of};
use super::media;
use super::problems::{self, Flaw, Problem};
use super::storage::{self, Location};
use crate::asserted::Asserted;
use crate::json::{Kind, Number, Value};
use crate::report::borrowed::{Finding, FindingType, Output, Place, Seconds, Suggestion, Task};
use crate::report::{MAX_FINDING_TEXT, MAX_FINDINGS, MAX_KEYWORDS, MAX_OUTPUTS, Severity, Urgency};
use crate::text::{digits, shortened};

/// Collects outputs and findings into a sub-task.
pub(super) struct Collector<'r, 'v> {
    /// The type of the findings. `None`: none are collected.
    pub(super) finding_type: Option<FindingType>,
    /// Where the source lies. Files without a storage of their own lie beside it.
    pub(super) source: Option<Place<'v>>,
    /// The sub-task that takes what is found.
    pub(super) task: &'r mut Task<'v>,
    /// How much more the report takes.
    pub(super) room: &'r mut Room,
    /// The first problem with the place of a file.
    pub(super) flaw: Option<Flaw<'v>>,
    /// The states that parts of the output have.
    pub(super) parts: Parts<'v>,
    /// Whether the first object is the result itself, whose state was read already.
    pub(super) is_result: bool,
}

/// The states of parts of an output: the first of each sort.
///
/// A part is for example the subtitle in one of several languages.
#[derive(Default, Clone, Copy)]
pub(super) struct Parts<'v> {
    pub(super) failed: Option<&'v str>,
    pub(super) unfinished: Option<&'v str>,
    pub(super) unknown: Option<&'v str>,
}

impl<'v> Parts<'v> {
    /// Notes a state. The models have `Success` and `Error` here, and texts that they do not name.
    fn note(&mut self, status: Value<'v>) {
        let text = match status.kind() {
            Kind::True | Kind::Null => return,
            Kind::False => "false",
            _ => shown(status),
        };
        let place = match state_of(text) {
            _ if text.is_empty() => return,
            Some(State::Succeeded) => return,
            Some(State::Failed) => &mut self.failed,
            Some(State::Processing | State::Waiting) => &mut self.unfinished,
            None if text.eq_ignore_ascii_case("false") => &mut self.failed,
            Some(State::Finished) | None => &mut self.unknown,
        };
        *place = place.or(Some(text));
    }

    /// Notes an error code. It means that something is wrong, but it is not a state.
    fn note_error(&mut self, code: Value<'v>) {
        let text = shown(code);
        if is_error(text) {
            self.unknown = self.unknown.or(Some(text));
        }
    }
}

/// A field of a finding that a member of an output fills.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    /// Several members can fill it. The smallest rank counts.
    Label(u8),
    Name,
    Start,
    End,
    StartMs,
    EndMs,
    Confidence,
    Text,
    Translation,
    Suggestion,
    Severity,
    Score,
}

/// What a member of an output means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It fills a field of the finding.
    Fills(Field),
    /// It is a finding with the name of the member. It is a score, or something that is true.
    OwnScore,
    /// It is a finding with the name of the member: a moment in the media.
    OwnMoment,
    /// Neither it nor anything in it is a finding.
    Ignored,
    /// It is the deprecated name of this member, and counts if that one is missing.
    RenamedTo(&'static str),
    /// No role is known: what it holds is looked into.
    Unknown,
}

/// The rank of a label that only live streams have. Their tags have an id and nothing else.
const LAST_LABEL: u8 = 7;

/// The role of every member that has one.
static ROLES: &[(&str, Role)] = &[
    ("Label", Role::Fills(Field::Label(0))),
    ("Tag", Role::Fills(Field::Label(1))),
    ("Classification", Role::Fills(Field::Label(2))),
    ("Word", Role::Fills(Field::Label(3))),
    ("Title", Role::Fills(Field::Label(4))),
    ("Type", Role::Fills(Field::Label(5))),
    ("Category", Role::Fills(Field::Label(6))),
    ("Name", Role::Fills(Field::Name)),
    ("Text", Role::Fills(Field::Text)),
    ("Description", Role::Fills(Field::Text)),
    ("Summary", Role::Fills(Field::Text)),
    ("Abstract", Role::Fills(Field::Text)),
    ("Content", Role::Fills(Field::Text)),
    ("Result", Role::Fills(Field::Text)),
    ("VideoComprehensionAnalysisResult", Role::Fills(Field::Text)),
    ("Trans", Role::Fills(Field::Translation)),
    ("Suggestion", Role::Fills(Field::Suggestion)),
    ("SeverityLevel", Role::Fills(Field::Severity)),
    ("Score", Role::Fills(Field::Score)),
    ("Confidence", Role::Fills(Field::Confidence)),
    ("StartTimeOffset", Role::Fills(Field::Start)),
    ("EndTimeOffset", Role::Fills(Field::End)),
    ("StartPtsTime", Role::Fills(Field::Start)),
    ("EndPtsTime", Role::Fills(Field::End)),
    ("StartPTSTime", Role::Fills(Field::Start)),
    ("EndPTSTime", Role::Fills(Field::End)),
    ("StartPtsOffset", Role::Fills(Field::Start)),
    ("EndPtsOffset", Role::Fills(Field::End)),
    // Numbers in VideoComprehension. Elsewhere they are dates, which are not numbers and fill nothing.
    ("StartTime", Role::Fills(Field::Start)),
    ("EndTime", Role::Fills(Field::End)),
    ("StartTimeMs", Role::Fills(Field::StartMs)),
    ("EndTimeMs", Role::Fills(Field::EndMs)),
    ("QualityEvaluationScore", Role::OwnScore),
    ("QualityEvaluationMeanOpinionScore", Role::OwnScore),
    ("AestheticEvaluationScore", Role::OwnScore),
    ("NoAudio", Role::OwnScore),
    ("NoVideo", Role::OwnScore),
    ("HeadTimeOffset", Role::OwnMoment),
    ("TailTimeOffset", Role::OwnMoment),
    // Every single word of a sentence with its time.
    ("Wordlist", Role::Ignored),
    ("MetaData", Role::Ignored),
    ("OutputStorage", Role::Ignored),
    ("Storage", Role::Ignored),
    ("VideoStreamSet", Role::Ignored),
    ("AudioStreamSet", Role::Ignored),
    ("QualityControlResults", Role::RenamedTo("QualityControlResultSet")),
    ("DiagnoseResults", Role::RenamedTo("DiagnoseResultSet")),
];

/// The role of a member by its name. `is_container`: it is an object or an array.
fn role(member: &str, is_container: bool) -> Role {
    match ROLES.iter().find(|(name, _)| *name == member) {
        Some((_, role)) => *role,
        None if member == "Id" && !is_container => Role::Fills(Field::Label(LAST_LABEL)),
        None => Role::Unknown,
    }
}

/// The values of the fields of one finding.
#[derive(Clone, Copy, Default)]
struct Fields<'v> {
    label: Option<Value<'v>>,
    /// The rank of the label. See [`Field::Label`].
    label_rank: u8,
    name: Option<Value<'v>>,
    start: Option<Value<'v>>,
    end: Option<Value<'v>>,
    start_ms: Option<Value<'v>>,
    end_ms: Option<Value<'v>>,
    confidence: Option<Value<'v>>,
    text: Option<Value<'v>>,
    translation: Option<Value<'v>>,
    suggestion: Option<Value<'v>>,
    severity: Option<Value<'v>>,
    score: Option<Value<'v>>,
}

impl<'v> Fields<'v> {
    /// Fills a field, unless the value does not fit it. A date is not a position in the media.
    ///
    /// Of several members that fill the same field the first counts.
    fn fill(&mut self, field: Field, value: Value<'v>) {
        let is_number = matches!(
            field,
            Field::Start | Field::End | Field::StartMs | Field::EndMs | Field::Confidence | Field::Score
        );
        let fits = match field {
            // Whatever a review says is not passed over.
            Field::Suggestion | Field::Severity => !shown(value).is_empty(),
            _ if is_number => value.number().is_some(),
            _ => value.text_or_digits().is_some(),
        };
        if !fits {
            return;
        }
        let place = match field {
            Field::Label(rank) => {
                if self.label.is_none() || rank < self.label_rank {
                    (self.label, self.label_rank) = (Some(value), rank);
                }
                return;
            }
            Field::Name => &mut self.name,
            Field::Start => &mut self.start,
            Field::End => &mut self.end,
            Field::StartMs => &mut self.start_ms,
            Field::EndMs => &mut self.end_ms,
            Field::Confidence => &mut self.confidence,
            Field::Text => &mut self.text,
            Field::Translation => &mut self.translation,
            Field::Suggestion => &mut self.suggestion,
            Field::Severity => &mut self.severity,
            Field::Score => &mut self.score,
        };
        *place = place.or(Some(value));
    }

    /// Takes from the outer object the fields that hold for everything in it.
    fn inherit(&mut self, outer: &Self) {
        self.label = self.label.or(outer.label);
        self.name = self.name.or(outer.name);
        self.start = self.start.or(outer.start);
        self.end = self.end.or(outer.end);
        self.start_ms = self.start_ms.or(outer.start_ms);
        self.end_ms = self.end_ms.or(outer.end_ms);
    }

    /// Whether there is content, and not only a name, a place or a confidence.
    const fn has_content(&self) -> bool {
        self.text.is_some()
            || self.translation.is_some()
            || self.suggestion.is_some()
            || self.severity.is_some()
            || self.score.is_some()
    }

    const fn has_name(&self) -> bool {
        self.label.is_some() || self.name.is_some()
    }

    const fn has_time(&self) -> bool {
        self.start.is_some() || self.end.is_some() || self.start_ms.is_some() || self.end_ms.is_some()
    }
}

/// What the members of an object hold for its findings.
#[derive(Default)]
struct Members<'v> {
    fields: Fields<'v>,
    keywords: Vec<&'v str>,
    /// The objects and arrays that may hold more findings and files.
    containers: Vec<Value<'v>>,
}

/// Whether a member names a file: `Path`, `SubtitlePath`, `ImagePathSet`, `VideoPaths`, `Url` and the like.
fn is_file(member: &str) -> bool {
    // By the last letter first: hardly any member is one.
    match member.as_bytes().last() {
        Some(b'h') => member.ends_with("Path"),
        Some(b'l') => member.ends_with("Url"),
        Some(b't') => member.ends_with("PathSet"),
        Some(b's') => member.ends_with("Paths"),
        Some(b'o') => member == "VoiceClonedVideo",
        Some(b'e') => member == "VoiceClonedMarkFile",
        _ => false,
    }
}

const FILE_ID: &str = "FileId";

impl<'v> Collector<'_, 'v> {
    /// Reads an output: an object or a list of objects. `storage` is that of files without one of their own.
    pub(super) fn read(&mut self, output: Value<'v>, storage: Location<'v>) {
        self.inside(output, storage, &Fields::default());
    }

    fn inside(&mut self, value: Value<'v>, storage: Location<'v>, outer: &Fields<'v>) {
        if value.is_object() {
            self.object(value, storage, outer);
        }
        for element in value.elements() {
            self.inside(element, storage, outer);
        }
    }

    /// The storage that an object names for its files (`TaskOutputStorage`).
    fn own_storage(&mut self, object: Value<'v>) -> Option<Location<'v>> {
        let (first, flaw) = storage::output_storage(object.get("OutputStorage"));
        self.flaw = self.flaw.or(flaw);
        if first.is_some() {
            return first;
        }
        let (second, flaw) = storage::output_storage(object.get("Storage"));
        self.flaw = self.flaw.or(flaw);
        second
    }

    fn object(&mut self, object: Value<'v>, storage: Location<'v>, outer: &Fields<'v>) {
        let storage = self.own_storage(object).unwrap_or(storage);
        let members = self.members(object, storage);
        self.findings(members, storage, outer);
    }

    /// Reads the members of an object. It collects the files and returns the values of the findings.
    fn members(&mut self, object: Value<'v>, storage: Location<'v>) -> Members<'v> {
        let is_result = core::mem::take(&mut self.is_result);
        let first_output = self.task.outputs.len();
        let mut members = Members::default();
        // `Some(false)`: several files.
        let (mut is_only_file, mut has_file_ids) = (None, false);
        for (member, value) in object.members() {
            if is_file(member) {
                is_only_file = Some(is_only_file.is_none() && value.kind() == Kind::String);
                self.files(member, value, storage);
                continue;
            }
            has_file_ids |= member.ends_with(FILE_ID);
            match member {
                "Status" if !is_result => self.parts.note(value),
                "ErrCode" | "ErrCodeExt" if !is_result => self.parts.note_error(value),
                _ => {}
            }
            let is_container = matches!(value.kind(), Kind::Array | Kind::Object);
            // A kind without findings needs no roles, except those of what holds files.
            if self.finding_type.is_none() && !is_container {
                continue;
            }
            match role(member, is_container) {
                Role::Fills(field) => members.fields.fill(field, value),
                Role::OwnScore => self.own_finding(member, value, false),
                Role::OwnMoment => self.own_finding(member, value, true),
                Role::RenamedTo(name) if !object.get(name).is_null() => {}
                Role::RenamedTo(_) | Role::Unknown if is_container => {
                    self.keywords(value, &mut members.keywords);
                    members.containers.push(value);
                }
                Role::RenamedTo(_) | Role::Unknown | Role::Ignored => {}
            }
        }
        if has_file_ids {
            self.file_ids(object, first_output, storage);
        }
        if self.task.outputs.len() > first_output {
            self.describe(object, first_output, is_only_file == Some(true));
        }
        members
    }

    /// Adds the finding that an object is, if it is one, and those inside it.
    fn findings(&mut self, members: Members<'v>, storage: Location<'v>, outer: &Fields<'v>) {
        let Members { mut fields, keywords, containers } = members;
        let has_content = !keywords.is_empty() || fields.has_content();
        let (has_name, has_time) = (fields.has_name(), fields.has_time());
        let has_confidence = fields.confidence.is_some();
        fields.inherit(outer);
        let is_review = self.finding_type == Some(FindingType::Review);
        let is_finding = has_content || (has_name && (has_confidence || has_time || is_review));
        if is_finding {
            self.add_finding(&fields, keywords);
        }
        let found = self.task.findings.len();
        for container in containers {
            self.inside(container, storage, &fields);
        }
        // A name or a time alone belongs to the findings inside. Without any, it is a finding itself.
        let is_lone_finding = has_name || has_time || (has_confidence && fields.has_name());
        if !is_finding && is_lone_finding && self.task.findings.len() == found {
            self.add_finding(&fields, Vec::new());
        }
    }

    /// Adds the keywords in a list.
    fn keywords(&mut self, list: Value<'v>, keywords: &mut Vec<&'v str>) {
        for keyword in list.elements().filter_map(Value::text) {
            if keywords.len() < MAX_KEYWORDS {
                keywords.push(keyword);
            } else {
                self.room.keywords_omitted = self.room.keywords_omitted.plus(1);
            }
        }
    }

    fn add_finding(&mut self, fields: &Fields<'v>, keywords: Vec<&'v str>) {
        let suggestion = self.known(fields.suggestion, Suggestion::NAMES, &problems::UNKNOWN_SUGGESTION);
        let severity = self.known(fields.severity, Severity::NAMES, &problems::UNKNOWN_SEVERITY);
        let words = Finding { suggestion, severity, ..Finding::default() };
        let Some(finding_type) = self.take_room(&words) else { return };
        let text = |field: Option<Value<'v>>| field.and_then(Value::text);
        let number = |field: Option<Value<'v>>| field.and_then(Value::number);
        let seconds = |seconds, ms: Option<Value<'v>>| {
            number(seconds).map(moment).or_else(|| ms.and_then(Value::integer).map(milliseconds))
        };
        self.task.findings.push(Finding {
            kind: finding_type.as_str(),
            label: fields.label.and_then(Value::text_or_digits),
            name: text(fields.name),
            text: text(fields.text).map(finding_text),
            translation: text(fields.translation).map(finding_text),
            suggestion,
            keywords,
            severity,
            score: number(fields.score),
            confidence: number(fields.confidence),
            start: seconds(fields.start, fields.start_ms),
            end: seconds(fields.end, fields.end_ms),
        });
    }

    /// A word of a list, as the list spells it. Any other one stays, with a warning.
    fn known(&mut self, word: Option<Value<'v>>, list: &[&'static str], problem: &'static Problem) -> Option<&'v str> {
        let word = shown(word?);
        let known = list.iter().find(|known| known.eq_ignore_ascii_case(word.trim_ascii()));
        if known.is_none() {
            self.flaw = self.flaw.or(Some(Flaw { problem, value: word }));
        }
        Some(known.copied().unwrap_or(word))
    }

    /// Adds a finding with the name of its member. It is a score, a moment, or something that is true.
    fn own_finding(&mut self, member: &'v str, value: Value<'v>, is_moment: bool) {
        let number = value.number();
        if number.is_none() && value.kind() != Kind::True {
            return;
        }
        let Some(finding_type) = self.take_room(&Finding::default()) else { return };
        let (score, start) = if is_moment { (None, number.map(moment)) } else { (number, None) };
        let finding = Finding { kind: finding_type.as_str(), label: Some(member), score, start, ..Finding::default() };
        self.task.findings.push(finding);
    }

    /// Takes the room for one more finding, and returns its type. Without room, one of the least urgent is left out and counted:
    /// the verdict on a report is that of all findings.
    fn take_room(&mut self, finding: &Finding<'v>) -> Option<FindingType> {
        let finding_type = self.finding_type?;
        if let Some(room) = self.room.findings.checked_sub(1).filter(|_| self.task.findings.len() < MAX_FINDINGS) {
            self.room.findings = room;
            return Some(finding_type);
        }
        let urgency = finding.urgency();
        // Each sub-task may have an urgent one, whatever those before it have.
        if urgency != Urgency::None && self.task.findings.is_empty() {
            return Some(finding_type);
        }
        count_one(&mut self.task.findings_omitted);
        if urgency == Urgency::None {
            return None;
        }
        let urgencies = self.task.findings.iter().map(Finding::urgency).enumerate();
        let (place, least) = urgencies.max_by_key(|(_, urgency)| *urgency)?;
        (least > urgency).then(|| {
            self.task.findings.remove(place);
            finding_type
        })
    }

    /// Adds the files that a member names. Some structures name a file in two members; it is added once.
    fn files(&mut self, member: &'v str, value: Value<'v>, storage: Location<'v>) {
        for path in value.elements().filter_map(Value::text).chain(value.text()) {
            let output = Output::new(member, storage::output(storage, self.source, path));
            if self.task.outputs.last().is_none_or(|last| !is_same_file(&last.place, &output.place)) {
                self.add(output);
            }
        }
    }

    /// Adds a file, or counts it if there is no room for it.
    fn add(&mut self, output: Output<'v>) {
        match self.room.outputs.checked_sub(1).filter(|_| self.task.outputs.len() < MAX_OUTPUTS) {
            Some(room) => {
                self.room.outputs = room;
                self.task.outputs.push(output);
            }
            None => count_one(&mut self.task.outputs_omitted),
        }
    }

    /// Adds to the files of an object what the object holds about them.
    fn describe(&mut self, object: Value<'v>, first_output: usize, is_only_one: bool) {
        let language = object.text_of("Language").or_else(|| object.text_of("TransDst"));
        let time_offset = object.get("TimeOffset").number();
        let expires_at = object.text_of("PicUrlExpireTime");
        for output in self.task.outputs.iter_mut().skip(first_output) {
            (output.language, output.time_offset, output.expires_at) = (language, time_offset, expires_at);
        }
        // The metadata belongs to the file, if there is only one.
        if let Some(output) = self.task.outputs.get_mut(first_output).filter(|_| is_only_one) {
            let own = object.get("MetaData");
            let described = if own.is_object() { own } else { object };
            output.md5 = described.text_of("Md5");
            output.media = media::metadata(described).map(Box::new);
        }
    }

    /// Adds the ids of files in VOD. `VideoFileId` belongs to the file at `VideoPath`, which may be missing.
    fn file_ids(&mut self, object: Value<'v>, first_output: usize, storage: Location<'v>) {
        // The files of this object by what stands before `Path`; of several the first.
        let mut files: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, output) in self.task.outputs.iter().enumerate().skip(first_output) {
            if let Some(stem) = output.member.strip_suffix("Path") {
                files.entry(stem).or_insert(index);
            }
        }
        let place = match storage {
            Location::In(place) if place.storage == "vod" => place,
            _ => Place { storage: "vod", ..Place::default() },
        };
        for (member, value) in object.members() {
            let (Some(stem), Some(id)) = (member.strip_suffix(FILE_ID), value.text()) else { continue };
            let plain = if stem == "Subtitle" { files.get("") } else { None };
            let file = files.get(stem).into_iter().chain(plain).min().copied();
            match file.and_then(|index| self.task.outputs.get_mut(index)) {
                Some(output) => output.place.file_id = Some(id),
                None => self.add(Output::new(member, Place { file_id: Some(id), ..place })),
            }
        }
    }
}

fn moment(number: Number<'_>) -> Seconds<'_> {
    Seconds(Cow::Borrowed(number.as_str()))
}

fn milliseconds<'v>(ms: i64) -> Seconds<'v> {
    let mut text = digits(ms.div_euclid(1000));
    let rest = digits(ms.rem_euclid(1000).plus(1000));
    text.push('.');
    text.push_str(rest.get(1..).unwrap_or_default());
    Seconds(Cow::Owned(text))
}

/// Whether two places are the same file. The files of a storage share the text of its bucket, which may be as long as the event:
/// texts at the same place are equal without being read.
fn is_same_file(one: &Place<'_>, other: &Place<'_>) -> bool {
    let is_same = |one: Option<&str>, other: Option<&str>| match (one, other) {
        (Some(one), Some(other)) => core::ptr::eq(one, other) || one == other,
        (one, other) => one.is_none() && other.is_none(),
    };
    one.storage == other.storage
        && is_same(one.key, other.key)
        && is_same(one.given_url, other.given_url)
        && is_same(one.file_id, other.file_id)
        && is_same(one.region, other.region)
        && is_same(one.bucket, other.bucket)
}

/// The text of a finding, cut between two characters if it is too long.
pub(super) fn finding_text(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_FINDING_TEXT {
        return Cow::Borrowed(text);
    }
    Cow::Owned([shortened(text, MAX_FINDING_TEXT), "…"].concat())
}
