//! A world for the outbox: COS, a bot that takes so many messages a minute, and instances of a function that remember their bots from
//! one delivery to the next. Time is a number, every step is the seed's.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use mps_webhook::delivery::{Line, Memory};
use mps_webhook::internals::options_from_json;
use mps_webhook::options::Level;
use mps_webhook::{Delivery, Done, Invocation, Mode, Request, Response};
use serde_json::{Value, json};

use crate::random::Random;

pub const START: i64 = 1_700_000_000_000;
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;

/// Part of the bot's address, which nothing but its requests may show.
pub const SECRET: &str = "11111111-2222-3333-4444-555555555555";

pub fn settings(target: &Value) -> String {
    settings_of(std::slice::from_ref(target))
}

/// The settings of a function with several targets.
pub fn settings_of(targets: &[Value]) -> String {
    let notify = targets.iter().map(|target| {
        let mut notify = json!({ "url": SECRET, "lang": "en" });
        for (name, value) in target.as_object().expect("options of a target") {
            notify[name] = value.clone();
        }
        notify
    });
    json!({
        "options": { "notify": notify.collect::<Vec<_>>() },
        "env": { "COS_BUCKET": "b-125", "COS_ENDPOINT": "http://cos", "COS_SECRET_ID": "AKIDsecret", "COS_SECRET_KEY": "sk-secret" },
    })
    .to_string()
}

/// What may go wrong, in percent of the requests, or of the functions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Faults {
    pub refused: u64,
    pub lost: u64,
    pub crashed: u64,
    /// COS does not answer any list.
    pub refused_lists: bool,
}

type Reply = Option<(u16, Vec<(&'static str, String)>, Vec<u8>)>;

enum What {
    Arrive {
        actor: usize,
        id: u32,
        request: Request,
        body: Vec<u8>,
    },
    Answer {
        actor: usize,
        id: u32,
        reply: Reply,
    },
    Wake {
        actor: usize,
    },
    /// An event, or without one a timer.
    Invoke {
        event: Option<usize>,
        attempt: u32,
    },
}

struct Queued(i64, u64, What);

impl PartialEq for Queued {
    fn eq(&self, other: &Self) -> bool {
        (self.0, self.1) == (other.0, other.1)
    }
}
impl Eq for Queued {}
impl PartialOrd for Queued {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Queued {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0, self.1).cmp(&(other.0, other.1))
    }
}

/// One invocation of the function.
struct Actor {
    delivery: Option<Box<Delivery>>,
    instance: usize,
    event: Option<usize>,
    attempt: u32,
    dies: i64,
    /// How much of what it did may be done again: it was killed, it failed, or an answer of the bot was lost.
    excuses: usize,
}

/// One instance of the function, with what it remembers.
#[derive(Default)]
struct Instance {
    memory: Memory,
    is_busy: bool,
}

/// A message that the bot accepted.
#[derive(Debug, Clone)]
pub struct Sent {
    pub at: i64,
    pub text: String,
    /// The events that it names.
    pub events: Vec<usize>,
    /// The end of the bot's address.
    pub bot: String,
    actor: usize,
}

pub struct World {
    pub now: i64,
    pub random: Random,
    pub settings: String,
    pub objects: BTreeMap<String, Vec<u8>>,
    pub sent: Vec<Sent>,
    pub faults: Faults,
    /// The time limit of the function.
    pub limit: i64,
    /// How many messages the bot takes a minute; those that it refuses count.
    pub takes: usize,
    /// The methods that the role may not use; `LIST` is one.
    pub forbidden: Vec<&'static str>,
    /// How many of these requests are refused.
    pub refused_requests: usize,
    /// What COS answers to the deletion of a message that exists, if it does not delete it.
    pub undeletable: Option<(u16, &'static str)>,
    pub log: Vec<Line>,
    pub done: Vec<(Option<usize>, Done)>,
    /// How many requests there were, by method and kind of object.
    pub requests: BTreeMap<&'static str, usize>,
    /// The events that fail.
    pub failing: BTreeSet<usize>,
    /// Events of another file than the one with their number.
    pub files: BTreeMap<usize, usize>,
    /// Whether instances are kept between deliveries.
    pub is_warm: bool,
    /// Whether one instance has all deliveries at the same time, as a server has.
    pub is_shared: bool,
    pub refusals: usize,
    /// When each bot was sent messages.
    asked: BTreeMap<String, Vec<i64>>,
    instances: Vec<Instance>,
    actors: Vec<Actor>,
    queue: BinaryHeap<Reverse<Queued>>,
    serial: u64,
}

pub fn task_id(event: usize) -> String {
    format!("2600000000-WorkflowTask-{event:08x}t0")
}

/// The event of a task.
pub fn event(index: usize, file: usize, is_failing: bool) -> Vec<u8> {
    let name = format!("/in/file-{file}.mp4");
    let task = if is_failing {
        json!({"Status": "FAIL", "ErrCodeExt": "InvalidParameterValue", "ErrCode": 60000, "Message": "m"})
    } else {
        json!({"Status": "SUCCESS", "Output": {"Path": "/a.mp4", "OutputStorage": {"Type": "COS",
            "CosOutputStorage": {"Bucket": "b-125", "Region": "ap-tokyo"}}}})
    };
    json!({"EventType": "WorkflowTask", "WorkflowTaskEvent": {"TaskId": task_id(index), "Status": "FINISH",
        "InputInfo": {"Type": "COS", "CosInputInfo": {"Bucket": "b-125", "Region": "ap-tokyo", "Object": name}},
        "MediaProcessResultSet": [{"Type": "Transcode", "TranscodeTask": task}]}})
    .to_string()
    .into_bytes()
}

const TIMER: &[u8] = br#"{"Type":"Timer","TriggerName":"t","Time":"2024-01-01T00:00:00Z","Message":"watch"}"#;

impl World {
    pub fn new(seed: u64, target: &Value) -> Self {
        World {
            now: START,
            random: Random(seed),
            settings: settings(target),
            objects: BTreeMap::new(),
            sent: Vec::new(),
            faults: Faults::default(),
            limit: 20_000,
            takes: 20,
            forbidden: Vec::new(),
            refused_requests: usize::MAX,
            undeletable: None,
            log: Vec::new(),
            done: Vec::new(),
            requests: BTreeMap::new(),
            failing: BTreeSet::new(),
            files: BTreeMap::new(),
            is_warm: true,
            is_shared: false,
            refusals: 0,
            asked: BTreeMap::new(),
            instances: Vec::new(),
            actors: Vec::new(),
            queue: BinaryHeap::new(),
            serial: 0,
        }
    }

    fn push(&mut self, at: i64, what: What) {
        self.serial += 1;
        self.queue.push(Reverse(Queued(at, self.serial, what)));
    }

    pub fn event_at(&mut self, at: i64, event: usize) {
        self.push(at, What::Invoke { event: Some(event), attempt: 1 });
    }

    pub fn timer_at(&mut self, at: i64) {
        self.push(at, What::Invoke { event: None, attempt: 3 });
    }

    /// Ends all instances, as the platform does after a while.
    pub fn end_instances(&mut self) {
        for instance in &mut self.instances {
            instance.is_busy = true;
        }
    }

    /// The keys of messages that wait.
    pub fn waiting(&self) -> Vec<&String> {
        self.objects.keys().filter(|key| key.ends_with(".outbox.json")).collect()
    }

    /// Runs until nothing is left to happen.
    pub fn run(&mut self) {
        let mut steps = 0;
        while let Some(Reverse(Queued(at, _, what))) = self.queue.pop() {
            steps += 1;
            assert!(steps < 1_000_000, "it never ends");
            self.now = self.now.max(at);
            match what {
                What::Invoke { event, attempt } => self.invoke(event, attempt),
                What::Wake { actor } => self.poll(actor),
                What::Arrive { actor, id, request, body } => self.arrive(actor, id, &request, &body),
                What::Answer { actor, id, reply } => {
                    self.answer(actor, id, reply);
                    self.poll(actor);
                }
            }
        }
    }

    fn invoke(&mut self, event: Option<usize>, attempt: u32) {
        let free = self.instances.iter().position(|instance| !instance.is_busy || self.is_shared);
        let free = free.filter(|_| self.is_warm);
        let instance = free.unwrap_or(self.instances.len());
        if free.is_none() {
            self.instances.push(Instance::default());
        }
        self.instances[instance].is_busy = true;
        let bytes = event.map_or(TIMER.to_vec(), |index| {
            let file = self.files.get(&index).copied().unwrap_or(index);
            self::event(index, file, self.failing.contains(&index))
        });
        let seed = self.random.next();
        let invocation = Invocation { request_id: None, deadline: self.now + self.limit, seed, mode: Mode::Full };
        let options = options_from_json(self.settings.as_bytes());
        assert!(options.as_ref().is_ok_and(|options| options.fault.is_none()), "{options:?}");
        let delivery = Delivery::new(bytes, options, invocation, self.now);
        // The platform invokes a function three times; the last one is not killed.
        let is_killed = attempt < 3 && self.random.percent(self.faults.crashed);
        let is_killed = is_killed || (event.is_none() && self.random.percent(self.faults.crashed));
        let dies = self.now + if is_killed { self.random.between(0, 1_500) } else { self.limit };
        let delivery = Some(Box::new(delivery));
        self.actors.push(Actor { delivery, instance, event, attempt, dies, excuses: 0 });
        self.push(dies, What::Wake { actor: self.actors.len() - 1 });
        self.poll(self.actors.len() - 1);
    }

    fn again(&mut self, actor: usize) {
        let Actor { event, attempt, .. } = self.actors[actor];
        if event.is_some() && attempt < 3 {
            self.push(self.now + MINUTE, What::Invoke { event, attempt: attempt + 1 });
        }
    }

    /// Calls the delivery of an actor, with what its instance remembers.
    fn with<R>(&mut self, actor: usize, call: impl FnOnce(&mut Delivery, i64) -> R) -> Option<R> {
        let now = self.now;
        let Actor { delivery, instance, .. } = &mut self.actors[actor];
        let delivery = delivery.as_mut()?;
        let memory = &mut self.instances[*instance].memory;
        delivery.exchange_memory(memory);
        let result = call(delivery, now);
        delivery.exchange_memory(memory);
        Some(result)
    }

    fn poll(&mut self, actor: usize) {
        if self.actors[actor].delivery.is_none() {
            return;
        }
        let instance = self.actors[actor].instance;
        if self.now >= self.actors[actor].dies {
            self.actors[actor].delivery = None;
            self.actors[actor].excuses += 1;
            // The instance is gone with it.
            self.instances[instance] = Instance { is_busy: true, ..Instance::default() };
            return self.again(actor);
        }
        let (actions, bodies) = self
            .with(actor, |delivery, now| {
                let actions = delivery.poll(now);
                let bodies: Vec<Vec<u8>> =
                    actions.requests.iter().map(|send| delivery.body(send.id).to_vec()).collect();
                (actions, bodies)
            })
            .expect("it is there");
        for line in &actions.log {
            let shown = format!("{line:?}");
            assert!(!shown.contains(SECRET) && !shown.contains("secret"), "{shown}");
        }
        // Receipts or deletions were given up after many faults.
        let given_up = |line: &&Line| matches!(line.level, Level::Warn) && line.msg != "trying again";
        self.actors[actor].excuses += actions.log.iter().filter(given_up).count();
        self.log.extend(actions.log);
        for (send, body) in actions.requests.into_iter().zip(bodies) {
            let at = self.now + self.random.between(1, 40);
            self.push(at, What::Arrive { actor, id: send.id, request: send.request, body });
        }
        if let Some(until) = actions.wait_until {
            self.push(until.max(self.now + 1), What::Wake { actor });
        }
        if let Some(done) = actions.done {
            self.actors[actor].delivery = None;
            self.instances[instance].is_busy = false;
            let is_ok = done.ok;
            self.done.push((self.actors[actor].event, done));
            if !is_ok {
                self.actors[actor].excuses += 1;
                self.again(actor);
            }
        }
    }

    fn arrive(&mut self, actor: usize, id: u32, request: &Request, body: &[u8]) {
        let at = self.now + self.random.between(1, 40);
        let is_list = request.url.contains("/?");
        let is_refused = self.random.percent(self.faults.refused) || (is_list && self.faults.refused_lists);
        let is_lost = self.random.percent(self.faults.lost);
        let is_bot = request.url.contains("qyapi");
        self.actors[actor].excuses += usize::from(is_bot && is_lost && !is_refused);
        let mut reply = if !is_refused {
            Some(if is_bot { self.bot(actor, &request.url, body) } else { self.cos(request, body) })
        } else if is_bot {
            Some((200, Vec::new(), br#"{"errcode":-1,"errmsg":"system error"}"#.to_vec()))
        } else {
            Some((503, vec![("x-cos-request-id", "-".into())], b"<Error><Code>SlowDown</Code></Error>".to_vec()))
        };
        if is_lost {
            reply = None;
        }
        self.push(at, What::Answer { actor, id, reply });
    }

    fn bot(&mut self, actor: usize, url: &str, body: &[u8]) -> (u16, Vec<(&'static str, String)>, Vec<u8>) {
        let since = self.now - MINUTE;
        let bot = String::from(url.rsplit('=').next().unwrap_or_default());
        let asked = self.asked.entry(bot.clone()).or_default();
        asked.retain(|at| *at > since);
        asked.push(self.now);
        if asked.len() > self.takes {
            self.refusals += 1;
            return (200, Vec::new(), br#"{"errcode":45009,"errmsg":"api freq out of limit"}"#.to_vec());
        }
        let message: Value = serde_json::from_slice(body).expect("a message is JSON");
        let text = String::from(message["markdown"]["content"].as_str().expect("a text"));
        if text.len() > 4096 {
            return (200, Vec::new(), br#"{"errcode":40058,"errmsg":"content exceeds max length"}"#.to_vec());
        }
        assert!(!text.is_empty());
        let mut events = Vec::new();
        for rest in text.split("2600000000-WorkflowTask-").skip(1) {
            events.push(usize::from_str_radix(&rest[..8], 16).expect("a task id"));
        }
        assert!(!events.is_empty(), "{text}");
        self.sent.push(Sent { at: self.now, text, events, bot, actor });
        (200, Vec::new(), br#"{"errcode":0,"errmsg":"ok"}"#.to_vec())
    }

    fn cos(&mut self, request: &Request, body: &[u8]) -> (u16, Vec<(&'static str, String)>, Vec<u8>) {
        let id = ("x-cos-request-id", String::from("-"));
        let path = request.url.strip_prefix("http://cos/b-125/").expect("the bucket");
        let is_outbox = path.contains("outbox");
        let kind = match (request.method, is_outbox) {
            ("GET", _) if path.starts_with('?') => "list",
            ("GET", true) => "get message",
            ("PUT", true) if path.ends_with(".outbox-claim.json") => "claim",
            ("PUT", true) => "put message",
            ("DELETE", _) => "delete",
            _ => "archive",
        };
        *self.requests.entry(kind).or_default() += 1;
        let method = if kind == "list" { "LIST" } else { request.method };
        if self.forbidden.contains(&method) && self.refused_requests > 0 {
            self.refused_requests -= 1;
            return (403, vec![id], b"<Error><Code>AccessDenied</Code></Error>".to_vec());
        }
        if let Some(query) = path.strip_prefix('?') {
            let value = |name: &str| {
                let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap_or_default();
                pair.replace("%2F", "/")
            };
            let (prefix, after) = (value("prefix="), value("marker="));
            let has_folders = query.contains("delimiter=");
            let mut found: Vec<String> = Vec::new();
            let mut contents = String::new();
            for (key, object) in self.objects.iter().filter(|(key, _)| key.starts_with(&prefix)) {
                let folder = key[prefix.len()..].find('/').filter(|_| has_folders);
                let name = folder.map_or(key.as_str(), |end| &key[..=prefix.len() + end]);
                if name <= after.as_str() || found.last().is_some_and(|last| last == name) {
                    continue;
                }
                found.push(name.into());
                if found.len() > 1_000 {
                    break;
                }
                contents.push_str(&match folder {
                    Some(_) => format!("<CommonPrefixes><Prefix>{name}</Prefix></CommonPrefixes>"),
                    None => format!(
                        "<Contents><Key>{key}</Key><LastModified>2023-11-14T22:13:20Z</LastModified><Size>{}</Size></Contents>",
                        object.len()
                    ),
                });
            }
            let more = match found.get(999) {
                Some(last) if found.len() > 1_000 => {
                    format!("<IsTruncated>true</IsTruncated><NextMarker>{last}</NextMarker>")
                }
                _ => "<IsTruncated>false</IsTruncated>".into(),
            };
            let list = format!("<ListBucketResult>{more}{contents}</ListBucketResult>");
            return (200, vec![id], list.into_bytes());
        }
        let error = |code: &str| format!("<Error><Code>{code}</Code></Error>").into_bytes();
        match request.method {
            "GET" => match self.objects.get(path) {
                Some(object) => (200, vec![id], object.clone()),
                None => (404, vec![id], error("NoSuchKey")),
            },
            "DELETE" => {
                if let Some((status, code)) = self.undeletable
                    && path.ends_with(".outbox.json")
                    && self.objects.contains_key(path)
                {
                    return (status, vec![id], error(code));
                }
                self.objects.remove(path);
                (204, vec![id], Vec::new())
            }
            _ => {
                let keeps = request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite");
                if keeps && self.objects.contains_key(path) {
                    return (409, vec![id], error("FileAlreadyExists"));
                }
                let text = String::from_utf8_lossy(body);
                assert!(!text.contains(SECRET) && !text.contains("secret"), "an object has a secret: {text}");
                self.objects.insert(path.into(), body.to_vec());
                (200, vec![id, ("etag", "\"-\"".into())], Vec::new())
            }
        }
    }

    fn answer(&mut self, actor: usize, id: u32, reply: Reply) {
        if self.now >= self.actors[actor].dies {
            return;
        }
        self.with(actor, |delivery, now| match &reply {
            Some((status, headers, body)) => {
                let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
                delivery.on_response(id, &Response { status: *status, headers: &headers, body }, now);
            }
            None => delivery.on_error(id, "reset", now),
        });
    }

    /// How often an event is named in messages.
    pub fn times_sent(&self, event: usize) -> usize {
        self.sent.iter().flat_map(|sent| &sent.events).filter(|named| **named == event).count()
    }

    /// How many invocations broke off or met a fault.
    pub fn excused(&self) -> u64 {
        self.actors.iter().filter(|actor| actor.excuses > 0).count() as u64
    }

    /// How often an event may be named more than once: for each function that delivered it, or sent it, and broke off or met a fault.
    pub fn excuses(&self, event: usize) -> usize {
        let of_its_own = self.actors.iter().filter(|actor| actor.event == Some(event));
        let delivered: usize = of_its_own.map(|actor| actor.excuses).sum();
        let named = self.sent.iter().filter(|sent| sent.events.contains(&event)).map(|sent| sent.actor);
        let others: BTreeSet<usize> = named.filter(|actor| self.actors[*actor].event != Some(event)).collect();
        delivered + others.into_iter().map(|actor| self.actors[actor].excuses).sum::<usize>()
    }
}
