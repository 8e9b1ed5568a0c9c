//! A world for the watch: COS, a bot, the query API of MPS, and functions that deliver events or make rounds of the watch. Time is a
//! number, every step is the seed's.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use mps_webhook::delivery::{Memory, SettledTask, Watch, WatchDone, WatchRequest};
use mps_webhook::internals::options_from_json;
use mps_webhook::options::Api;
use mps_webhook::sign::Credentials;
use mps_webhook::{Delivery, Done, Invocation, Mode, Options, Request, Response};
use serde_json::{Value, json};

use crate::random::Random;

pub const START: i64 = 1_700_000_000_000;
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

pub const SETTINGS: &str = r#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"AKIDsecret",
    "COS_SECRET_KEY":"sk-secret","WECOM_WEBHOOK_KEY":"11111111-2222-3333-4444-555555555555","LOG_LEVEL":"debug"}}"#;

pub fn options(settings: &str) -> Options {
    options_from_json(settings.as_bytes()).expect("options")
}

pub fn api() -> Api {
    let credentials = Credentials { secret_id: "AKID".into(), secret_key: "sk".into(), session_token: None };
    Api::new("http://mps", "ap-tokyo", credentials)
}

/// ISO 8601, by another way than the crate's.
pub fn iso(time: i64) -> String {
    let days = time.div_euclid(DAY);
    let (mut year, mut left) = (1970, days);
    let is_leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    while left >= if is_leap(year) { 366 } else { 365 } {
        left -= if is_leap(year) { 366 } else { 365 };
        year += 1;
    }
    let lengths = [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while left >= lengths[month] {
        left -= lengths[month];
        month += 1;
    }
    let second = time.rem_euclid(DAY) / 1000;
    format!(
        "{year:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        month + 1,
        left + 1,
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// A task of the service.
#[derive(Debug, Clone)]
pub struct Task {
    pub id: String,
    pub submitted: i64,
    pub finished: i64,
    pub is_edit: bool,
    /// Whether the list says when it began and finished.
    pub is_timed: bool,
    /// How many bytes its message has.
    pub message: usize,
}

impl Task {
    pub fn new(index: u64, finished: i64) -> Self {
        let id = format!("2600000000-WorkflowTask-{index:032x}t0");
        Task { id, submitted: finished - 2 * MINUTE, finished, is_edit: false, is_timed: true, message: 0 }
    }

    fn body(&self) -> Value {
        let name = format!("/in/{}.mp4", self.id);
        if self.is_edit {
            return json!({"TaskId": self.id, "Status": "FINISH", "ErrCode": 0, "Message": "",
                "Output": {"OutputStorage": {"Type": "COS", "CosOutputStorage": {"Bucket": "b-125", "Region": "ap-tokyo"}}, "Path": "/a.mp4"}});
        }
        json!({"TaskId": self.id, "Status": "FINISH", "ErrCode": 0, "Message": "x".repeat(self.message),
            "InputInfo": {"Type": "COS", "CosInputInfo": {"Bucket": "b-125", "Region": "ap-tokyo", "Object": name}},
            "MediaProcessResultSet": [{"Type": "Transcode", "TranscodeTask": {"Status": "SUCCESS", "ErrCode": 0, "Message": "SUCCESS",
                "BeginProcessTime": iso(self.submitted), "FinishTime": iso(self.finished),
                "Input": {"Definition": 10}, "Output": {"Path": "/a.mp4", "OutputStorage": {"Type": "COS",
                    "CosOutputStorage": {"Bucket": "b-125", "Region": "ap-tokyo"}}}}}]})
    }

    fn event_type(&self) -> &'static str {
        if self.is_edit { "EditMediaTask" } else { "WorkflowTask" }
    }

    /// The event that the service sends.
    pub fn event(&self) -> Vec<u8> {
        let name = self.event_type();
        let mut event = json!({"EventType": name});
        event[format!("{name}Event")] = self.body();
        event.to_string().into_bytes()
    }

    /// What the service answers to a query; no two answers are the same.
    pub fn detail(&self, request_id: u64) -> Value {
        let mut detail = json!({"TaskType": self.event_type(), "Status": "FINISH", "CreateTime": iso(self.submitted),
            "BeginProcessTime": iso(self.submitted), "FinishTime": iso(self.finished), "RequestId": format!("r-{request_id}")});
        detail[self.event_type()] = self.body();
        json!({"Response": detail})
    }
}

/// What may go wrong, in percent of the requests, or of the functions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Faults {
    pub refused: u64,
    pub lost: u64,
    pub crashed: u64,
}

/// What a request is answered with; `None`: it is lost on the way back.
type Reply = Option<(u16, Vec<(&'static str, String)>, Vec<u8>)>;

enum What {
    /// A request arrives at its service.
    Arrive {
        actor: usize,
        sub: Option<usize>,
        id: u32,
        request: Request,
        body: Vec<u8>,
    },
    Answer {
        actor: usize,
        sub: Option<usize>,
        id: u32,
        reply: Reply,
    },
    /// An event that is delivered again from the archive.
    Replay {
        task: usize,
        event: usize,
    },
    Wake {
        actor: usize,
    },
    Event {
        task: usize,
        attempt: u32,
    },
    Round,
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

/// An invocation of the function.
enum Running {
    Delivery(Box<Delivery>),
    Watch { watch: Box<Watch>, deliveries: Vec<Option<(u32, Box<Delivery>)>> },
    Ended,
}

struct Actor {
    running: Running,
    began: i64,
    ended: i64,
    /// When it is killed.
    dies: i64,
    deadline: i64,
    is_watch: bool,
    /// The task whose event it delivers, and how often it was invoked with it.
    event: Option<(usize, u32)>,
}

/// A message that a bot accepted.
#[derive(Debug, Clone)]
pub struct Notified {
    pub task: usize,
    actor: usize,
    /// Whether the sender does not know it.
    is_in_window: bool,
}

pub struct World {
    pub now: i64,
    pub random: Random,
    pub tasks: Vec<Task>,
    /// Objects by key, and when each was stored.
    pub objects: BTreeMap<String, (Vec<u8>, i64)>,
    pub notified: Vec<Notified>,
    /// Messages that are about no task.
    pub notices: Vec<String>,
    pub faults: Faults,
    pub limit: i64,
    pub request: WatchRequest,
    pub rounds: Vec<WatchDone>,
    pub settled: Vec<SettledTask>,
    pub log: Vec<mps_webhook::delivery::Line>,
    pub settings: String,
    /// How often each action of the service was asked for.
    pub asked: BTreeMap<String, Vec<i64>>,
    /// How many tasks a page has.
    pub page: usize,
    pub cos_requests: usize,
    /// What deliveries remember of the bot, if they do.
    pub memory: Option<Memory>,
    /// How often a delivery of a round waited, for whatever.
    pub waits: usize,
    /// When the deliveries of rounds have to end.
    pub deadlines: Vec<i64>,
    /// The function breaks off when it sends a request with this in its URL, so many times.
    pub breaks_off_at: (&'static str, u32),
    /// Which round stored the event of a task that it fetched.
    claimed: BTreeMap<String, usize>,
    /// Whether the service refuses tokens, as it does after a while.
    pub forgets_tokens: bool,
    /// What else becomes of a page, which a token asked for.
    pub alters_page: fn(&mut Value, Option<&str>),
    /// From when until when each answer was under way that was or could be longer than usual.
    pub long_asked: Vec<(i64, i64)>,
    replayed: Vec<Vec<u8>>,
    actors: Vec<Actor>,
    queue: BinaryHeap<Reverse<Queued>>,
    serial: u64,
}

impl World {
    pub fn new(seed: u64) -> Self {
        World {
            now: START,
            random: Random(seed),
            tasks: Vec::new(),
            objects: BTreeMap::new(),
            notified: Vec::new(),
            notices: Vec::new(),
            faults: Faults::default(),
            limit: 60_000,
            request: WatchRequest {
                back: DAY,
                grace: 15 * MINUTE,
                delivers: true,
                has_cursor: true,
                deadline: 0,
                seed: 1,
            },
            rounds: Vec::new(),
            settled: Vec::new(),
            log: Vec::new(),
            settings: SETTINGS.into(),
            asked: BTreeMap::new(),
            page: 100,
            cos_requests: 0,
            memory: None,
            waits: 0,
            deadlines: Vec::new(),
            breaks_off_at: ("", 0),
            claimed: BTreeMap::new(),
            forgets_tokens: false,
            alters_page: |_, _| {},
            long_asked: Vec::new(),
            replayed: Vec::new(),
            actors: Vec::new(),
            queue: BinaryHeap::new(),
            serial: 0,
        }
    }

    fn push(&mut self, at: i64, what: What) {
        self.serial += 1;
        self.queue.push(Reverse(Queued(at, self.serial, what)));
    }

    pub fn event_at(&mut self, at: i64, task: usize) {
        self.push(at, What::Event { task, attempt: 1 });
    }

    /// An event of a task comes that is not the one that the service sends.
    pub fn other_event_at(&mut self, at: i64, task: usize, event: Vec<u8>) {
        self.replayed.push(event);
        self.push(at, What::Replay { task, event: self.replayed.len() - 1 });
    }

    pub fn round_at(&mut self, at: i64) {
        self.push(at, What::Round);
    }

    /// Runs until nothing is left to happen.
    pub fn run(&mut self) {
        let mut steps = 0;
        while let Some(Reverse(Queued(at, _, what))) = self.queue.pop() {
            steps += 1;
            assert!(steps < 2_000_000, "it never ends");
            self.now = self.now.max(at);
            match what {
                What::Event { task, attempt } => {
                    let event = self.tasks[task].event();
                    let deadline = self.now + self.limit;
                    let delivery = self.delivery(event, false, deadline);
                    self.begin(Running::Delivery(Box::new(delivery)), Some((task, attempt)));
                }
                What::Replay { task, event } => {
                    let event = self.replayed[event].clone();
                    let delivery = self.delivery(event, false, self.now + self.limit);
                    self.begin(Running::Delivery(Box::new(delivery)), Some((task, 3)));
                }
                What::Round => {
                    let seed = self.random.next();
                    let options = Ok(options(&self.settings));
                    let request = WatchRequest { deadline: self.now + self.limit, seed, ..self.request };
                    let watch = Watch::new(options, Ok(api()), request, self.now);
                    self.begin(Running::Watch { watch: Box::new(watch), deliveries: Vec::new() }, None);
                }
                What::Wake { actor } => self.poll(actor),
                What::Arrive { actor, sub, id, request, body } => self.arrive(actor, sub, id, &request, &body),
                What::Answer { actor, sub, id, reply } => {
                    self.answer(actor, sub, id, reply);
                    self.poll(actor);
                }
            }
        }
    }

    fn delivery(&mut self, event: Vec<u8>, reconciled: bool, deadline: i64) -> Delivery {
        let seed = self.random.next();
        let invocation = Invocation { request_id: None, deadline, seed, mode: Mode::Full };
        let start = if reconciled { Delivery::of_reconciled } else { Delivery::new };
        start(event, Ok(options(&self.settings)), invocation, self.now)
    }

    fn begin(&mut self, running: Running, event: Option<(usize, u32)>) {
        let is_watch = event.is_none();
        // The platform invokes a function three times; at the latest the last one is not killed.
        let is_killed = event.is_none_or(|(_, attempt)| attempt < 3) && self.random.percent(self.faults.crashed);
        let dies = if is_killed {
            self.now + self.random.between(0, 3_000)
        } else {
            // The platform ends what takes too long.
            self.now + self.limit
        };
        let deadline = self.now + self.limit;
        self.actors.push(Actor { running, began: self.now, ended: i64::MAX, dies, deadline, is_watch, event });
        self.poll(self.actors.len() - 1);
    }

    fn poll(&mut self, index: usize) {
        let now = self.now;
        if now >= self.actors[index].dies && !matches!(self.actors[index].running, Running::Ended) {
            self.actors[index].running = Running::Ended;
            self.actors[index].ended = self.actors[index].dies;
            // SCF invokes a function that broke off again.
            match self.actors[index].event {
                Some((task, attempt)) if attempt < 3 => {
                    self.push(now + MINUTE, What::Event { task, attempt: attempt + 1 });
                }
                None if now - self.actors[index].began < self.limit => self.push(now + MINUTE, What::Round),
                _ => {}
            }
        }
        let mut requests = Vec::new();
        let mut wakes = Vec::new();
        let mut running = std::mem::replace(&mut self.actors[index].running, Running::Ended);
        let mut is_done = false;
        match &mut running {
            Running::Ended => return,
            Running::Delivery(delivery) => {
                let actions = delivery.poll(now);
                for send in actions.requests {
                    let body = delivery.body(send.id).to_vec();
                    requests.push((None, send.id, send.request, body));
                }
                wakes.extend(actions.wait_until);
                self.log.extend(actions.log);
                is_done = actions.done.is_some();
            }
            Running::Watch { watch, deliveries } => loop {
                let actions = watch.poll(now);
                for send in actions.requests {
                    let body = watch.body(send.id).to_vec();
                    requests.push((None, send.id, send.request, body));
                }
                for wanted in actions.deliver {
                    let event = watch.event(wanted.id).to_vec();
                    assert!(wanted.deadline <= self.actors[index].deadline);
                    self.deadlines.push(wanted.deadline);
                    let mut delivery = self.delivery(event, wanted.reconciled, wanted.deadline);
                    delivery.leave_messages();
                    deliveries.push(Some((wanted.id, Box::new(delivery))));
                }
                wakes.extend(actions.wait_until);
                self.settled.extend(actions.settled);
                self.log.extend(actions.log);
                if let Some(done) = actions.done {
                    self.rounds.push(done);
                    is_done = true;
                }
                let mut ended = Vec::new();
                for (sub, slot) in deliveries.iter_mut().enumerate() {
                    let Some((id, delivery)) = slot else { continue };
                    let actions = with_memory(&mut self.memory, delivery, |delivery| delivery.poll(now));
                    self.waits += usize::from(actions.requests.is_empty() && actions.wait_until.is_some());
                    for send in actions.requests {
                        let body = delivery.body(send.id).to_vec();
                        requests.push((Some(sub), send.id, send.request, body));
                    }
                    wakes.extend(actions.wait_until);
                    self.log.extend(actions.log);
                    if let Some(done) = actions.done {
                        ended.push((*id, done));
                        *slot = None;
                    }
                }
                if ended.is_empty() {
                    break;
                }
                for (id, done) in ended {
                    take(watch, id, &done, now);
                }
            },
        }
        if is_done {
            assert!(requests.is_empty(), "it sends requests at its end");
            self.actors[index].ended = now;
        } else {
            self.actors[index].running = running;
        }
        for (sub, id, request, body) in requests {
            let at = now + self.random.between(1, 60);
            self.push(at, What::Arrive { actor: index, sub, id, request, body });
        }
        for wake in wakes {
            self.push(wake.max(now + 1), What::Wake { actor: index });
        }
        let dies = self.actors[index].dies;
        if !is_done && dies > now {
            self.push(dies, What::Wake { actor: index });
        }
    }

    fn arrive(&mut self, actor: usize, sub: Option<usize>, id: u32, request: &Request, body: &[u8]) {
        let at = self.now + self.random.between(1, 60);
        let (part, times) = &mut self.breaks_off_at;
        if *times > 0 && request.url.contains(*part) {
            *times -= 1;
            self.actors[actor].dies = self.now;
            return self.poll(actor);
        }
        let is_refused = self.random.percent(self.faults.refused);
        let is_lost = self.random.percent(self.faults.lost);
        let mut reply =
            if is_refused { Some(self.refusal(&request.url)) } else { Some(self.serve(actor, request, body)) };
        // A host reads no more than it is told to.
        let longest = request.longest_response.map_or(1 << 20, |longest| longest as usize);
        let is_too_long = reply.as_ref().is_some_and(|(.., body)| body.len() > longest && request.method == "POST");
        if is_lost || is_too_long {
            reply = None;
        }
        let is_long = |(_, _, body): &(u16, Vec<(&str, String)>, Vec<u8>)| body.len() > 1 << 20;
        if request.longest_response.is_some() || reply.as_ref().is_some_and(is_long) {
            self.long_asked.push((self.now, at));
        }
        let text = String::from_utf8_lossy(body);
        let is_of_task = self.tasks.iter().any(|task| text.contains(&task.id));
        if !is_refused && request.url.contains("qyapi") && is_of_task {
            let dies = self.actors[actor].dies;
            let notified = self.notified.last_mut().expect("it was notified");
            // The receipt is not stored if the function ends before; an answer that is lost is like none.
            notified.is_in_window = is_lost || dies < at + 500 || self.faults.refused + self.faults.lost > 0;
        }
        self.push(at, What::Answer { actor, sub, id, reply });
    }

    fn refusal(&self, url: &str) -> (u16, Vec<(&'static str, String)>, Vec<u8>) {
        if url.contains("http://mps") {
            let error =
                json!({"Response": {"Error": {"Code": "RequestLimitExceeded", "Message": "m"}, "RequestId": "r"}});
            return (200, Vec::new(), error.to_string().into_bytes());
        }
        if url.contains("qyapi") {
            return (200, Vec::new(), br#"{"errcode":-1,"errmsg":"system error"}"#.to_vec());
        }
        (503, vec![("x-cos-request-id", "-".into())], b"<Error><Code>SlowDown</Code></Error>".to_vec())
    }

    fn serve(&mut self, actor: usize, request: &Request, body: &[u8]) -> (u16, Vec<(&'static str, String)>, Vec<u8>) {
        if request.url.starts_with("http://mps") {
            let action = request.headers.iter().find(|(name, _)| *name == "x-tc-action").expect("an action").1.clone();
            self.asked.entry(action.clone()).or_default().push(self.now);
            let parameters: Value = serde_json::from_slice(body).expect("parameters");
            return (200, Vec::new(), self.query(&action, &parameters).to_string().into_bytes());
        }
        if request.url.contains("qyapi") {
            let text = String::from_utf8_lossy(body);
            let Some(task) = self.tasks.iter().position(|task| text.contains(&task.id)) else {
                self.notices.push(text.into_owned());
                return (200, Vec::new(), br#"{"errcode":0,"errmsg":"ok"}"#.to_vec());
            };
            self.notified.push(Notified { task, actor, is_in_window: false });
            return (200, Vec::new(), br#"{"errcode":0,"errmsg":"ok"}"#.to_vec());
        }
        self.cos_requests += 1;
        let reply = self.cos(request, body);
        if request.method == "PUT" && reply.0 == 200 && body.starts_with(br#"{"BeginProcessTime""#) {
            let task = self.tasks.iter().find(|task| request.url.contains(&task.id)).expect("a task");
            self.claimed.entry(task.id.clone()).or_insert(actor);
        }
        reply
    }

    fn cos(&mut self, request: &Request, body: &[u8]) -> (u16, Vec<(&'static str, String)>, Vec<u8>) {
        let id = || ("x-cos-request-id", String::from("-"));
        let path = request.url.strip_prefix("http://cos/b-125/").expect("the bucket");
        if let Some(query) = path.strip_prefix('?') {
            let value = |name: &str| {
                let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap_or_default();
                pair.replace("%2F", "/").replace("%2A", "*")
            };
            let (prefix, marker) = (value("prefix="), value("marker="));
            let contents: String = self
                .objects
                .iter()
                .filter(|(key, _)| key.starts_with(&prefix) && **key > marker)
                .map(|(key, (object, at))| {
                    let (at, size) = (iso(*at), object.len());
                    format!("<Contents><Key>{key}</Key><LastModified>{at}</LastModified><Size>{size}</Size></Contents>")
                })
                .collect();
            let list = format!("<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>");
            return (200, vec![id()], list.into_bytes());
        }
        let error = |code: &str| format!("<Error><Code>{code}</Code></Error>").into_bytes();
        if request.method == "GET" {
            return match self.objects.get(path) {
                Some((object, _)) => (200, vec![id()], object.clone()),
                None => (404, vec![id()], error("NoSuchKey")),
            };
        }
        if request.method == "DELETE" {
            self.objects.remove(path);
            return (204, vec![id()], Vec::new());
        }
        assert_eq!(request.method, "PUT");
        let keeps = request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite");
        if keeps && self.objects.contains_key(path) {
            return (409, vec![id()], error("FileAlreadyExists"));
        }
        self.objects.insert(path.into(), (body.to_vec(), self.now));
        (200, vec![id(), ("etag", "\"-\"".into())], Vec::new())
    }

    fn query(&mut self, action: &str, parameters: &Value) -> Value {
        let error = |code: &str| json!({"Response": {"Error": {"Code": code, "Message": "m"}, "RequestId": "r"}});
        if action == "DescribeTaskDetail" {
            let request_id = self.random.next();
            let task = self.tasks.iter().find(|task| parameters["TaskId"] == task.id);
            return match task {
                Some(task) if task.submitted >= self.now - 7 * DAY => task.detail(request_id),
                _ => error("ResourceNotFound"),
            };
        }
        assert_eq!((action, &parameters["Status"]), ("DescribeTasks", &json!("FINISH")));
        let forgets_token = !parameters["ScrollToken"].is_null() && std::mem::take(&mut self.forgets_tokens);
        let (since, until) =
            (parameters["StartTime"].as_str().expect("a time"), parameters["EndTime"].as_str().expect("a time"));
        // Whether the range is of the submission is not known; this service takes it so.
        let mut tasks: Vec<&Task> = self
            .tasks
            .iter()
            .filter(|task| {
                task.finished <= self.now && *iso(task.submitted) >= *since && *iso(task.submitted) <= *until
            })
            .collect();
        tasks.sort_by_key(|task| Reverse(task.submitted));
        let start = match parameters["ScrollToken"].as_str() {
            None => 0,
            Some(_) if forgets_token => return error("InvalidParameterValue"),
            Some(token) => token.parse::<usize>().expect("a token of this service"),
        };
        let limit = self.page.min(parameters["Limit"].as_u64().expect("a limit") as usize);
        let set: Vec<Value> = tasks
            .iter()
            .skip(start)
            .take(limit)
            .map(|task| {
                let time = |time| if task.is_timed { iso(time) } else { "0000-00-00T00:00:00Z".into() };
                json!({"TaskId": task.id, "TaskType": task.event_type(), "CreateTime": time(task.submitted),
                "BeginProcessTime": time(task.submitted), "FinishTime": time(task.finished), "SubTaskTypes": []})
            })
            .collect();
        let mut answer = json!({"Response": {"TaskSet": set, "TotalCount": tasks.len(), "RequestId": "r"}});
        if start + limit < tasks.len() {
            answer["Response"]["ScrollToken"] = json!((start + limit).to_string());
        }
        (self.alters_page)(&mut answer["Response"], parameters["ScrollToken"].as_str());
        answer
    }

    fn answer(&mut self, actor: usize, sub: Option<usize>, id: u32, reply: Reply) {
        let now = self.now;
        if now >= self.actors[actor].dies {
            return;
        }
        let headers: Vec<(&str, &str)> =
            reply.iter().flat_map(|reply| &reply.1).map(|(name, value)| (*name, value.as_str())).collect();
        let response = reply.as_ref().map(|(status, _, body)| Response { status: *status, headers: &headers, body });
        match (&mut self.actors[actor].running, sub, response) {
            (Running::Delivery(delivery), _, Some(response)) => delivery.on_response(id, &response, now),
            (Running::Delivery(delivery), _, None) => delivery.on_error(id, "reset", now),
            (Running::Watch { watch, .. }, None, Some(response)) => watch.on_response(id, &response, now),
            (Running::Watch { watch, .. }, None, None) => watch.on_error(id, "reset", now),
            (Running::Watch { deliveries, .. }, Some(sub), response) => {
                let Some((_, delivery)) = &mut deliveries[sub] else { return };
                with_memory(&mut self.memory, delivery, |delivery| match response {
                    Some(response) => delivery.on_response(id, &response, now),
                    None => delivery.on_error(id, "reset", now),
                });
            }
            (Running::Ended, ..) => {}
        }
    }

    /// The keys of the events of a task.
    pub fn events_of(&self, task: usize) -> Vec<&String> {
        let folder = format!("mps/{}/{}/", self.tasks[task].event_type(), self.tasks[task].id);
        self.objects.keys().filter(|key| key.starts_with(&folder) && key.ends_with(".event.json")).collect()
    }

    /// Whether the archive has the end of a task, with a report.
    pub fn is_archived(&self, task: usize) -> bool {
        self.events_of(task).iter().any(|key| self.objects.contains_key(&key.replace(".event.json", ".report.json")))
    }

    /// How often a task was notified, beside what the documented windows allow.
    pub fn notified_again(&self, task: usize) -> bool {
        let notified: Vec<&Notified> = self.notified.iter().filter(|notified| notified.task == task).collect();
        if self.tasks[task].is_edit {
            return false;
        }
        let claimed = self.claimed.get(&self.tasks[task].id);
        let is_at_once = |one: &Notified, other: &Notified| {
            let is_claimed = [one.actor, other.actor].iter().any(|actor| Some(actor) == claimed);
            let [one, other] = [one, other].map(|notified| &self.actors[notified.actor]);
            // Two rounds at once do not notify twice, unless a third one broke off before.
            !(one.is_watch && other.is_watch && is_claimed) && one.began <= other.ended && other.began <= one.ended
        };
        notified
            .iter()
            .enumerate()
            .any(|(index, one)| notified[index + 1..].iter().any(|other| !one.is_in_window && !is_at_once(one, other)))
    }
}

/// Calls a delivery with what the instance remembers.
fn with_memory<R>(memory: &mut Option<Memory>, delivery: &mut Delivery, call: impl FnOnce(&mut Delivery) -> R) -> R {
    if let Some(memory) = memory {
        delivery.exchange_memory(memory);
    }
    let result = call(delivery);
    if let Some(memory) = memory {
        delivery.exchange_memory(memory);
    }
    result
}

/// One host passes the result itself, the other its JSON text.
fn take(watch: &mut Watch, id: u32, done: &Done, now: i64) {
    if id.is_multiple_of(2) {
        watch.on_delivered(id, done, now);
    } else {
        watch.on_delivered_json(id, &mps_webhook::internals::to_json(done), now);
    }
}
