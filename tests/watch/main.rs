//! The watch: what never came is found and delivered once, whatever happens.

#![cfg(feature = "api")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails is meant to panic"
)]

#[path = "../simulation/random.rs"]
#[allow(dead_code, reason = "no test needs all of it")]
mod random;
#[path = "../support/schedules.rs"]
mod schedules;
mod world;

use mps_webhook::delivery::{Memory, SettledStatus, Watch, WatchRequest, WatchSummary};
use mps_webhook::options::Level;
use mps_webhook::{Delivery, Error, ErrorCode, Invocation, Mode, Options, Response};
use serde_json::Value;
use world::{DAY, Faults, HOUR, MINUTE, START, Task, World, api, options};

/// A world with so many tasks, one a minute, the last one an hour ago.
fn world_with(tasks: u64) -> World {
    let mut world = World::new(7);
    for index in 0..tasks {
        world.tasks.push(Task::new(index, START - HOUR - index as i64 * MINUTE));
    }
    world
}

fn summary(world: &World) -> &WatchSummary {
    &world.rounds.last().expect("a round").summary
}

fn counts(world: &World) -> [u32; 5] {
    let summary = summary(world);
    [summary.tasks, summary.missing, summary.fetched, summary.gone, summary.failed + summary.pending]
}

#[test]
fn what_never_came_is_fetched_stored_marked_and_notified_once() {
    let mut world = world_with(5);
    for task in 0..4 {
        world.event_at(world.tasks[task].finished.max(START), task);
    }
    world.run();
    world.round_at(world.now + MINUTE);
    world.run();
    assert_eq!(counts(&world), [5, 1, 1, 0, 0]);
    assert!((0..5).all(|task| world.is_archived(task)));
    assert_eq!(world.notified.len(), 5);
    let event = world.events_of(4)[0].clone();
    let report: Value = serde_json::from_slice(&world.objects[&event.replace(".event.", ".report.")].0).unwrap();
    assert_eq!((&report["reconciled"], &report["envelope"]), (&Value::Bool(true), &"api_response".into()));
    assert_eq!(report["receipts"].as_array().unwrap().len(), 2);
    let event: Value = serde_json::from_slice(&world.objects[&event].0).unwrap();
    assert_eq!(event["TaskType"], "WorkflowTask");
    let line = world.log.iter().find(|line| line.msg == "missing_events").unwrap();
    assert_eq!((line.level, line.count, line.error.as_deref()), (Level::Warn, Some(1), None));
    let last = world.log.last().unwrap();
    assert_eq!(
        (last.level, last.msg.as_str()),
        (
            Level::Info,
            "watch: all 5 tasks finished since 2023-11-13T22:15:20Z are archived; 1 had not arrived and was fetched"
        )
    );
}

#[test]
fn an_event_that_comes_after_its_task_was_fetched_is_archived_and_not_notified() {
    // An event that does not say when its task ended is not known to come late.
    for (is_edit, messages) in [(false, 1), (true, 2)] {
        let mut world = world_with(1);
        world.tasks[0].is_edit = is_edit;
        world.round_at(START);
        world.run();
        world.event_at(world.now + MINUTE, 0);
        world.event_at(world.now + 2 * MINUTE, 0);
        world.run();
        assert_eq!((world.notified.len(), world.events_of(0).len()), (messages, 2), "{is_edit}");
        let notified =
            world.objects.values().filter(|(body, _)| String::from_utf8_lossy(body).contains(r#""step":"notify""#));
        assert_eq!(notified.count(), 2, "the late event's report says that its targets know");
    }
}

#[test]
fn an_event_that_was_fetched_is_archived_again_and_not_notified_when_it_is_delivered_again() {
    for is_edit in [false, true] {
        let mut world = world_with(1);
        world.tasks[0].is_edit = is_edit;
        world.round_at(START);
        world.run();
        let key = world.events_of(0)[0].clone();
        let stored = world.objects[&key].0.clone();
        let objects = world.objects.len();
        // As it is in the archive, and as the service answers it another time.
        let answer = world.tasks[0].detail(99).to_string().into_bytes();
        assert_ne!(stored, answer);
        world.other_event_at(world.now + MINUTE, 0, stored);
        world.other_event_at(world.now + 2 * MINUTE, 0, answer);
        world.run();
        // Each of the two has its event object and its report object.
        assert_eq!((world.notified.len(), world.objects.len()), (1, objects + 4), "{is_edit}");
    }
}

#[test]
fn an_answer_of_the_service_is_told_once_for_each_state() {
    let mut world = world_with(1);
    world.settings = with_bot("none", "en").replace(r#""on":"none""#, r#""on":"all""#);
    let finished = world.tasks[0].detail(1).to_string();
    let unfinished = finished.replace("FINISH", "PROCESSING");
    for (minute, event) in [&unfinished, &finished, &unfinished, &finished].into_iter().enumerate() {
        world.other_event_at(START + minute as i64 * MINUTE, 0, event.clone().into_bytes());
    }
    world.run();
    assert_eq!((world.notified.len(), world.events_of(0).len()), (2, 2));
}

#[test]
fn an_event_in_time_costs_no_request_more() {
    for (ago, requests) in [(MINUTE, 4), (10 * MINUTE, 5)] {
        let mut world = World::new(1);
        world.tasks.push(Task::new(1, START - ago));
        world.event_at(START, 0);
        world.run();
        assert_eq!((world.cos_requests, world.notified.len()), (requests, 1), "{ago}");
        // A repeated event, everything done, costs the same however late it is.
        world.event_at(world.now + DAY, 0);
        world.run();
        assert_eq!(world.cos_requests, requests + 2);
    }
}

#[test]
fn a_round_leaves_behind_how_it_ended_and_when_the_newest_event_came() {
    let cursor = |world: &World| -> Value {
        let (_, (body, _)) = world.objects.iter().find(|(key, _)| key.ends_with("reconcile.cursor.json")).unwrap();
        serde_json::from_slice(body).unwrap()
    };
    let mut world = world_with(4);
    for task in 1..4 {
        world.event_at(START, task);
    }
    world.run();
    world.round_at(world.now + MINUTE);
    world.run();
    let left = cursor(&world);
    let last = &left["last"];
    assert_eq!([&last["tasks"], &last["missing"], &last["fetched"]], [4, 1, 1]);
    // The first task is newer, but its event never came.
    let newest = left["newest_event"].clone();
    assert_eq!(newest, "2023-11-14T21:12:20Z");
    // A round that looks at nothing keeps it.
    world.round_at(world.now + HOUR);
    world.run();
    assert_eq!((&cursor(&world)["newest_event"], &cursor(&world)["last"]["tasks"]), (&newest, &0.into()));
}

/// Settings with a bot that is notified of rounds.
fn with_bot(rounds: &str, language: &str) -> String {
    let bot = serde_json::json!({"url": "KeyOfTheBot", "on": "none", "watch": rounds, "lang": language});
    let cos = serde_json::json!({"bucket": "b-125", "endpoint": "http://cos", "secret_id": "AKID", "secret_key": "sk"});
    serde_json::json!({"options": {"cos": cos, "notify": [bot]}}).to_string()
}

#[test]
fn a_bot_that_wants_it_is_told_of_rounds_in_its_language() {
    for (rounds, told) in [("none", 0), ("missing", 1), ("all", 2)] {
        let mut world = world_with(2);
        world.settings = with_bot(rounds, "en");
        world.event_at(START, 1);
        world.run();
        world.round_at(world.now + MINUTE);
        world.round_at(world.now + HOUR);
        world.run();
        assert_eq!((world.notices.len(), world.notified.len()), (told, 0), "{rounds}");
        if told > 0 {
            let message: Value = serde_json::from_str(&world.notices[0]).unwrap();
            let text = message["markdown"]["content"].as_str().unwrap();
            assert!(text.contains("Events that had not arrived: 1"), "{text}");
            assert!(text.contains("are archived; 1 had not arrived and was fetched"), "{text}");
            assert!(!text.contains("None of the tasks"), "{text}");
        }
        assert!(world.rounds.iter().all(|round| round.ok));
    }
    for (language, expected) in
        [("zh", "未送达的事件：2 个"), ("ja", "届いていなかったイベント: 2 件"), ("ko", "도착하지 않은 이벤트: 2개")]
    {
        let mut world = world_with(2);
        world.settings = with_bot("missing", language);
        world.round_at(START);
        world.run();
        assert!(world.notices[0].contains(expected), "{}", world.notices[0]);
        assert!(world.notices[0].contains("MPS"), "not one had arrived, and that is said");
    }
}

#[test]
fn in_quiet_hours_a_bot_is_told_of_missing_events_and_of_nothing_else() {
    // It is 22:13 UTC.
    for (quiet, told) in [("06:00-07:00 +08:00", 1), ("07:00-08:00 +08:00", 2)] {
        let mut world = world_with(1);
        let schedule = format!(r#""quiet":"{quiet}","digest":"daily","lang""#);
        world.settings = with_bot("all", "en").replace("\"lang\"", &schedule);
        world.round_at(START);
        world.round_at(START + 10 * MINUTE);
        world.run();
        assert_eq!(world.notices.len(), told, "{quiet}");
        assert!(world.notices[0].contains("had not arrived"));
        assert!(world.rounds.len() == 2 && world.rounds.iter().all(|round| round.ok));
    }
}

#[test]
fn a_bot_that_cannot_be_told_of_a_round_fails_nothing() {
    let mut world = world_with(2);
    world.settings = with_bot("missing", "en");
    world.round_at(START);
    world.run();
    assert_eq!(world.notices.len(), 1);
    // Every request is refused now and then: the message is sent again.
    for seed in 0..20 {
        let mut world = world_with(2);
        world.random = random::Random(seed);
        world.faults = Faults { refused: 30, lost: 0, ..Faults::default() };
        world.settings = with_bot("missing", "en");
        world.round_at(START);
        world.run();
        let notified = |line: &mps_webhook::delivery::Line| line.msg.ends_with("notified of the round");
        let lines = world.log.iter().filter(|line| notified(line)).count();
        assert!(lines <= 1 && world.notices.len() <= 1, "{seed}");
    }
}

#[test]
fn tasks_within_the_grace_time_are_left_to_a_later_round() {
    let mut world = World::new(3);
    world.tasks.push(Task::new(1, START - 14 * MINUTE));
    world.round_at(START);
    world.run();
    assert_eq!(counts(&world), [0, 0, 0, 0, 0]);
    world.round_at(START + 2 * MINUTE);
    world.run();
    assert_eq!(counts(&world), [1, 1, 1, 0, 0]);
}

#[test]
fn a_round_looks_only_at_what_finished_since_the_last_one() {
    let mut world = world_with(50);
    world.round_at(START);
    world.run();
    assert_eq!(counts(&world), [50, 50, 50, 0, 0]);
    let line = world.log.iter().find(|line| line.msg == "missing_events").unwrap();
    assert!(line.error.as_ref().unwrap().starts_with("None of the tasks of this round had arrived"));
    let before = world.cos_requests;
    world.round_at(START + HOUR);
    world.run();
    assert_eq!((world.cos_requests - before, counts(&world)[0]), (2, 0), "the cursor, read and stored");
    // The function was broken for three days: the next round looks as far back.
    world.tasks.push(Task::new(99, START + 2 * HOUR));
    world.round_at(START + 3 * DAY);
    world.run();
    assert_eq!(counts(&world), [1, 1, 1, 0, 0]);
}

/// The list of the service need not say when a task finished; its events may be lost all the same.
#[test]
fn a_task_without_times_is_fetched_once_and_holds_the_cursor_until_it_is() {
    let mut world = world_with(5);
    for task in [1, 3] {
        world.tasks[task].is_timed = false;
    }
    world.event_at(START, 3);
    world.run();
    // The first round breaks off while it fetches the one that never came.
    world.breaks_off_at = ("WorkflowTask/2600000000-WorkflowTask-00000000000000000000000000000001t0", 1);
    for round in 0..4 {
        world.round_at(world.now + (1 + 17 * round) * MINUTE);
        world.run();
    }
    assert!((0..5).all(|task| world.is_archived(task)));
    assert_eq!(world.notified.len(), 5);
    assert!(world.rounds.iter().all(|round| round.ok), "{:?}", world.rounds);
    // Those of the list are looked for again, because nobody knows when they finished.
    assert_eq!(counts(&world), [2, 0, 0, 0, 0]);
    let settled =
        world.settled.iter().find(|task| task.task_id == world.tasks[1].id && task.status == SettledStatus::Fetched);
    assert_eq!(
        settled.expect("it was fetched").finished_at,
        world::iso(world.tasks[1].finished),
        "the answer says when"
    );
}

#[test]
fn a_task_that_cannot_be_delivered_and_has_no_time_is_tried_again_by_the_next_round() {
    let mut world = world_with(3);
    world.tasks[1].is_timed = false;
    world.tasks[1].message = 5 << 20;
    for _ in 0..2 {
        world.round_at(world.now.max(START) + MINUTE);
        world.run();
        assert!(!world.rounds.last().unwrap().ok && summary(&world).failed == 1, "{:?}", world.rounds);
    }
    world.tasks[1].message = 0;
    world.round_at(world.now + MINUTE);
    world.run();
    assert!(world.rounds.last().unwrap().ok && world.is_archived(1));
}

#[test]
fn a_task_without_an_id_is_told_and_keeps_nothing_from_being_done() {
    let mut world = world_with(3);
    world.alters_page = |page, _| page["TaskSet"][0]["TaskId"] = Value::Null;
    world.round_at(START);
    world.run();
    let round = world.rounds.last().unwrap();
    let error = round.error.as_ref().expect("it is told");
    assert!(!round.ok && error.message().contains("without an id"), "{error:?}");
    assert_eq!((summary(&world).fetched, summary(&world).failed, summary(&world).complete), (2, 1, true));
    assert_eq!(world.log.last().unwrap().level, Level::Error);
}

/// The host reads answers of 1 MB, eight at a time; a longer one is asked for again, and is the only one then.
#[test]
fn a_long_answer_of_the_service_is_read_alone_and_one_beyond_the_bound_is_told() {
    let mut world = world_with(12);
    for task in [0, 1, 2, 5] {
        world.tasks[task].message = 3 << 20;
    }
    world.tasks[7].message = 5 << 20;
    world.round_at(START);
    world.run();
    assert_eq!(counts(&world), [12, 12, 11, 0, 1]);
    assert!((0..12).all(|task| world.is_archived(task) == (task != 7)));
    let error = world.rounds[0].error.as_ref().expect("it is told");
    assert!(error.message().contains("no answer from MPS"), "{error:?}");
    // A later round reads them in the archive, also those whose end the list does not know, again and again.
    world.tasks[7].message = 0;
    world.tasks.iter_mut().for_each(|task| task.is_timed = false);
    let asked = world.long_asked.len();
    for _ in 0..2 {
        world.round_at(world.now + 20 * MINUTE);
        world.run();
    }
    assert_eq!(counts(&world), [12, 0, 0, 0, 0]);
    assert!(asked >= 5 && world.long_asked.len() >= asked + 8, "{asked} {}", world.long_asked.len());
    assert!(world.long_asked.windows(2).all(|two| two[0].1 <= two[1].0), "{:?}", world.long_asked);
    let long: usize = world.objects.values().filter(|(body, _)| body.len() > 3 << 20).count();
    assert_eq!(long, 4);
}

#[test]
fn pages_that_lead_back_end_the_round_and_the_next_one_begins_anew() {
    for (has_cursor, limit) in [(true, 60_000), (true, 3_000), (false, 600_000)] {
        let mut world = world_with(40);
        world.page = 10;
        world.limit = limit;
        world.request.has_cursor = has_cursor;
        world.alters_page =
            |page, asked| page["ScrollToken"] = if asked == Some("10") { "20".into() } else { "10".into() };
        let mut rounds = 0;
        while world.rounds.last().is_none_or(|round| round.error.is_none()) {
            rounds += 1;
            assert!(rounds < 100, "it has no end: {:?}", world.rounds.last());
            world.round_at(world.now.max(START) + MINUTE);
            world.run();
        }
        let error = world.rounds.last().and_then(|round| round.error.clone()).unwrap();
        assert!(error.message().contains("lead back"), "{error:?}");
        assert!(!summary(&world).complete);
        assert!((0..30).all(|task| world.is_archived(task)), "what was listed is done");
        assert!(world.asked["DescribeTasks"].len() < 100, "{}", world.asked["DescribeTasks"].len());
        // Once the service lists all again, they are done.
        world.alters_page = |_, _| {};
        world.limit = 60_000;
        world.round_at(world.now + HOUR);
        world.run();
        assert!(world.rounds.last().unwrap().ok && summary(&world).complete, "{:?}", world.rounds.last());
        assert!((0..40).all(|task| world.is_archived(task)));
        assert_eq!(world.notified.len(), 40);
    }
}

#[test]
fn what_the_service_does_not_know_any_more_is_counted_and_said() {
    let mut world = World::new(3);
    world.request.back = 7 * DAY;
    world.tasks.push(Task { submitted: START - 7 * DAY - MINUTE, ..Task::new(1, START - 6 * DAY) });
    world.tasks.push(Task::new(2, START - 6 * DAY));
    world.round_at(START);
    // The list of the service is by submission: it does not have the first one.
    world.run();
    assert_eq!(counts(&world), [1, 1, 1, 0, 0]);
    let mut world = World::new(3);
    world.request.back = 7 * DAY;
    world.tasks.push(Task { submitted: START - 7 * DAY + 30, ..Task::new(1, START - 6 * DAY) });
    world.round_at(START);
    world.run();
    assert_eq!(counts(&world), [1, 1, 0, 1, 0]);
    assert!(world.log.last().unwrap().msg.ends_with(
        "0 of 1 tasks finished since 2023-11-07T22:13:20Z are archived; 1 had not arrived, and the service does not know it any more"
    ));
    assert!(world.rounds[0].ok, "another round finds no more");
}

#[test]
fn the_service_is_asked_at_a_pace_and_more_slowly_when_it_says_so() {
    let mut world = world_with(60);
    world.round_at(START);
    world.run();
    let details = &world.asked["DescribeTaskDetail"];
    assert_eq!(details.len(), 60);
    // Requests are sent at least 100 ms apart; each takes up to 60 ms to arrive.
    assert!(details.windows(10).all(|ten| ten[9] - ten[0] >= 9 * 100 - 60));
}

/// What a round does not send now waits in the outbox, so it fetches as many tasks as the service lets it.
#[test]
fn a_bot_that_takes_no_more_messages_does_not_hold_up_a_round() {
    let mut world = world_with(300);
    world.memory = Some(Memory::new());
    world.settings = with_bot("none", "en").replace(r#""on":"none""#, r#""pace":"1/s""#);
    world.round_at(START);
    world.run();
    assert_eq!(counts(&world), [300, 300, 300, 0, 0]);
    assert!(summary(&world).complete);
    assert_eq!(world.waits, 0, "no delivery waits for the pace of the bot");
    let waiting = world.objects.keys().filter(|key| key.ends_with(".outbox.json")).count();
    assert!(waiting > 200 && !world.notified.is_empty(), "{waiting}");
    // Seven for each task; the others look into the outbox whenever the bot takes a message.
    assert!(world.cos_requests < 300 * 12, "{}", world.cos_requests);
}

/// A round that breaks off after it stored a report leaves a task that looks as if it were done. Rounds look at it again until it is.
#[test]
fn a_round_that_breaks_off_before_it_notifies_is_made_up_for() {
    for (next, rounds) in [(17 * MINUTE, 1), (5 * MINUTE, 4), (DAY, 1), (6 * DAY, 1)] {
        let mut world = world_with(3);
        world.breaks_off_at = ("qyapi", 1);
        world.round_at(START);
        // The platform invokes the function again after a minute: this round leaves the task to a later one.
        world.run();
        assert!(world.rounds.last().is_some_and(|done| done.ok && done.summary.complete));
        let is_notified = |task| world.notified.iter().any(|notified| notified.task == task);
        assert!((0..3).any(|task| world.is_archived(task) && !is_notified(task)), "{:?}", world.notified);
        // A task that finishes later does not move the rounds past it.
        world.tasks.push(Task::new(9, world.now - MINUTE));
        for round in 1..=rounds {
            world.round_at(START + next * round);
            world.run();
        }
        let mut notified: Vec<usize> = world.notified.iter().map(|notified| notified.task).collect();
        notified.sort_unstable();
        assert_eq!(notified, [0, 1, 2, 3], "{next}: {:?}", world.rounds);
    }
}

/// What a round begins just before it has to end has time of its own to come to its end.
#[test]
fn a_delivery_that_a_round_begins_late_has_time_to_notify() {
    for limit in [8_000, 60_000] {
        let mut world = world_with(2_000);
        world.limit = limit;
        world.round_at(START);
        world.run();
        assert!(!summary(&world).complete, "time ran out");
        // Ten seconds, or a quarter of a short time, are kept for the end of a round; half of them are for its deliveries.
        let last = world.deadlines.iter().max().expect("a delivery") - START;
        assert_eq!(last, limit - (limit / 4).min(10_000) / 2);
    }
}

/// To a round, a task whose event came by itself and has a report is done: the platform invokes the function three times.
#[test]
fn an_event_whose_every_delivery_broke_off_before_it_notified_is_left_to_a_replay() {
    let mut world = world_with(1);
    world.breaks_off_at = ("qyapi", 3);
    world.event_at(START, 0);
    world.run();
    assert!(world.is_archived(0));
    world.round_at(START + HOUR);
    world.run();
    assert_eq!((counts(&world), world.notified.len()), ([1, 0, 0, 0, 0], 0));
    world.other_event_at(START + DAY, 0, world.tasks[0].event());
    world.run();
    assert_eq!(world.notified.len(), 1);
}

#[test]
fn a_round_without_time_left_stops_and_the_next_goes_on() {
    let mut world = world_with(400);
    world.page = 30;
    world.limit = 5_000;
    let mut rounds = 0;
    while !world.rounds.last().is_some_and(|done| done.summary.complete) {
        world.round_at(world.now + MINUTE);
        world.run();
        rounds += 1;
        assert!(world.rounds.len() == rounds, "a round was cut off");
        assert!(rounds < 60, "{:?}", summary(&world));
        world.forgets_tokens = rounds == 3;
    }
    assert!(rounds > 5);
    // One number over all rounds; those that were found missing before the token was forgotten are archived by then.
    assert_eq!(summary(&world).tasks, 400);
    // What was stored and not delivered because time ran out is delivered once nobody can be at it.
    world.now += 20 * MINUTE;
    for _ in 0..20 {
        world.round_at(world.now + MINUTE);
        world.run();
    }
    let lost: Vec<usize> = (0..400).filter(|task| !world.is_archived(*task)).collect();
    assert!(
        lost.is_empty(),
        "{lost:?} {:?}",
        world
            .rounds
            .iter()
            .map(|done| (
                &done.summary.since,
                &done.summary.until,
                done.summary.complete,
                done.summary.tasks,
                done.summary.pending,
                done.summary.failed
            ))
            .collect::<Vec<_>>()
    );
    assert_eq!(world.notified.len(), 400);
    let failed: Vec<_> = world.rounds.iter().filter(|done| !done.ok).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn an_event_without_a_report_is_delivered_again_once_nobody_is_at_it() {
    let mut world = world_with(1);
    world.event_at(START, 0);
    world.run();
    world.objects.retain(|key, _| key.ends_with(".event.json"));
    world.notified.clear();
    world.round_at(world.now + MINUTE);
    world.run();
    assert_eq!((counts(&world), world.notified.len()), ([1, 0, 0, 0, 1], 0), "its delivery may go on");
    world.round_at(world.now + 20 * MINUTE);
    world.run();
    assert_eq!((counts(&world), world.notified.len()), ([1, 1, 1, 0, 0], 1));
    assert_eq!(world.events_of(0).len(), 1, "it is its own event");
}

#[test]
fn other_objects_in_the_folder_of_a_task_hide_nothing() {
    let mut world = world_with(1);
    world.event_at(START, 0);
    world.run();
    let event = world.events_of(0)[0].clone();
    let (folder, _) = event.rsplit_once('/').unwrap();
    for number in 0..1_500 {
        world.objects.insert(format!("{folder}/0{number:04}.txt"), (b"junk".to_vec(), START));
    }
    world.round_at(START + HOUR);
    world.run();
    assert_eq!(counts(&world), [1, 0, 0, 0, 0]);
    assert_eq!(world.notified.len(), 1);
}

#[test]
fn a_plan_finds_and_changes_nothing() {
    let mut world = world_with(3);
    world.event_at(START, 0);
    world.run();
    world.request = WatchRequest {
        back: DAY,
        grace: 15 * MINUTE,
        delivers: false,
        has_cursor: false,
        deadline: START + 60_000,
        seed: 1,
    };
    let before = world.objects.clone();
    world.round_at(world.now);
    world.run();
    assert_eq!(counts(&world), [3, 2, 0, 0, 0]);
    let missing = world.settled.iter().filter(|task| task.status == SettledStatus::Missing).count();
    assert_eq!((world.settled.len(), missing), (3, 2));
    assert_eq!((world.objects == before, world.asked.contains_key("DescribeTaskDetail")), (true, false));
}

#[test]
fn two_rounds_at_once_deliver_each_task_once() {
    let mut world = world_with(40);
    for _ in 0..3 {
        world.round_at(START);
    }
    world.run();
    assert_eq!(world.notified.len(), 40);
    world.round_at(world.now + 20 * MINUTE);
    world.run();
    assert!((0..40).all(|task| world.is_archived(task)));
    assert_eq!(world.notified.len(), 40);
}

#[test]
fn options_that_the_watch_cannot_work_with_end_it_at_once() {
    let request = WatchRequest { back: DAY, grace: 0, delivers: true, has_cursor: true, deadline: 0, seed: 1 };
    for (settings, path) in [
        ("{}", "cos.bucket"),
        (
            r#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_LAYOUT":"classic","COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}"#,
            "cos.layout",
        ),
    ] {
        let mut watch = Watch::new(Ok(options(settings)), Ok(api()), request, START);
        let actions = watch.poll(START);
        let error = actions.done.expect("it ends").error.expect("an error");
        assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some(path)));
        assert!(actions.requests.is_empty());
        assert!(watch.poll(START).done.is_none());
    }
}

/// Answers the first requests of a round, one after the other, and gives the last actions.
fn answered(answers: &[(u16, &str)]) -> mps_webhook::delivery::WatchActions {
    let request =
        WatchRequest { back: DAY, grace: 0, delivers: true, has_cursor: false, deadline: START + 60_000, seed: 1 };
    let mut watch = Watch::new(Ok(options(world::SETTINGS)), Ok(api()), request, START);
    let mut now = START;
    let mut answers = answers.iter();
    loop {
        let mut actions = watch.poll(now);
        if actions.done.is_some() {
            return actions;
        }
        if let Some(send) = actions.requests.pop() {
            let Some((status, body)) = answers.next() else { return actions };
            watch.on_response(
                send.id,
                &Response { status: *status, headers: &[("x-cos-request-id", "-")], body: body.as_bytes() },
                now,
            );
        } else {
            now = actions.wait_until.unwrap_or_else(|| panic!("no time to wait for: {actions:?} {watch:?}"));
        }
    }
}

#[test]
fn answers_that_are_none_end_a_round_with_a_reason() {
    let error =
        |code: &str| format!(r#"{{"Response":{{"Error":{{"Code":"{code}","Message":"m"}},"RequestId":"r-1"}}}}"#);
    for (answer, reason) in [
        (error("UnauthorizedOperation"), "the MPS API answered UnauthorizedOperation, request r-1"),
        (error("InvalidParameter"), "the MPS API answered InvalidParameter, request r-1"),
        (error("AuthFailure.TokenFailure"), "the MPS API answered AuthFailure.TokenFailure, request r-1"),
        (r#"{"Response":{"TaskSet":7,"RequestId":"r"}}"#.into(), "the MPS API answered no list of tasks"),
        ("<html>".into(), "the MPS API answered 200 without a result"),
        (r#"{"Response":{"TaskSet":[]}}"#.into(), "the MPS API answered 200 without a RequestId"),
    ] {
        let done = answered(&[(200, &*answer); 5]).done.expect("it ends");
        assert_eq!(done.error.expect("an error").message(), reason, "{answer}");
    }
    let same = r#"{"Response":{"TaskSet":[],"ScrollToken":"x","RequestId":"r"}}"#;
    let done = answered(&[(200, same); 6]).done.expect("it ends");
    assert!(done.error.expect("an error").message().contains("leads to no later page"));
}

#[test]
fn tasks_that_cannot_be_worked_on_are_counted() {
    let page = r#"{"Response":{"TaskSet":[{"TaskId":"","FinishTime":"2023-11-14T20:00:00Z"},7],"RequestId":"r"}}"#;
    let done = answered(&[(200, page)]).done.expect("it ends");
    assert_eq!((done.ok, done.summary.tasks, done.summary.failed), (false, 2, 2));
}

#[test]
fn an_answer_about_another_task_is_not_delivered() {
    let id = Task::new(1, START - HOUR).id;
    let page = format!(
        r#"{{"Response":{{"TaskSet":[{{"TaskId":"{id}","TaskType":"WorkflowTask","FinishTime":"2023-11-14T20:00:00Z"}}],"RequestId":"r"}}}}"#
    );
    let empty = (200, "<ListBucketResult></ListBucketResult>");
    let other = Task::new(2, START - HOUR).detail(1).to_string();
    let done = answered(&[(200, &page), empty, (200, &other)]).done.expect("it ends");
    assert_eq!((done.ok, done.summary.missing, done.summary.failed), (false, 1, 1));
    assert_eq!(done.error.expect("an error").message(), "the MPS API answered another task than was asked for");
    let unfinished = Task::new(1, START - HOUR).detail(1).to_string().replace("FINISH\"", "PROCESSING\"");
    let done = answered(&[(200, &page), empty, (200, &unfinished)]).done.expect("it ends");
    assert_eq!((done.ok, done.summary.pending), (true, 1));
}

/// Events that are dropped, late or repeated, rounds at once and rounds that are cut off: in the end every task is archived, and
/// notified once.
#[test]
fn whatever_happens_every_finished_task_is_archived_and_notified_once() {
    let schedules = schedules::schedules();
    let seen = schedules::run(schedules, schedule);
    println!("tasks, fetched, late events, messages: {seen:?}");
    assert!(seen.iter().all(|count| *count > schedules / 4), "{seen:?}");
}

fn schedule(seed: u64) -> [u64; 4] {
    let mut world = World::new(seed.wrapping_mul(0x9e37_79b9));
    let tasks = world.random.between(1, 12);
    world.page = world.random.between(1, 5) as usize;
    world.limit = world.random.between(3, 40) * 1_000;
    world.faults = match world.random.below(3) {
        0 => Faults::default(),
        1 => Faults { crashed: 30, ..Faults::default() },
        _ => Faults { refused: 5, lost: 2, crashed: 20 },
    };
    let mut late = 0;
    for index in 0..tasks {
        let finished = START + world.random.between(-20, 60) * MINUTE;
        let mut task = Task::new(index as u64, finished);
        task.is_edit = world.random.percent(20);
        task.submitted = finished - world.random.between(0, 600) * MINUTE;
        task.is_timed = index % 7 != 3;
        task.message = if index % 11 == 5 { 3 << 20 } else { 0 };
        world.tasks.push(task);
        let index = index as usize;
        match world.random.below(10) {
            // Dropped before the function.
            0..=3 => {}
            4 | 5 => {
                late += 1;
                let at = finished.max(START) + world.random.between(5, 150) * MINUTE + world.random.between(0, 60_000);
                world.event_at(at, index);
            }
            6 => {
                // In time, and again.
                let at = finished.max(START) + world.random.between(0, 60_000);
                world.event_at(at, index);
                let again = at + world.random.between(0, 120) * MINUTE;
                world.event_at(again, index);
            }
            _ => {
                let at = finished.max(START) + world.random.between(0, 60_000);
                world.event_at(at, index);
            }
        }
    }
    let mut at = START;
    for _ in 0..world.random.between(2, 10) {
        at += world.random.between(0, 20) * MINUTE + world.random.between(0, 3_000);
        world.round_at(at);
        if world.random.percent(30) {
            let other = at + world.random.between(0, 2_000);
            world.round_at(other);
        }
    }
    world.run();
    // Once nothing goes wrong any more, the rounds of an hour and a half have found all.
    world.faults = Faults::default();
    world.limit = 40_000;
    for _ in 0..6 {
        world.round_at(world.now.max(START + 80 * MINUTE) + 18 * MINUTE);
        world.run();
    }
    for task in 0..world.tasks.len() {
        assert!(world.is_archived(task), "seed {seed}: task {task} is not archived: {:?}", world.rounds);
        assert!(
            world.notified.iter().any(|notified| notified.task == task),
            "seed {seed}: task {task} was not notified"
        );
        assert!(!world.notified_again(task), "seed {seed}: task {task} was notified twice: {:?}", world.notified);
    }
    let fetched = world.rounds.iter().map(|done| u64::from(done.summary.newly_missing)).sum();
    [world.tasks.len() as u64, fetched, late, world.notified.len() as u64]
}

#[test]
fn only_the_platform_asks_for_a_round() {
    let event = br#"{"Type":"Timer","TriggerName":"t","Time":"2024-01-01T00:00:00Z","Message":"watch 2h"}"#;
    let envelope = serde_json::json!({ "httpMethod": "POST", "body": String::from_utf8_lossy(event) }).to_string();
    let invocation = Invocation { request_id: None, deadline: START + 3_000, seed: 1, mode: Mode::Full };
    let wanted = |start: fn(Vec<u8>, Result<Options, Error>, Invocation<'_>, i64) -> Delivery, event: &[u8]| {
        // With a bot it would look into the outbox first.
        let settings = world::SETTINGS.replace("WECOM_WEBHOOK_KEY", "ANOTHER_KEY");
        let mut delivery = start(event.to_vec(), Ok(options(&settings)), invocation, START);
        delivery.poll(START).done.map(|done| (done.ok, done.watch.map(|watch| watch.back)))
    };
    assert_eq!(wanted(Delivery::new, event), Some((true, Some(2 * HOUR))));
    // What a web request brings is quarantined, as anything else that is not a notification.
    assert_eq!(wanted(Delivery::of_request, event), None);
    assert_eq!(wanted(Delivery::new, envelope.as_bytes()), None);
}

#[test]
fn names_are_as_in_json() {
    let names = [
        SettledStatus::Archived,
        SettledStatus::Missing,
        SettledStatus::Fetched,
        SettledStatus::Gone,
        SettledStatus::Pending,
        SettledStatus::Failed,
    ]
    .map(SettledStatus::as_str);
    assert_eq!(names, ["archived", "missing", "fetched", "gone", "pending", "failed"]);
}
