//! The outbox: what a bot cannot be sent now is sent later, once, whatever happens.

#![cfg(all(feature = "api", feature = "notify"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that fails is meant to panic"
)]

#[path = "../simulation/random.rs"]
#[allow(dead_code, reason = "no test needs all of it")]
mod random;
#[path = "../support/schedules.rs"]
mod schedules;
mod world;

use mps_webhook::delivery::StepStatus;
use mps_webhook::options::Level;
use serde_json::json;
use world::{Faults, HOUR, MINUTE, START, World};

/// Runs a timer every minute until nothing waits.
fn drain(world: &mut World) {
    for _ in 0..100 {
        if world.waiting().is_empty() {
            return;
        }
        world.timer_at(world.now.max(START) + MINUTE + 1);
        world.run();
    }
    panic!("{} messages still wait: {:?}", world.waiting().len(), world.log.last());
}

fn times_each_is_sent(world: &World, events: usize) -> Vec<usize> {
    (0..events).map(|event| world.times_sent(event)).collect()
}

#[test]
fn a_flood_is_sent_as_single_messages_and_then_as_digests() {
    let mut world = World::new(1, &json!({}));
    world.failing.extend([21, 40]);
    for event in 0..60 {
        world.event_at(START + event as i64 * 500, event);
    }
    world.run();
    assert!(world.done.iter().all(|(_, done)| done.ok), "no invocation fails");
    assert_eq!((world.sent.len(), world.waiting().len(), world.refusals), (20, 40, 0));
    drain(&mut world);
    assert_eq!(times_each_is_sent(&world, 60), [1; 60]);
    assert!(world.sent.len() <= 24, "{}", world.sent.len());
    let digest = &world.sent[20].text;
    assert!(digest.starts_with("**"), "{digest}");
    assert!(digest.find("file-21").unwrap() < digest.find("file-20").unwrap(), "what failed comes first: {digest}");
    assert!(world.objects.keys().all(|key| !key.contains("outbox")), "nothing is left in the outbox");
}

#[test]
fn a_bot_that_refuses_for_its_rate_fails_no_invocation_and_is_left_alone() {
    // Each event comes to an instance of its own, so that none knows how many others send.
    let mut world = World::new(2, &json!({}));
    world.is_warm = false;
    for event in 0..50 {
        world.event_at(START + event as i64 * 100, event);
    }
    world.run();
    assert!(world.done.iter().all(|(_, done)| done.ok));
    assert_eq!((world.sent.len(), world.refusals, world.waiting().len()), (20, 30, 30), "one refusal for each");
    drain(&mut world);
    assert_eq!(times_each_is_sent(&world, 50), [1; 50]);
}

#[test]
fn fewer_than_five_are_sent_as_they_are() {
    let mut world = World::new(3, &json!({ "pace": "1/min" }));
    for event in 0..4 {
        world.event_at(START + event as i64 * 1_000, event);
    }
    world.run();
    drain(&mut world);
    assert_eq!((times_each_is_sent(&world, 4), world.sent.len()), (vec![1; 4], 4));
    assert!(world.sent.iter().all(|sent| sent.text.contains("**file-") && !sent.text.contains("Late")));
    assert!(world.sent.windows(2).all(|two| two[1].at - two[0].at > MINUTE - 40), "but for the way to the bot");
}

#[test]
fn without_digests_all_are_sent_one_by_one() {
    let mut world = World::new(4, &json!({ "digest": "never" }));
    for event in 0..45 {
        world.event_at(START + event as i64, event);
    }
    world.run();
    drain(&mut world);
    assert_eq!((times_each_is_sent(&world, 45), world.sent.len()), (vec![1; 45], 45));
}

#[test]
fn the_next_event_of_an_instance_sends_what_waits_without_a_timer() {
    let mut world = World::new(5, &json!({ "pace": "2/min" }));
    for event in 0..8 {
        world.event_at(START + event as i64 * 1_000, event);
    }
    world.run();
    assert_eq!(world.sent.len(), 2);
    world.event_at(START + 2 * MINUTE, 8);
    world.run();
    assert_eq!(times_each_is_sent(&world, 9), [1; 9]);
    assert_eq!(world.sent.len(), 3);
    assert_eq!(world.sent[2].events, [2, 3, 4, 5, 6, 7, 8], "its own message waits for its turn");
}

#[test]
fn a_new_instance_looks_once_for_what_others_left() {
    let mut world = World::new(6, &json!({ "pace": "3/min" }));
    (world.is_warm, world.takes) = (false, 1);
    for event in 0..4 {
        world.event_at(START + event as i64 * 1_000, event);
    }
    world.run();
    assert_eq!(world.waiting().len(), 3);
    world.takes = 20;
    world.is_warm = true;
    world.end_instances();
    for event in 4..7 {
        world.event_at(START + event as i64 * 2 * MINUTE, event);
    }
    world.run();
    assert_eq!(world.waiting().len(), 0, "the instance has looked");
    assert_eq!(times_each_is_sent(&world, 7), [1; 7]);
    // Nothing waits any more: a warm instance looks again after ten minutes.
    let lists = world.requests["list"];
    for event in 7..20 {
        world.event_at(world.now + event as i64 * 100_000, event);
    }
    world.run();
    assert!((1..=4).contains(&(world.requests["list"] - lists)), "{}", world.requests["list"] - lists);
}

#[test]
fn quiet_hours_and_digests_hold_back_all_but_what_is_urgent() {
    // It is 22:13 UTC.
    let mut world = World::new(7, &json!({ "quiet": "06:00-09:00 +08:00", "urgent": ["failure"] }));
    world.failing.insert(1);
    for event in 0..3 {
        world.event_at(START + event as i64 * 1_000, event);
    }
    world.timer_at(START + HOUR);
    world.run();
    assert_eq!(times_each_is_sent(&world, 3), [0, 1, 0]);
    let line = world.log.iter().find(|line| line.msg.starts_with("queued for ")).expect("a line");
    assert!(line.msg.ends_with(": quiet hours, until 2023-11-15T01:00:00Z"), "{}", line.msg);
    world.timer_at(START + 3 * HOUR);
    world.run();
    assert_eq!(times_each_is_sent(&world, 3), [1, 1, 1]);

    let mut world = World::new(8, &json!({ "digest": "hourly" }));
    for event in 0..4 {
        world.event_at(START + event as i64 * MINUTE, event);
    }
    world.timer_at(START + 46 * MINUTE);
    world.run();
    assert_eq!(world.sent.len(), 0);
    world.timer_at(START + 47 * MINUTE);
    world.run();
    assert_eq!((times_each_is_sent(&world, 4), world.sent.len()), (vec![1; 4], 1));
    assert!(world.sent[0].text.starts_with("**4 results · ✅ Succeeded 4**"), "{}", world.sent[0].text);

    let mut world = World::new(9, &json!({ "digest": "daily", "urgent": ["failure", "block"] }));
    world.failing.insert(1);
    for event in 0..3 {
        world.event_at(START + event as i64 * MINUTE, event);
    }
    world.timer_at(START + HOUR);
    world.run();
    assert_eq!(times_each_is_sent(&world, 3), [0, 1, 0]);
    world.timer_at(START + 2 * HOUR);
    world.run();
    assert_eq!(times_each_is_sent(&world, 3), [1, 1, 1]);
}

#[test]
fn what_waits_longer_than_a_day_says_so() {
    for (events, digests) in [(1, false), (6, true)] {
        let mut world = World::new(10, &json!({ "quiet": "00:00-23:59 +00:00" }));
        for event in 0..events {
            world.event_at(START + event as i64, event);
        }
        world.run();
        // For a minute of the day it is not quiet.
        world.timer_at(START + 25 * HOUR + 46 * MINUTE);
        world.run();
        assert_eq!((times_each_is_sent(&world, events), world.sent.len()), (vec![1; events], 1));
        let text = &world.sent[0].text;
        assert!(text.contains("⏰ Late, waited since: 2023-11-14T22:13:2"), "{text}");
        assert_eq!(text.contains("results"), digests, "{text}");
    }
}

#[test]
fn a_retry_neither_sends_nor_puts_aside_again() {
    let mut world = World::new(11, &json!({ "digest": "hourly" }));
    world.event_at(START, 0);
    world.event_at(START + MINUTE, 0);
    world.run();
    assert_eq!((world.waiting().len(), world.requests["put message"]), (1, 1));
    let dispatched = &world.done[1].1.events[0].dispatched.as_ref().unwrap()[0];
    let reason = dispatched.reason.as_deref();
    assert_eq!(
        (dispatched.status, reason),
        (StepStatus::SeenBefore, Some("it waits in the outbox, or was sent from there"))
    );
    let last = &world.log.iter().rfind(|line| line.msg.starts_with("task ended")).unwrap().msg;
    assert!(last.contains("queued before: wecom-") && !last.contains("notified before"), "{last}");
    // The function broke off before the receipt was stored.
    let report = world.objects.iter_mut().find(|(key, _)| key.ends_with(".report.json")).unwrap().1;
    let text = String::from_utf8(report.clone()).unwrap();
    *report = [&text[..text.find(r#",{"step":"notify""#).unwrap()], "]}"].concat().into_bytes();
    world.settings = world::settings(&json!({}));
    world.event_at(START + 2 * MINUTE, 0);
    world.run();
    assert_eq!(
        (world.sent.len(), world.requests["put message"]),
        (1, 1),
        "what waits is sent from there: {:?}",
        world.log
    );
    assert_eq!(times_each_is_sent(&world, 1), [1]);
}

#[test]
fn equal_events_that_an_instance_gets_at_once_are_one_message() {
    for seed in 0..20 {
        let mut world = World::new(200 + seed, &json!({}));
        world.is_shared = true;
        for _ in 0..8 {
            world.event_at(START, 0);
            world.event_at(START + seed as i64, 1);
        }
        world.run();
        assert!(world.done.len() == 16 && world.done.iter().all(|(_, done)| done.ok));
        assert_eq!(times_each_is_sent(&world, 2), [1, 1]);
    }
}

#[test]
fn what_waits_is_sent_at_the_end_of_a_minute_too() {
    for second in 50..62 {
        let mut world = World::new(300, &json!({ "digest": "hourly" }));
        world.event_at(START, 0);
        // It is 22:13:20 UTC.
        world.timer_at(START + HOUR + (second - 20) * 1_000);
        world.run();
        assert_eq!(times_each_is_sent(&world, 1), [1], "{second}: {:?}", world.log.last());
    }
}

#[test]
fn two_timers_at_once_send_each_message_once() {
    let mut world = World::new(12, &json!({ "pace": "5/min" }));
    for event in 0..150 {
        world.event_at(START + event as i64 * 10, event);
    }
    world.run();
    world.takes = 1_000;
    for round in 1..40 {
        for _ in 0..4 {
            let at = START + round * 61_000 + world.random.between(0, 500);
            world.timer_at(at);
        }
    }
    world.run();
    assert_eq!(times_each_is_sent(&world, 150), [1; 150]);
}

#[test]
fn without_a_bucket_there_is_no_outbox() {
    let mut world = World::new(13, &json!({ "digest": "daily", "pace": "1/h" }));
    let settings: serde_json::Value = serde_json::from_str(&world.settings).unwrap();
    world.settings = json!({ "options": settings["options"] }).to_string();
    for event in 0..3 {
        world.event_at(START, event);
    }
    world.run();
    assert_eq!(times_each_is_sent(&world, 3), [1, 1, 1]);
}

#[test]
fn what_is_no_message_is_left_alone_and_named() {
    let mut world = World::new(14, &json!({ "digest": "hourly" }));
    world.event_at(START, 0);
    world.run();
    let key = world.waiting()[0].clone();
    let broken = key.replace(".outbox.json", "0.outbox.json");
    world.objects.insert(broken.clone(), b"{}".to_vec());
    world.objects.insert("mps/outbox/other/notes.txt".into(), b"mine".to_vec());
    world.timer_at(START + HOUR);
    world.run();
    assert_eq!(times_each_is_sent(&world, 1), [1]);
    assert!(world.log.iter().any(|line| line.msg.contains("is not a message") && line.key.as_ref() == Some(&broken)));
    assert!(world.objects.contains_key(&broken) && world.objects.contains_key("mps/outbox/other/notes.txt"));
}

/// The object of a message that waits for the bot, and its key.
fn waiting_message(folder: &str, second: usize, event: usize, title: &str) -> (String, Vec<u8>) {
    let time = START / 1_000 + second as i64;
    let (minute, second) = (time / 60 % 60, time % 60);
    let digest = format!("{event:032x}");
    let key = format!("{folder}20231114T22{minute:02}{second:02}Z-{digest}.outbox.json");
    let content = format!("**{title}**\\n> {}", world::task_id(event));
    let object = json!({
        "version": 1,
        "target": "wecom",
        "at": format!("2023-11-14T22:{minute:02}:{second:02}Z"),
        "report_key": format!("mps/WorkflowTask/{}/{digest}.report.json", world::task_id(event)),
        "verdict": "success",
        "title": title,
        "reason": "",
        "message": format!(r#""msgtype":"markdown","markdown":{{"content":"{content}"}}}}"#),
    });
    (key, object.to_string().into_bytes())
}

/// The folder of the only target.
fn folder(world: &World) -> String {
    let key = world.waiting()[0];
    key[..=key.rfind('/').unwrap()].into()
}

#[test]
fn neither_other_objects_nor_other_messages_hide_one() {
    let mut world = World::new(20, &json!({ "digest": "hourly", "urgent": ["failure"] }));
    world.limit = 120_000;
    world.event_at(START, 0);
    world.run();
    let folder = folder(&world);
    for number in 0..2_500 {
        world.objects.insert(format!("{folder}0{number:04}.txt"), b"junk".to_vec());
        world.objects.insert(format!("{folder}20231114T220000Z-{number:032x}.outbox.json"), b"{}".to_vec());
    }
    let others = world.objects.keys().filter(|key| key.contains("outbox")).count() - 1;
    world.timer_at(START + HOUR);
    world.run();
    assert_eq!(world.times_sent(0), 1, "{:?}", world.log.last());
    assert_eq!(world.objects.keys().filter(|key| key.contains("outbox")).count(), others, "nothing else is deleted");
    let lines: Vec<_> = world.log.iter().filter(|line| line.msg.contains("is not a message")).collect();
    assert!(lines.len() == 1 && lines[0].count.is_some_and(|count| count > 100), "{lines:?}");
}

#[test]
fn urgent_messages_go_before_a_thousand_others() {
    let mut world = World::new(21, &json!({ "urgent": ["failure"], "digest": "never", "pace": "100/min" }));
    world.takes = 1;
    world.failing.insert(3_000);
    world.event_at(START, 2_999);
    world.event_at(START + 30_000, 3_000);
    world.run();
    let folder = folder(&world);
    assert!(world.waiting()[0].ends_with(".urgent.outbox.json"));
    add_waiting(&mut world, &folder, 2_000);
    world.takes = 1_000;
    world.timer_at(START + 3 * MINUTE);
    world.run();
    assert_eq!(world.sent[1].events, [3_000], "the urgent one is sent first");
    assert!(world.sent[2].events[0] < 10, "then the oldest");
}

/// Adds messages of so many events to a folder, a thousand for each second.
fn add_waiting(world: &mut World, folder: &str, events: usize) {
    for event in 0..events {
        let (key, object) = waiting_message(folder, event / 1_000, event, "x");
        world.objects.insert(key, object);
    }
}

#[test]
fn more_messages_than_a_visit_keeps_are_sent_in_one_visit_if_there_is_time() {
    let mut world = World::new(22, &json!({ "pace": "none" }));
    (world.takes, world.limit) = (0, 600_000);
    world.event_at(START, 5_000);
    world.run();
    let folder = folder(&world);
    add_waiting(&mut world, &folder, 2_500);
    world.takes = 10_000;
    world.timer_at(START + 3 * MINUTE);
    world.run();
    assert_eq!(world.waiting().len(), 0);
    assert!((0..2_500).all(|event| world.times_sent(event) == 1));
}

#[test]
fn bots_do_not_wait_for_one_another() {
    let bots: Vec<_> =
        (0..6).map(|bot| json!({ "url": format!("{bot}{}", &world::SECRET[1..]), "pace": "5/min" })).collect();
    let mut world = World::new(23, &json!({}));
    world.settings = world::settings_of(&bots);
    world.limit = 90_000;
    // Nobody knows how many messages the others sent.
    (world.is_warm, world.takes) = (false, 2);
    for event in 0..20 {
        world.event_at(START + event as i64 * 10, event);
    }
    world.run();
    let before = world.sent.len();
    world.settings = world.settings.replace("\"lang\"", "\"digest\":\"never\",\"lang\"");
    world.takes = 100;
    world.timer_at(START + 3 * MINUTE);
    world.run();
    for bot in &bots {
        let url = bot["url"].as_str().unwrap();
        let sent = world.sent[before..].iter().filter(|sent| sent.bot == url).count();
        assert!(sent >= 5, "{url}: {sent}");
    }
}

#[test]
fn what_is_too_large_for_a_message_is_not_read() {
    let mut world = World::new(24, &json!({ "digest": "hourly" }));
    world.event_at(START, 0);
    world.run();
    let (key, _) = waiting_message(&folder(&world), 0, 1, "x");
    world.objects.insert(key.clone(), vec![b' '; 1_000_000]);
    world.timer_at(START + HOUR);
    world.run();
    assert_eq!((world.times_sent(0), world.requests["get message"]), (1, 1));
    assert!(world.objects.contains_key(&key));
}

#[test]
fn nothing_is_deleted_that_was_not_named() {
    let mut world = World::new(25, &json!({ "digest": "hourly" }));
    world.event_at(START, 0);
    world.run();
    let folder = folder(&world);
    // A message with another name than its own, and one whose title does not fit into a digest.
    let (key, object) = waiting_message(&folder, 0, 1, "x");
    let copied = key.replace("0001.outbox", "00ff.outbox");
    world.objects.insert(copied.clone(), object);
    let (key, object) = waiting_message(&folder, 1, 2, &"long ".repeat(900));
    world.objects.insert(key.clone(), object);
    for event in 3..6 {
        let (key, object) = waiting_message(&folder, event, event, "x");
        world.objects.insert(key, object);
    }
    for hour in 1..4 {
        world.timer_at(START + hour * HOUR);
    }
    world.takes = 100;
    world.run();
    assert!(world.objects.contains_key(&copied), "it is not ours");
    assert_eq!([0, 3, 4, 5].map(|event| world.times_sent(event)), [1; 4]);
    assert_eq!(world.times_sent(2) == 1, !world.objects.contains_key(&key), "it is deleted only if it was sent");
}

#[test]
fn messages_of_one_second_keep_their_order() {
    for seed in 0..20 {
        let mut world = World::new(100 + seed, &json!({ "digest": "hourly" }));
        for event in 0..8 {
            world.event_at(START + event as i64 * 100, event);
        }
        world.timer_at(START + HOUR);
        world.run();
        assert_eq!(world.sent.len(), 1);
        assert_eq!(world.sent[0].events, [0, 1, 2, 3, 4, 5, 6, 7]);
    }
}

#[test]
fn after_a_list_that_failed_the_next_message_waits_for_nothing() {
    let mut world = World::new(26, &json!({}));
    world.faults.refused_lists = true;
    world.event_at(START, 0);
    world.event_at(START + 5 * MINUTE, 1);
    world.run();
    assert_eq!((times_each_is_sent(&world, 2), world.requests.get("put message")), (vec![1, 1], None));
}

#[test]
fn messages_of_a_target_that_was_removed_are_sent_by_another_one_of_its_bot() {
    let both = [json!({ "digest": "hourly" }), json!({ "digest": "hourly", "lang": "ko" })];
    let mut world = World::new(27, &json!({}));
    world.settings = world::settings_of(&both);
    for event in 0..3 {
        world.event_at(START + event as i64, event);
    }
    world.run();
    assert_eq!(world.waiting().len(), 6);
    for left in &both {
        let objects = world.objects.clone();
        let mut world = World::new(28, left);
        world.objects = objects;
        world.timer_at(START + HOUR);
        world.run();
        assert_eq!((times_each_is_sent(&world, 3), world.waiting().len()), (vec![2; 3], 0));
        let lines = world.log.iter().filter(|line| line.msg.starts_with("sent what waited to wecom-"));
        assert_eq!(lines.count(), 2);
    }
    // No target of the bot is left: the log says so.
    let objects = world.objects.clone();
    let mut world = World::new(29, &json!({ "url": "99999999-2222-3333-4444-555555555555" }));
    world.objects = objects;
    world.timer_at(START + HOUR);
    world.run();
    assert_eq!((world.sent.len(), world.waiting().len()), (0, 6));
    let lines = world.log.iter().filter(|line| line.msg.contains("none of the targets"));
    let lines: Vec<_> = lines.map(|line| (line.level, line.target.clone().expect("a name"), line.count)).collect();
    assert_eq!(lines.len(), 2, "a line for each: {lines:?}");
    assert!(lines.iter().all(|(level, _, count)| (*level, *count) == (Level::Warn, Some(2))), "{lines:?}");
    assert_ne!(lines[0].1, lines[1].1);
}

#[test]
fn a_bot_that_is_gone_loses_nothing() {
    let mut world = World::new(15, &json!({ "pace": "1/min" }));
    for event in 0..3 {
        world.event_at(START + event as i64 * 1_000, event);
    }
    world.run();
    world.settings = world::settings(&json!({ "pace": "1/min", "url": "99999999-2222-3333-4444-555555555555" }));
    world.timer_at(START + 2 * MINUTE);
    world.run();
    assert_eq!(world.waiting().len(), 2, "another bot is another target");
}

#[test]
fn a_role_that_may_not_list_or_delete_repeats_nothing() {
    for method in ["LIST", "DELETE"] {
        let mut world = World::new(19, &json!({ "pace": "2/min" }));
        for event in 0..5 {
            world.event_at(START + event as i64 * 1_000, event);
        }
        world.forbidden.push(method);
        world.run();
        let waiting = world.waiting().len();
        for timer in 1..10 {
            world.timer_at(START + timer * 2 * MINUTE);
        }
        world.run();
        assert!((0..5).all(|event| world.times_sent(event) <= 1), "{method}: {:?}", times_each_is_sent(&world, 5));
        assert_eq!(world.waiting().len(), waiting, "{method}");
        let warnings =
            world.log.iter().filter(|line| line.level == Level::Warn && line.msg.contains("what waits is not sent"));
        assert!(
            warnings.clone().count() >= 9
                && warnings
                    .into_iter()
                    .all(|line| line.error.as_ref().is_some_and(|error| error.contains("AccessDenied")))
        );
        // What is new is sent or fails, as without an outbox: nobody would send it from there.
        world.event_at(world.now + MINUTE, 5);
        world.run();
        assert_eq!((world.times_sent(5), world.waiting().len()), (1, waiting), "{method}");
        world.forbidden.clear();
        drain(&mut world);
        assert_eq!(times_each_is_sent(&world, 6), [1; 6], "{method}");
    }
}

#[test]
fn a_message_that_is_not_deleted_is_not_sent_again() {
    for answer in [(503, "SlowDown"), (409, "FileAlreadyExists"), (403, "AccessDenied")] {
        let mut world = World::new(31, &json!({ "pace": "2/min" }));
        for event in 0..5 {
            world.event_at(START + event as i64 * 1_000, event);
        }
        world.run();
        assert_eq!(world.waiting().len(), 3);
        world.undeletable = Some(answer);
        for timer in 1..10 {
            world.timer_at(START + timer * 2 * MINUTE);
        }
        world.run();
        assert_eq!((times_each_is_sent(&world, 5), world.waiting().len()), (vec![1, 1, 1, 0, 0], 3), "{answer:?}");
        let lines_with = |text: &str| world.log.iter().filter(|line| line.msg.contains(text)).count();
        assert_eq!(lines_with("a message was sent, and its object in the outbox is not deleted"), 1, "{answer:?}");
        assert_eq!(lines_with("what waits is not sent"), 8, "{answer:?}");
        world.undeletable = None;
        drain(&mut world);
        assert_eq!(times_each_is_sent(&world, 5), [1; 5], "{answer:?}");
    }
}

#[test]
fn one_refusal_of_cos_fails_no_event() {
    for method in ["LIST", "DELETE"] {
        let mut world = World::new(32, &json!({ "pace": "none" }));
        (world.takes, world.refused_requests) = (1, 1);
        world.forbidden.push(method);
        for event in 0..10 {
            world.event_at(START + event as i64 * 20_000, event);
        }
        world.run();
        assert_eq!(world.refused_requests, 0, "{method}");
        assert!(world.done.iter().all(|(_, done)| done.ok), "{method}");
    }
}

#[test]
fn an_instance_that_notifies_nobody_looks_again_whether_it_may_list() {
    let mut world = World::new(33, &json!({ "pace": "none" }));
    (world.takes, world.refused_requests) = (1, 2);
    world.forbidden.push("LIST");
    for event in 0..60 {
        world.event_at(START + event as i64 * 20_000, event);
    }
    world.run();
    assert!(world.done.iter().any(|(_, done)| !done.ok), "the list is refused twice");
    let late = world.done.iter().filter(|(event, _)| event.is_some_and(|event| event > 32));
    assert!(late.clone().count() > 20 && late.into_iter().all(|(_, done)| done.ok), "eleven minutes later it may");
}

#[test]
fn a_role_that_may_not_list_is_told_so_when_the_bot_is_busy() {
    for (method, permission) in [("LIST", "cos:GetBucket"), ("DELETE", "cos:DeleteObject")] {
        let mut world = World::new(30, &json!({ "pace": "none" }));
        world.forbidden.push(method);
        world.takes = 1;
        for (event, second) in [0, 40, 80, 120, 125, 130, 135].into_iter().enumerate() {
            world.event_at(START + second * 1_000, event);
        }
        world.run();
        let failed = world.done.iter().filter_map(|(_, done)| done.error.as_ref()).next().expect("one fails");
        assert_eq!(failed.code(), mps_webhook::ErrorCode::NotDelivered, "more time does not help");
        assert!(failed.message().contains(permission), "{method}: {}", failed.message());
        assert!(failed.help().contains("cos:GetBucket"), "{}", failed.help());
        let is_said = |line: &mps_webhook::delivery::Line| {
            line.level >= Level::Warn && line.error.as_ref().is_some_and(|error| error.contains(permission))
        };
        assert!(world.log.iter().any(is_said), "{method}");
    }
}

#[test]
fn a_file_that_succeeds_after_it_failed_has_recovered() {
    let failed = "Recovered, failed before at: 2023-11-14T22:13:20Z";
    for (option, says) in [(json!({ "recovered": "day" }), true), (json!({}), false)] {
        let mut world = World::new(16, &option);
        world.failing.insert(0);
        world.files.extend([(1, 0), (2, 0), (4, 3)]);
        for event in 0..3 {
            world.event_at(START + event as i64 * HOUR, event);
        }
        world.run();
        let texts: Vec<bool> = world.sent.iter().map(|sent| sent.text.contains(failed)).collect();
        assert_eq!(texts, [false, says, false], "it recovers once");
        // Longer ago than a day.
        world.failing.insert(3);
        world.event_at(START + 3 * HOUR, 3);
        world.event_at(START + 28 * HOUR, 4);
        world.run();
        assert!(!world.sent[4].text.contains("Recovered"), "{}", world.sent[4].text);
        assert_eq!(times_each_is_sent(&world, 5), [1; 5]);
        assert!(world.objects.keys().all(|key| !key.contains("failed/")), "what is found is removed");
    }
}

#[test]
fn in_a_digest_a_recovered_file_has_its_sign() {
    let mut world = World::new(17, &json!({ "recovered": "day", "digest": "hourly" }));
    world.failing.insert(0);
    world.files.insert(1, 0);
    for event in 0..3 {
        world.event_at(START + event as i64 * MINUTE, event);
    }
    world.timer_at(START + HOUR);
    world.run();
    assert_eq!(world.sent.len(), 1);
    assert!(world.sent[0].text.contains("> ♻️ ✅ Succeeded · file-0.mp4"), "{}", world.sent[0].text);
}

#[test]
fn what_the_outbox_costs() {
    let requests = |target: &serde_json::Value, events: usize| {
        let mut world = World::new(18, target);
        world.settings = world.settings.replace("\"lang\"", "\"on\":\"all\",\"lang\"");
        for event in 0..events {
            world.event_at(START + event as i64 * 1_000, event);
        }
        world.timer_at(START + HOUR);
        world.run();
        let count = |kind| world.requests.get(kind).copied().unwrap_or_default();
        ["archive", "list", "claim", "put message", "get message", "delete"].map(count)
    };
    // A warm instance looks once in ten minutes, and the timer once.
    assert_eq!(requests(&json!({}), 1), [4, 2, 0, 0, 0, 0]);
    assert_eq!(requests(&json!({}), 15), [60, 2, 0, 0, 0, 0]);
    // What waits is put, read and deleted once; its folder is listed, too, and the claim is given back.
    assert_eq!(requests(&json!({ "digest": "hourly" }), 15), [60, 4, 1, 15, 15, 17]);
    assert_eq!(requests(&json!({ "recovered": "day" }), 2), [10, 2, 0, 0, 0, 0], "one more for each task");
}

/// Floods, limits, functions that are killed at any request, answers that are lost, timers at once: in the end every event is named in
/// a message, and in no second one, unless a function broke off or met a fault.
#[test]
fn whatever_happens_every_event_is_told_once() {
    let schedules = schedules::schedules();
    let seen = schedules::run(schedules, schedule);
    println!("events, messages, digests, refusals for the rate, killed or faulty invocations, told again: {seen:?}");
    assert!(seen.iter().take(5).all(|count| *count > schedules / 10), "{seen:?}");
}

fn schedule(seed: u64) -> [u64; 6] {
    let mut random = random::Random(seed.wrapping_mul(0x9e37_79b9).wrapping_add(77));
    let mut target = json!({ "pace": *random.pick(&["1/s", "5/min", "20/min", "100/min", "none"]) });
    target["digest"] = (*random.pick(&["when-busy", "when-busy", "when-busy", "never", "hourly"])).into();
    if random.percent(20) {
        target["quiet"] = "06:00-07:00 +08:00".into();
    }
    if random.percent(30) {
        target["urgent"] = json!(["failure"]);
    }
    let mut world = World::new(random.next(), &target);
    world.takes = random.between(1, 40) as usize;
    world.limit = random.between(3, 60) * 1_000;
    world.is_warm = random.percent(70);
    world.faults = match random.below(4) {
        0 | 1 => Faults::default(),
        2 => Faults { crashed: 20, ..Faults::default() },
        _ => Faults { refused: 4, lost: 2, crashed: 10, ..Faults::default() },
    };
    // One server has all deliveries, and gets some events several times at once.
    world.is_shared = world.faults.crashed == 0 && random.percent(20);
    world.is_warm |= world.is_shared;
    let events = random.between(1, 60) as usize;
    let span = *random.pick(&[100, 5_000, MINUTE, 10 * MINUTE]);
    for event in 0..events {
        if random.percent(15) {
            world.failing.insert(event);
        }
        let at = START + random.between(0, span);
        world.event_at(at, event);
        if world.is_shared && random.percent(30) {
            for _ in 0..random.between(1, 7) {
                world.event_at(at + random.between(0, 50), event);
            }
        }
        if random.percent(5) {
            // The platform delivers it again.
            world.event_at(START + span + random.between(MINUTE, 5 * MINUTE), event);
        }
    }
    for _ in 0..random.between(0, 8) {
        let at = START + random.between(0, 15 * MINUTE);
        for _ in 0..random.between(1, 3) {
            world.timer_at(at + random.between(0, 1_000));
        }
    }
    world.run();
    // Once nothing goes wrong any more, all is sent within hours.
    world.faults = Faults::default();
    world.limit = 60_000;
    for _ in 0..100 {
        if world.waiting().is_empty() {
            break;
        }
        let pause = if world.random.percent(10) { HOUR } else { 61_000 };
        world.timer_at(world.now + pause);
        world.run();
    }
    assert!(world.waiting().is_empty(), "seed {seed}: messages still wait");
    let mut again = 0;
    for event in 0..events {
        let times = world.times_sent(event);
        assert!(times > 0, "seed {seed}: event {event} was told to nobody");
        let excuses = world.excuses(event);
        assert!(times <= 1 + excuses, "seed {seed}: event {event} was told {times} times, with {excuses} excuses");
        again += times as u64 - 1;
    }
    let digests = world.sent.iter().filter(|sent| sent.text.contains(" results")).count();
    [events as u64, world.sent.len() as u64, digests as u64, world.refusals as u64, world.excused(), again]
}
