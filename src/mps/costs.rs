//! Tests the cost of parsing an event. Twice the event costs at most twice the work, and no event makes a large report.

use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use crate::for_each_report;
use crate::json::{to_json, visits};
use crate::language::Language;
use crate::report::borrowed::Report;
use crate::report::{
    MAX_ALL_FINDINGS, MAX_ALL_OUTPUTS, MAX_BYTES, MAX_INPUTS, MAX_KEYWORDS, MAX_OUTPUTS, MAX_STREAMS, MAX_TASKS,
    MAX_WARNINGS, Verdict,
};

fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(",")
}

fn same(count: usize, part: &str) -> String {
    many(count, |_| part.to_string())
}

fn workflow(members: &str) -> String {
    format!(
        r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"t","Status":"FINISH","ErrCode":0,{members}}}}}"#
    )
}

fn transcode(output: &str) -> String {
    let task = format!(r#"{{"Type":"Transcode","TranscodeTask":{{"Status":"SUCCESS","Output":{output}}}}}"#);
    workflow(&format!(r#""MediaProcessResultSet":[{task}]"#))
}

fn quality(output: &str) -> String {
    workflow(&format!(r#""AiQualityControlTaskResult":{{"Status":"SUCCESS","Output":{output}}}"#))
}

type Family = (&'static str, fn(usize) -> String);

/// Events with `n` of something.
const FAMILIES: &[Family] = &[
    ("members of the notification", |n| {
        format!(
            r#"{{{},"EventType":"EditMediaTask","EditMediaTaskEvent":{{}}}}"#,
            many(n, |i| format!(r#""a{i}":{{}}"#))
        )
    }),
    ("members of an unknown event", |n| {
        format!(r#"{{"EventType":"New",{}}}"#, many(n, |i| format!(r#""a{i}":{{"TaskId":1}}"#)))
    }),
    ("objects in an unknown member", |n| {
        workflow(&format!(r#""a":{{"b":{{"c":[{}]}}}}"#, same(n, r#"{"d":{"e":1}}"#)))
    }),
    ("members of the event", |n| workflow(&many(n, |i| format!(r#""a{i}":{{"a":1}}"#)))),
    ("sets", |n| workflow(&many(n, |i| format!(r#""a{i}ResultSet":[{{}}]"#)))),
    ("the same set", |n| workflow(&same(n, r#""MediaProcessResultSet":[{}]"#))),
    ("results", |n| workflow(&many(n, |i| format!(r#""a{i}TaskResult":{{"Status":"SUCCESS"}}"#)))),
    ("empty tasks", |n| workflow(&format!(r#""MediaProcessResultSet":[{}]"#, same(n, "{}")))),
    ("tasks that are numbers", |n| workflow(&format!(r#""AiAnalysisResultSet":[{}]"#, same(n, "1")))),
    ("tasks", |n| {
        let task = r#"{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","Output":{"Path":"/a"}}}"#;
        workflow(&format!(r#""MediaProcessResultSet":[{}]"#, same(n, task)))
    }),
    ("members of a task", |n| {
        let members = many(n, |i| format!(r#""a{i}Task":{{}}"#));
        workflow(&format!(r#""MediaProcessResultSet":[{{"Type":"New",{members}}}]"#))
    }),
    ("the same member of a task", |n| {
        workflow(&format!(r#""MediaProcessResultSet":[{{{}}}]"#, same(n, r#""TranscodeTask":{}"#)))
    }),
    ("pictures on a list", |n| workflow(&format!(r#""ImageProcessTaskResultSet":[{}]"#, same(n, r#"{"Output":{}}"#)))),
    ("activities", |n| {
        let activity = r#"{"ActivityType":"x","ActivityResItem":{"TranscodeTask":{"Output":[{}]}}}"#;
        format!(r#"{{"EventType":"ScheduleTask","ScheduleTaskEvent":{{"ActivityResultSet":[{}]}}}}"#, same(n, activity))
    }),
    ("members of an activity", |n| {
        let members = many(n, |i| format!(r#""a{i}Task":{{}}"#));
        format!(
            r#"{{"EventType":"ScheduleTask","ScheduleTaskEvent":{{"ActivityResultSet":[{{"ActivityResItem":{{{members}}}}}]}}}}"#
        )
    }),
    ("outputs of a batch", |n| {
        let outputs = same(n, r#"{"TransTextTask":{"Path":"/a"}}"#);
        format!(
            r#"{{"EventType":"BatchTask","BatchTaskEvent":{{"SmartSubtitlesTaskResult":{{"Outputs":[{outputs}]}}}}}}"#
        )
    }),
    ("results known by their states", |n| workflow(&many(n, |i| format!(r#""a{i}":{{"b":{{"Status":"SUCCESS"}}}}"#)))),
    ("a list of results known by their states", |n| {
        workflow(&format!(r#""a":[{},{{"Status":"FAIL"}}]"#, same(n, r#"{"b":{"c":1}}"#)))
    }),
    ("results of other kinds in an item", |n| {
        let members = many(n, |i| format!(r#""a{i}Task":{{"Status":"SUCCESS"}}"#));
        workflow(&format!(r#""MediaProcessResultSet":[{{"TranscodeTask":{{"Status":"SUCCESS"}},{members}}}]"#))
    }),
    ("results inside a result", |n| {
        let members = many(n, |i| format!(r#""a{i}":{{"Status":"SUCCESS"}}"#));
        workflow(&format!(r#""SmartEraseTaskResult":{{"Status":"SUCCESS",{members}}}"#))
    }),
    ("results of an edit", |n| {
        let members = many(n, |i| format!(r#""a{i}":{{"Status":"SUCCESS"}}"#));
        format!(r#"{{"EventType":"EditMediaTask","EditMediaTaskEvent":{{"Status":"FINISH","ErrCode":0,{members}}}}}"#)
    }),
    ("states in an output", |n| transcode(&format!(r#"{{"a":[{}]}}"#, same(n, r#"{"Status":"Error"}"#)))),
    ("inputs", |n| {
        let inputs = same(n, r#"{"Type":"URL","UrlInputInfo":{"Url":"u"}}"#);
        format!(r#"{{"EventType":"BatchTask","BatchTaskEvent":{{"InputInfos":[{inputs}]}}}}"#)
    }),
    ("files", |n| transcode(&format!(r#"{{"ImagePathSet":[{}]}}"#, many(n, |i| format!(r#""/{i}""#))))),
    ("members that are files", |n| transcode(&format!("{{{}}}", many(n, |i| format!(r#""a{i}Path":"/{i}""#))))),
    ("objects with a file", |n| {
        transcode(&format!(r#"{{"a":[{}]}}"#, many(n, |i| format!(r#"{{"Path":"/{i}","OutputStorage":{{}}}}"#))))
    }),
    ("ids of files", |n| transcode(&format!("{{{}}}", many(n, |i| format!(r#""a{i}FileId":"x""#))))),
    ("ids of files with their paths", |n| {
        transcode(&format!("{{{}}}", many(n, |i| format!(r#""a{i}Path":"/{i}","a{i}FileId":"x""#))))
    }),
    ("files in a storage with many members", |n| {
        let members = many(n, |i| format!(r#""a{i}":1"#));
        let files = many(n, |i| format!(r#""/{i}""#));
        transcode(&format!(r#"{{"OutputStorage":{{{members}}},"ImagePathSet":[{files}]}}"#))
    }),
    ("streams", |n| transcode(&format!(r#"{{"Path":"/a","VideoStreamSet":[{}]}}"#, same(n, "{}")))),
    ("findings", |n| {
        quality(&format!(r#"{{"QualityControlResultSet":[{}]}}"#, same(n, r#"{"Type":"Blur","Confidence":1}"#)))
    }),
    ("deprecated members", |n| quality(&format!("{{{}}}", same(n, r#""DiagnoseResults":[{"Type":"Blur"}]"#)))),
    ("keywords", |n| {
        quality(&format!(r#"{{"QualityControlResultSet":[{{"Type":"Blur","Score":1,"a":[{}]}}]}}"#, same(n, r#""a""#)))
    }),
    ("results of a stream", |n| {
        let item = r#"{"Type":"ImagePorn","ImagePornResultSet":[],"VoicePornResultSet":[{"Label":"a"}]}"#;
        format!(r#"{{"NotificationType":"AiReviewResult","AiReviewResultInfo":{{"ResultSet":[{}]}}}}"#, same(n, item))
    }),
    ("members of a result of a stream", |n| {
        let members = many(n, |i| format!(r#""a{i}ResultSet":[1]"#));
        format!(r#"{{"NotificationType":"AiReviewResult","AiReviewResultInfo":{{"ResultSet":[{{{members}}}]}}}}"#)
    }),
    ("texts with escapes", |n| workflow(&format!(r#""a":[{}]"#, same(n, r#""\n""#)))),
];

fn read(event: &str, receive: &mut dyn FnMut(&Report<'_>)) {
    for_each_report(event.as_bytes(), Language::En, &mut |report| receive(&report.expect("a notification")));
}

#[test]
fn twice_the_event_is_twice_the_work() {
    for (family, event) in FAMILIES {
        let cost = |n| {
            let event = event(n);
            visits::of(|| read(&event, &mut |_| ()))
        };
        let (once, twice) = (cost(3000), cost(6000));
        assert!(
            twice <= once * 21 / 10,
            "{family}: {once} nodes are looked at, and {twice} of an event twice as large"
        );
        // Each byte is looked at a few times at most.
        let length = event(6000).len() as u64;
        assert!(twice <= length * 40, "{family}: {twice} looks at nodes for {length} bytes");
    }
}

#[test]
fn every_report_has_bounds_and_says_what_is_left_out() {
    let mut omitted: Vec<&str> = Vec::new();
    for (family, event) in FAMILIES {
        read(&event(15_000), &mut |report| {
            assert!(report.tasks.len() <= MAX_TASKS, "{family}");
            // Besides: what is too long, what is left out, and how many more there are.
            assert!(report.warnings.len() <= MAX_WARNINGS + 4, "{family}");
            assert!(report.inputs.as_ref().is_none_or(|inputs| inputs.len() <= MAX_INPUTS), "{family}");
            let (mut outputs, mut findings) = (0, 0);
            for task in &report.tasks {
                assert!(task.outputs.len() <= MAX_OUTPUTS, "{family}");
                outputs += task.outputs.len();
                findings += task.findings.len();
                for media in task.outputs.iter().filter_map(|output| output.media.as_ref()) {
                    assert!(media.video.len() <= MAX_STREAMS && media.audio.len() <= MAX_STREAMS, "{family}");
                }
                assert!(task.findings.iter().all(|finding| finding.keywords.len() <= MAX_KEYWORDS), "{family}");
            }
            assert!(outputs <= MAX_ALL_OUTPUTS && findings <= MAX_ALL_FINDINGS, "{family}");
            let message = report.warnings.iter().find(|warning| warning.code == "omitted");
            let expected = match *family {
                "sets"
                | "results"
                | "empty tasks"
                | "tasks that are numbers"
                | "tasks"
                | "pictures on a list"
                | "activities"
                | "outputs of a batch"
                | "results of a stream"
                | "members of a result of a stream" => {
                    assert_eq!(report.tasks_omitted, Some(14_000), "{family}");
                    Some("tasks 14000")
                }
                "results known by their states" => Some("tasks 14000"),
                "a list of results known by their states"
                | "results of other kinds in an item"
                | "results inside a result"
                | "results of an edit" => Some("tasks 14001"),
                "files"
                | "members that are files"
                | "objects with a file"
                | "ids of files"
                | "files in a storage with many members" => {
                    assert_eq!(report.tasks[0].outputs_omitted, Some(5000), "{family}");
                    Some("outputs 5000")
                }
                "ids of files with their paths" => Some("outputs 10000"),
                "inputs" => {
                    assert_eq!(report.inputs_omitted, Some(14_000));
                    Some("inputs 14000")
                }
                "streams" => Some("streams 14968"),
                "keywords" => Some("keywords 14900"),
                _ => None,
            };
            let said = message.map(|warning| warning.message.as_str());
            let expected = expected.map(|what| format!("too many, so they are only counted: {what}"));
            assert_eq!(said, expected.as_deref(), "{family}");
            omitted.extend(expected.map(|_| *family));
        });
    }
    assert_eq!(omitted.len(), 24);
}

#[test]
fn a_failure_counts_however_deep_in_an_unknown_member_it_is() {
    let verdict = |event: &str| {
        let mut verdict = Verdict::Success;
        read(event, &mut |report| verdict = report.verdict());
        verdict
    };
    let success =
        r#""MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","Output":{"Path":"/a"}}}]"#;
    // A code without a state may be that of a warning.
    for (failure, expected) in [(r#"{"Status":"FAIL"}"#, Verdict::Partial), (r#"{"ErrCode":70000}"#, Verdict::Unknown)]
    {
        for member in [format!(r#"{{"a":{{"b":{failure}}}}}"#), format!(r#"[{{"a":[[{{"b":{failure}}}]]}}]"#)] {
            assert_eq!(verdict(&workflow(&format!(r#"{success},"New":{member}"#))), expected, "{member}");
            let edit = format!(
                r#"{{"EventType":"EditMediaTask","EditMediaTaskEvent":{{"Status":"FINISH","ErrCode":0,"Output":{{"Path":"/a"}},"New":{member}}}}}"#
            );
            assert_eq!(verdict(&edit), expected, "{member}");
        }
    }
    assert_eq!(
        verdict(&workflow(&format!(r#"{success},"New":{{"a":{{"b":{{"Status":"SUCCESS","ErrCode":0}}}}}}"#))),
        Verdict::Success
    );
}

#[test]
fn the_outcome_is_that_of_all_sub_tasks() {
    let task = |status: &str| format!(r#"{{"Type":"Porn","PornTask":{{"Status":"{status}"}}}}"#);
    let outcome = |last: &str| {
        let tasks = [same(5000, &task("SUCCESS")), task(last)].join(",");
        let mut outcome = "";
        read(&workflow(&format!(r#""AiContentReviewResultSet":[{tasks}]"#)), &mut |report| {
            assert_eq!((report.tasks.len(), report.tasks_omitted), (MAX_TASKS, Some(4001)));
            outcome = report.outcome.as_str();
        });
        outcome
    };
    for (last, expected) in
        [("SUCCESS", "success"), ("FAIL", "partial"), ("PROCESSING", "processing"), ("NEW", "unknown")]
    {
        assert_eq!(outcome(last), expected);
    }
}

/// What is large in an event, the verdict that its last part makes, and the event.
type LargeEvent = (&'static str, Verdict, fn() -> String);

/// Events whose reports would be too large: many parts share a text, or have long ones.
const LARGE: &[LargeEvent] = &[
    ("a bucket of many files", Verdict::Success, || {
        let bucket = format!(r#""Bucket":"{}","Region":"{}""#, "b".repeat(500), "r".repeat(500));
        transcode(&format!(
            r#"{{"OutputStorage":{{"Type":"COS","CosOutputStorage":{{{bucket}}}}},"ImagePathSet":[{}]}}"#,
            many(10_000, |i| format!(r#""/{i}""#))
        ))
    }),
    ("keys of control characters", Verdict::Success, || {
        let storage = r#"{"Type":"COS","CosOutputStorage":{"Bucket":"b-1","Region":"r"}}"#;
        let keys = many(10_000, |i| format!(r#""/{i}{}""#, CONTROL.repeat(200)));
        transcode(&format!(r#"{{"OutputStorage":{storage},"ImagePathSet":[{keys}]}}"#))
    }),
    ("a label of many findings", Verdict::Block, || {
        let label = CONTROL.repeat(500);
        let found = same(100, r#"{"Text":"x"}"#);
        let item = |suggestion| {
            format!(
                r#"{{"PornTask":{{"Status":"SUCCESS","Output":{{"Name":"{label}","Label":"{label}",{suggestion}"a":[{found}]}}}}}}"#
            )
        };
        let items = [same(200, &item("")), item(r#""Suggestion":"block","#)].join(",");
        workflow(&format!(r#""AiContentReviewResultSet":[{items}]"#))
    }),
    ("messages", Verdict::Partial, || {
        let message = CONTROL.repeat(4000);
        let task = |status| {
            format!(r#"{{"TranscodeTask":{{"Status":"{status}","Message":"{message}","ErrCodeExt":"{message}"}}}}"#)
        };
        let tasks = [same(900, &task("SUCCESS")), task("FAIL")].join(",");
        workflow(&format!(r#""MediaProcessResultSet":[{tasks}]"#))
    }),
    ("inputs", Verdict::Failure, || {
        let key = "转".repeat(2700);
        let inputs = same(1000, &format!(r#"{{"CosInputInfo":{{"Bucket":"b-1","Region":"r","Object":"{key}"}}}}"#));
        let outputs = r#"{"TransTextTask":{"Path":"/a"},"Status":"FAIL"}"#;
        format!(
            r#"{{"EventType":"BatchTask","BatchTaskEvent":{{"InputInfos":[{inputs}],"SmartSubtitlesTaskResult":{{"Outputs":[{outputs}]}}}}}}"#
        )
    }),
];

/// Six bytes in JSON, one in memory.
const CONTROL: &str = "\\u0001";

#[test]
fn a_report_is_never_too_large_to_be_read_back_and_keeps_its_verdict() {
    for (what, verdict, event) in LARGE {
        let event = event();
        let mut count = 0;
        read(&event, &mut |report| {
            count += 1;
            let length = to_json(report).len();
            assert!(length <= MAX_BYTES, "{what}: {length} bytes");
            // Nothing more is left out than there is no room for.
            assert!(length > MAX_BYTES / 2, "{what}: {length} bytes");
            assert_eq!(report.verdict(), *verdict, "{what}");
            let tasks = &report.tasks;
            let omitted: i64 =
                tasks.iter().map(|task| task.outputs_omitted.unwrap_or(0) + task.findings_omitted.unwrap_or(0)).sum();
            let parts: usize = tasks.iter().map(|task| task.outputs.len() + task.findings.len()).sum();
            let inputs = report.inputs.as_ref().map_or(0, Vec::len);
            let expected = match *what {
                "a bucket of many files" | "keys of control characters" => 10_000,
                "a label of many findings" => 20_301,
                "messages" => 0,
                _ => 1,
            };
            assert_eq!(parts as i64 + omitted, expected, "{what}");
            match *what {
                "messages" => {
                    assert_eq!(tasks.len(), 901);
                    assert!(report.warnings.iter().any(|warning| warning.code == "too_long"));
                }
                "inputs" => assert_eq!(inputs as i64 + report.inputs_omitted.unwrap_or(0), 1000),
                _ => assert!(omitted > 1000, "{what}: {omitted}"),
            }
        });
        assert_eq!(count, 1, "{what}");
    }
}
