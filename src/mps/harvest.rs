//! What a sub-task made and found: the files and findings in its output, whatever its kind.
//!
//! The models have a structure for every kind, 90 in all, but their members' names mean the same everywhere: what ends
//! in `Path` or `Url` is a file, `Suggestion` a verdict, `StartTimeOffset` a moment. So one walk reads them all, those of
//! kinds too that this version does not know.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::draft::{Room, count_one};
use super::fields::{is_error, shown};
use super::media;
use super::storage::{self, Lies, Problem};
use crate::json::{Kind, Number, Value};
use crate::report::borrowed::{Finding, Output, Place, Seconds, Task};
use crate::report::{MAX_FINDING_TEXT, MAX_FINDINGS, MAX_KEYWORDS, MAX_OUTPUTS};
use crate::text::{digits, shortened};

/// What was gathered so far.
pub(super) struct Harvest<'r, 'v> {
    /// What findings are called; empty: none are wanted.
    pub(super) finds: &'static str,
    /// Where the source lies, beside which files without a storage lie.
    pub(super) source: Option<Place<'v>>,
    /// The sub-task whose files and findings they are.
    pub(super) task: &'r mut Task<'v>,
    /// How much more the report takes.
    pub(super) room: &'r mut Room,
    /// The first thing that is wrong about what says where files lie.
    pub(super) problem: Option<Problem<'v>>,
    /// What parts of the output say of their state.
    pub(super) parts: Parts<'v>,
    /// Whether the first object is the result itself, whose state was read.
    pub(super) is_result: bool,
}

/// The states of parts of an output, such as a subtitle in one of several languages: the first of each sort.
#[derive(Default, Clone, Copy)]
pub(super) struct Parts<'v> {
    pub(super) failed: Option<&'v str>,
    pub(super) unfinished: Option<&'v str>,
    pub(super) unknown: Option<&'v str>,
}

impl<'v> Parts<'v> {
    /// Takes down a state. The models have `Success` and `Error` here, and texts that they do not name.
    fn note(&mut self, status: Value<'v>) {
        let text = match status.kind() {
            Kind::True | Kind::Null => return,
            Kind::False => "false",
            _ => shown(status),
        };
        let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        let place = if is(&["", "SUCCESS"]) {
            return;
        } else if is(&["FAIL", "FAILED", "FAILURE", "ERROR", "false"]) {
            &mut self.failed
        } else if is(&["PROCESSING", "WAITING"]) {
            &mut self.unfinished
        } else {
            &mut self.unknown
        };
        *place = place.or(Some(text));
    }

    /// Takes down a code: it says that something is wrong, and not what state that is.
    fn note_error(&mut self, code: Value<'v>) {
        let text = shown(code);
        if is_error(text) {
            self.unknown = self.unknown.or(Some(text));
        }
    }
}

/// What a member of an output says; the number is its place in [`Said`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// What it is called. Where several members say it, the one that stands first in [`MEMBERS`] counts.
    Label,
    Name,
    Start,
    End,
    /// As `Start` and `End`, in milliseconds.
    StartMs,
    EndMs,
    Confidence,
    Text,
    Translation,
    Suggestion,
    Severity,
    Score,
    /// Something by its own name: a score, or what is so if it is true.
    Itself,
    /// A moment in the media by its own name.
    Moment,
    /// Nothing, and neither does what is inside.
    Nothing,
    /// What the member of [`renamed`] says, if that is there: it was called so before.
    Before,
}

/// What the members of an object say, each at the place of its [`Says`].
#[derive(Clone, Copy)]
struct Said<'v>([Value<'v>; 12]);

/// So many of them hold for all that is inside, too.
const HANDED_DOWN: usize = 6;

impl<'v> Said<'v> {
    const fn nothing(absent: Value<'v>) -> Self {
        Said([absent; 12])
    }

    /// Takes down what a member says, unless it says nothing of the kind: a date is no moment in the media.
    fn note(&mut self, says: Says, value: Value<'v>) {
        let is_number =
            matches!(says, Says::Start | Says::End | Says::StartMs | Says::EndMs | Says::Confidence | Says::Score);
        let says_it = if is_number { value.number().is_some() } else { value.text_or_digits().is_some() };
        if let Some(place) = self.0.get_mut(says as usize).filter(|place| says_it && place.is_null()) {
            *place = value;
        }
    }

    fn of(&self, says: Says) -> Value<'v> {
        let [absent, ..] = self.0;
        self.0.get(says as usize).copied().unwrap_or(absent.absent())
    }

    fn any(&self, says: &[Says]) -> bool {
        says.iter().any(|says| !self.of(*says).is_null())
    }
}

const MEMBERS: &[(&str, Says)] = &[
    ("Label", Says::Label),
    ("Tag", Says::Label),
    ("Classification", Says::Label),
    ("Word", Says::Label),
    ("Title", Says::Label),
    ("Type", Says::Label),
    ("Category", Says::Label),
    ("Name", Says::Name),
    ("Text", Says::Text),
    ("Description", Says::Text),
    ("Summary", Says::Text),
    ("Abstract", Says::Text),
    ("Content", Says::Text),
    ("Result", Says::Text),
    ("VideoComprehensionAnalysisResult", Says::Text),
    ("Trans", Says::Translation),
    ("Suggestion", Says::Suggestion),
    ("SeverityLevel", Says::Severity),
    ("Score", Says::Score),
    ("Confidence", Says::Confidence),
    ("StartTimeOffset", Says::Start),
    ("EndTimeOffset", Says::End),
    ("StartPtsTime", Says::Start),
    ("EndPtsTime", Says::End),
    ("StartPTSTime", Says::Start),
    ("EndPTSTime", Says::End),
    ("StartPtsOffset", Says::Start),
    ("EndPtsOffset", Says::End),
    // Numbers in VideoComprehension; where they are dates they are no numbers.
    ("StartTime", Says::Start),
    ("EndTime", Says::End),
    ("StartTimeMs", Says::StartMs),
    ("EndTimeMs", Says::EndMs),
    ("QualityEvaluationScore", Says::Itself),
    ("QualityEvaluationMeanOpinionScore", Says::Itself),
    ("AestheticEvaluationScore", Says::Itself),
    ("HeadTimeOffset", Says::Moment),
    ("TailTimeOffset", Says::Moment),
    ("NoAudio", Says::Itself),
    ("NoVideo", Says::Itself),
    // Every single word of a sentence with its time.
    ("Wordlist", Says::Nothing),
    ("MetaData", Says::Nothing),
    ("OutputStorage", Says::Nothing),
    ("Storage", Says::Nothing),
    ("VideoStreamSet", Says::Nothing),
    ("AudioStreamSet", Says::Nothing),
    ("QualityControlResults", Says::Before),
    ("DiagnoseResults", Says::Before),
];

/// The places in [`MEMBERS`], plus one, by what [`bucket`] makes of their names; where two come out the same, the second is
/// in the next place that is free.
static PLACES: [u8; BUCKETS] = places();

const BUCKETS: usize = 256;

/// A number for a name, told from its length and three of its letters.
const fn bucket(name: &[u8]) -> usize {
    let length = name.len();
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return 0 };
    let middle = match name.split_at_checked(length / 2) {
        Some((_, [middle, ..])) => *middle,
        _ => 0,
    };
    let mixed =
        (*first as usize).wrapping_mul(5) ^ (*last as usize).wrapping_mul(29) ^ (middle as usize).wrapping_mul(3);
    mixed.wrapping_add(length.wrapping_mul(11)) % BUCKETS
}

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "computed by the compiler")]
const fn places() -> [u8; BUCKETS] {
    let mut places = [0; BUCKETS];
    let mut rank = 0;
    while rank < MEMBERS.len() {
        let mut at = bucket(MEMBERS[rank].0.as_bytes());
        while places[at] != 0 {
            at = (at + 1) % BUCKETS;
        }
        rank += 1;
        places[at] = rank as u8;
    }
    places
}

/// The place of a member in [`MEMBERS`]; behind its end if it is none of them.
fn rank_of(member: &str) -> usize {
    let mut at = bucket(member.as_bytes());
    while let Some(rank) = PLACES.get(at).and_then(|place| usize::from(*place).checked_sub(1)) {
        if MEMBERS.get(rank).is_some_and(|(name, _)| *name == member) {
            return rank;
        }
        at = at.wrapping_add(1) % BUCKETS;
    }
    MEMBERS.len()
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

impl<'v> Harvest<'_, 'v> {
    /// Reads an output: an object, or a list of them. `storage` is where files lie that do not say where.
    pub(super) fn read(&mut self, output: Value<'v>, storage: Lies<'v>) {
        self.inside(output, storage, &Said::nothing(output.absent()));
    }

    fn inside(&mut self, value: Value<'v>, storage: Lies<'v>, around: &Said<'v>) {
        if value.is_object() {
            self.object(value, storage, around);
        }
        for element in value.elements() {
            self.inside(element, storage, around);
        }
    }

    /// Where an object says that its files lie (`TaskOutputStorage`).
    fn own_storage(&mut self, object: Value<'v>) -> Option<Lies<'v>> {
        let (first, problem) = storage::output_storage(object.get("OutputStorage"));
        self.problem = self.problem.or(problem);
        if first.is_some() {
            return first;
        }
        let (second, problem) = storage::output_storage(object.get("Storage"));
        self.problem = self.problem.or(problem);
        second
    }

    fn object(&mut self, object: Value<'v>, storage: Lies<'v>, around: &Said<'v>) {
        let storage = self.own_storage(object).unwrap_or(storage);
        let is_result = core::mem::take(&mut self.is_result);
        let first_output = self.task.outputs.len();
        let mut said = Said::nothing(object.absent());
        let mut label_rank = usize::MAX;
        let (mut files, mut has_file_ids) = (0_u32, false);
        let mut keywords = Vec::new();
        let mut inner = Vec::new();
        for (member, value) in object.members() {
            if is_file(member) {
                files = files.saturating_add(if value.kind() == Kind::String { 1 } else { 2 });
                self.files(member, value, storage);
                continue;
            }
            if member.ends_with(FILE_ID) {
                has_file_ids = true;
            }
            match member {
                "Status" if !is_result => self.parts.note(value),
                "ErrCode" | "ErrCodeExt" if !is_result => self.parts.note_error(value),
                _ => {}
            }
            let is_list = matches!(value.kind(), Kind::Array | Kind::Object);
            if self.finds.is_empty() && !is_list {
                continue;
            }
            let rank = rank_of(member);
            let says = MEMBERS.get(rank).map_or(
                // The tags of live streams have nothing but an id.
                if member == "Id" && !is_list { Says::Label } else { Says::Nothing },
                |(_, says)| *says,
            );
            match says {
                Says::Label if rank < label_rank && value.text_or_digits().is_some() => {
                    label_rank = rank;
                    if let Some(place) = said.0.first_mut() {
                        *place = value;
                    }
                }
                Says::Itself | Says::Moment => self.itself(member, value, says == Says::Moment),
                Says::Before if !object.get(renamed(member)).is_null() => {}
                _ if is_list && (says == Says::Before || rank == MEMBERS.len()) => {
                    self.keywords(value, &mut keywords);
                    inner.push(value);
                }
                // Of several that say the same, the first that says anything.
                _ => said.note(says, value),
            }
        }
        if has_file_ids {
            self.file_ids(object, first_output, storage);
        }
        if self.task.outputs.len() > first_output {
            self.describe(object, first_output, files == 1);
        }
        let says_more = !keywords.is_empty()
            || said.any(&[Says::Text, Says::Translation, Says::Suggestion, Says::Severity, Says::Score]);
        let is_called = said.any(&[Says::Label, Says::Name]);
        let is_somewhere = said.any(&[Says::Start, Says::End, Says::StartMs, Says::EndMs]);
        let is_sure = said.any(&[Says::Confidence]);
        for (own, around) in said.0.iter_mut().zip(around.0).take(HANDED_DOWN) {
            if own.is_null() {
                *own = around;
            }
        }
        let is_told = says_more || (is_called && (is_sure || is_somewhere || self.finds == "review"));
        if is_told {
            self.tell(&said, keywords);
        }
        let found = self.task.findings.len();
        for value in inner {
            self.inside(value, storage, &said);
        }
        // A name or a time alone is said for what is inside, if anything is.
        let is_something = is_called || is_somewhere || (is_sure && said.any(&[Says::Label, Says::Name]));
        if !is_told && is_something && self.task.findings.len() == found {
            self.tell(&said, Vec::new());
        }
    }

    /// The words in a list.
    fn keywords(&mut self, list: Value<'v>, keywords: &mut Vec<&'v str>) {
        for keyword in list.elements().filter_map(Value::text) {
            if keywords.len() < MAX_KEYWORDS {
                keywords.push(keyword);
            } else {
                self.room.keywords_omitted = self.room.keywords_omitted.saturating_add(1);
            }
        }
    }

    /// Adds a finding.
    fn tell(&mut self, said: &Said<'v>, keywords: Vec<&'v str>) {
        if !self.has_room_for_finding() {
            return;
        }
        let text = |says| said.of(says).text();
        let seconds = |says, ms| {
            let number = said.of(says).number().map(moment);
            number.or_else(|| said.of(ms).integer().map(milliseconds))
        };
        self.find(Finding {
            kind: self.finds,
            label: said.of(Says::Label).text_or_digits(),
            name: text(Says::Name),
            text: text(Says::Text).map(finding_text),
            translation: text(Says::Translation).map(finding_text),
            suggestion: text(Says::Suggestion),
            keywords,
            severity: text(Says::Severity),
            score: said.of(Says::Score).number(),
            confidence: said.of(Says::Confidence).number(),
            start: seconds(Says::Start, Says::StartMs),
            end: seconds(Says::End, Says::EndMs),
        });
    }

    /// A score, a moment, or something that is so.
    fn itself(&mut self, member: &'v str, value: Value<'v>, is_moment: bool) {
        let number = value.number();
        if (number.is_some() || value.kind() == Kind::True) && self.has_room_for_finding() {
            let (score, start) = if is_moment { (None, number.map(moment)) } else { (number, None) };
            self.find(Finding { kind: self.finds, label: Some(member), score, start, ..Finding::default() });
        }
    }

    fn find(&mut self, finding: Finding<'v>) {
        self.room.findings = self.room.findings.saturating_sub(1);
        self.task.findings.push(finding);
    }

    /// Whether there is room for one more finding; if there is none, it is counted.
    fn has_room_for_finding(&mut self) -> bool {
        if self.finds.is_empty() {
            return false;
        }
        let has_room = self.task.findings.len() < MAX_FINDINGS && self.room.findings > 0;
        if !has_room {
            count_one(&mut self.task.findings_omitted);
        }
        has_room
    }

    /// The file that a member names, or the files; each once, for some structures name one by two members.
    fn files(&mut self, member: &'v str, value: Value<'v>, storage: Lies<'v>) {
        for path in value.elements().filter_map(Value::text).chain(value.text()) {
            let output = Output::new(member, storage::output(storage, self.source, path));
            if self.task.outputs.last().is_none_or(|last| last.place != output.place) {
                self.add(output);
            }
        }
    }

    /// Adds a file, or counts it if there is no room for it.
    fn add(&mut self, output: Output<'v>) {
        if self.task.outputs.len() < MAX_OUTPUTS && self.room.outputs > 0 {
            self.room.outputs = self.room.outputs.saturating_sub(1);
            self.task.outputs.push(output);
        } else {
            count_one(&mut self.task.outputs_omitted);
        }
    }

    /// Adds what an object says of the files it names.
    fn describe(&mut self, object: Value<'v>, first_output: usize, is_only_one: bool) {
        let language = object.text_of("Language").or_else(|| object.text_of("TransDst"));
        let time_offset = object.get("TimeOffset").number();
        let expires_at = object.text_of("PicUrlExpireTime");
        for output in self.task.outputs.iter_mut().skip(first_output) {
            (output.language, output.time_offset, output.expires_at) = (language, time_offset, expires_at);
        }
        // What is said of media is said of the file, if there is only one.
        if let Some(output) = self.task.outputs.get_mut(first_output).filter(|_| is_only_one) {
            let own = object.get("MetaData");
            let described = if own.is_object() { own } else { object };
            output.md5 = described.text_of("Md5");
            output.media = media::metadata(described).map(Box::new);
        }
    }

    /// The ids of files in VOD: `VideoFileId` is of the file at `VideoPath`, which may be missing.
    fn file_ids(&mut self, object: Value<'v>, first_output: usize, storage: Lies<'v>) {
        // The files of this object by what stands before `Path`; of several the first.
        let mut files: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, output) in self.task.outputs.iter().enumerate().skip(first_output) {
            if let Some(stem) = output.member.strip_suffix("Path") {
                files.entry(stem).or_insert(index);
            }
        }
        let place = match storage {
            Lies::In(place) if place.storage == "vod" => place,
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

/// The name by which a deprecated member goes on.
fn renamed(member: &str) -> &'static str {
    if member == "DiagnoseResults" { "DiagnoseResultSet" } else { "QualityControlResultSet" }
}

fn moment(number: Number<'_>) -> Seconds<'_> {
    Seconds(Cow::Borrowed(number.as_str()))
}

fn milliseconds<'v>(ms: i64) -> Seconds<'v> {
    let mut text = digits(ms.div_euclid(1000));
    let rest = digits(ms.rem_euclid(1000).saturating_add(1000));
    text.push('.');
    text.push_str(rest.get(1..).unwrap_or_default());
    Seconds(Cow::Owned(text))
}

/// The text of a finding, cut between two characters if it is too long.
pub(super) fn finding_text(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_FINDING_TEXT {
        return Cow::Borrowed(text);
    }
    Cow::Owned([shortened(text, MAX_FINDING_TEXT), "…"].concat())
}
