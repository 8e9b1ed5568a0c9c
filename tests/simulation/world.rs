//! One schedule: SCF delivering an event, once or twice at a time, killing and retrying as it does; the machine; and
//! the services. All of it follows from the seed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Options, Request, Response, options_from_json};

use sha2::{Digest, Sha256};

use crate::random::Random;
use crate::services::{Bucket, Cos, Fate, Reply, api, api_refusal, bot, page};

const START: i64 = 1_700_000_000_000;
const EXECUTIONS: u32 = 3;
/// The longest an answer takes when nothing is wrong, ms.
const LATENCY: i64 = 30;

const SUCCESS: &[u8] = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"125-WorkflowTask-1","Status":"FINISH","ErrCode":0,"MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","ErrCode":0,"FinishTime":"2023-11-14T22:13:19Z","Output":{"Path":"/a.mp4","OutputStorage":{"Type":"COS","CosOutputStorage":{"Bucket":"b-1","Region":"ap-tokyo"}}}}}]}}"#;
const FAILURE: &[u8] = br#"{"EventType":"EditMediaTask","EditMediaTaskEvent":{"TaskId":"125-EditMedia-1","Status":"FINISH","ErrCode":70000,"Message":"secret? no","Output":null}}"#;
/// A batch of two records, in Base64 alone.
const LOGS: &[u8] = br#"{"clslogs":{"data":"eyJ0b3BpY19pZCI6InQiLCJ0b3BpY19uYW1lIjoibiIsInJlY29yZHMiOlt7ImNvbnRlbnQiOiJiIn0seyJ0aW1lc3RhbXAiOiIxNjk5OTk5OTk5MDAwMDAwIiwiY29udGVudCI6ImEifV19"}}"#;
const LINES: &[u8] = b"{\"content\":\"b\"}\n{\"timestamp\":\"1699999999000000\",\"content\":\"a\"}\n";
const UNPARSED: &[u8] = b"<html>502</html>";

/// What differs from schedule to schedule besides what goes wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Setup {
    archive: bool,
    /// By the hour, in which only what has no time of its own could come twice: such events are left out then.
    classic: bool,
    logs: bool,
    endpoint: bool,
    bots: u8,
    functions: u8,
    failures_only: bool,
    old_token: bool,
}

impl Setup {
    fn options(self) -> Options {
        let mut document = String::from("{");
        if self.archive {
            let place = if self.endpoint { r#""endpoint":"http://cos""# } else { r#""region":"ap-tokyo""# };
            let layout = if self.classic { "classic" } else { "task" };
            let _ = write!(document, r#""cos":{{"bucket":"b-125","layout":"{layout}",{place}}},"#);
        }
        if self.logs {
            document.push_str(r#""cls":{"format":"ndjson"},"#);
        }
        let on = if self.failures_only { "failure" } else { "all" };
        let bots: Vec<_> = (0..self.bots)
            .map(|n| format!(r#"{{"kind":"wecom","url":"https://bot/send?key=secret-{n}","on":"{on}"}}"#))
            .collect();
        let functions: Vec<_> = (0..self.functions).map(|n| format!(r#"{{"function":"f{n}"}}"#)).collect();
        let _ = write!(document, r#""notify":[{}],"invoke":[{}]}}"#, bots.join(","), functions.join(","));
        let token = if self.old_token { "secret-old" } else { TOKEN };
        let settings = format!(
            r#"{{"options":{document},"env":{{"TENCENTCLOUD_REGION":"ap-tokyo","TENCENTCLOUD_SECRETID":"AKIDsecret",
            "TENCENTCLOUD_SECRETKEY":"sk-secret","TENCENTCLOUD_SESSIONTOKEN":"{token}"}}}}"#
        );
        let options = options_from_json(settings.as_bytes()).expect("good options");
        assert!(options.fault.is_none(), "{:?}", options.fault);
        options
    }
}

const TOKEN: &str = "secret-token";

/// What the owner's own processing returns, without its end.
const PROCESSED: &[u8] = br#"{"mine":true"#;

/// Options that were read already: reading them is not what is tested here.
#[derive(Default)]
pub struct Cache(BTreeMap<Setup, Options>);

/// What a run counts.
#[derive(Default, Debug, Clone, Copy)]
pub struct Counts {
    pub executions: u64,
    pub requests: u64,
    pub faults: u64,
    pub kills: u64,
    pub told: u64,
    pub told_twice: u64,
}

impl Counts {
    pub fn add(&mut self, other: Counts) {
        self.executions += other.executions;
        self.requests += other.requests;
        self.faults += other.faults;
        self.kills += other.kills;
        self.told += other.told;
        self.told_twice += other.told_twice;
    }
}

enum Happening {
    /// Which delivery, and the how manieth execution of it.
    Start(usize, u32),
    Arrive(usize, u32, Request, Vec<u8>, Fate),
    Answer(usize, u32, Reply),
    Error(usize, u32, &'static str),
    Wake(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum Host {
    Cos,
    OtherCos,
    Target,
}

impl Host {
    fn of(request: &Request) -> Self {
        match request.url.contains("cos") {
            true if request.url.contains("tencentcos") => Host::OtherCos,
            true => Host::Cos,
            false => Host::Target,
        }
    }
}

/// One execution of the function.
struct Execution {
    delivery: Delivery,
    of: usize,
    nth: u32,
    started: i64,
    deadline: i64,
    ended: Option<i64>,
    /// When the last record it wrote was stored, which may be after its end.
    landed: i64,
    done: Option<Done>,
    /// So many happenings until it is killed.
    life: Option<u32>,
    /// Requests that are waited for: which host they went to.
    pending: BTreeMap<u32, Host>,
    /// Requests that a target took, and who it is.
    accepted: BTreeMap<u32, String>,
    faults: u32,
    /// Faults that hit the archive.
    archive_faults: u32,
    /// Targets that took a message of this execution.
    told: BTreeSet<String>,
    /// By request: how often it was sent, and before when not again.
    sent: BTreeMap<String, (u32, i64)>,
    /// The host that a failed request to COS went to.
    failed_host: Option<Host>,
    /// The answer of a web server before COS that is on its way.
    bad_gateway: Option<(u32, Host)>,
    asked_for_credentials: u32,
}

pub struct World<'c> {
    seed: u64,
    random: Random,
    setup: Setup,
    fresh: Options,
    options: Options,
    event: &'static [u8],
    limit: i64,
    /// How far the function's clock is ahead, ms.
    skew: i64,
    /// Faults of a hundred requests, and how many more there are.
    chance: u64,
    faults_left: u32,
    kills_left: u32,
    cos: Cos,
    executions: Vec<Execution>,
    queue: Vec<(i64, u64, Happening)>,
    sequence: u64,
    /// By target: how often it took a message.
    told: BTreeMap<String, u32>,
    /// By target: how many repetitions a crash or a lost answer has made possible.
    excuses: BTreeMap<String, u32>,
    replaced_event: bool,
    /// Whether the owner has a processing of their own, and how often it was called.
    has_processing: bool,
    processed: u32,
    counts: Counts,
    trace: Option<&'c mut Vec<String>>,
}

type Checked = Result<(), String>;

macro_rules! note {
    ($world:expr, $now:expr, $($part:tt)+) => {
        if let Some(trace) = $world.trace.as_deref_mut() {
            trace.push(format!("{:>8} {}", $now - START, format!($($part)+)));
        }
    };
}

/// Runs the schedule of a seed. An error says which promise was broken.
pub fn run(seed: u64, cache: &mut Cache, trace: Option<&mut Vec<String>>) -> Result<Counts, String> {
    let mut random = Random(seed);
    let classic = random.percent(25);
    let events: &[&[u8]] = match classic {
        true => &[SUCCESS, SUCCESS, LOGS, UNPARSED],
        false => &[SUCCESS, SUCCESS, FAILURE, FAILURE, FAILURE, LOGS, UNPARSED],
    };
    let event = *random.pick(events);
    let setup = Setup {
        archive: !random.percent(8),
        classic,
        logs: event == LOGS || random.percent(10),
        endpoint: random.percent(50),
        bots: random.below(3) as u8,
        functions: random.below(3) as u8,
        failures_only: random.percent(25),
        old_token: random.percent(10),
    };
    let mut options = |setup: Setup| cache.0.entry(setup).or_insert_with(|| setup.options()).clone();
    let (fresh, options) = (options(Setup { old_token: false, ..setup }), options(setup));
    let mut world = World {
        seed,
        setup,
        fresh,
        options,
        event,
        limit: *random.pick(&[3_000, 3_000, 20_000, 200_000]),
        skew: *random.pick(&[0, 0, 0, 0, 0, 0, 1_200_000, -1_200_000]),
        chance: *random.pick(&[0, 5, 15, 40]),
        faults_left: random.below(30) as u32,
        kills_left: *random.pick(&[0, 0, 1, 1, 2]),
        cos: Cos {
            kind: *random.pick(&[Bucket::Plain, Bucket::Plain, Bucket::Versioned, Bucket::Suspended]),
            encrypts: random.percent(10),
            objects: BTreeMap::new(),
            writes: BTreeMap::new(),
        },
        executions: Vec::new(),
        queue: Vec::new(),
        sequence: 0,
        told: BTreeMap::new(),
        excuses: BTreeMap::new(),
        replaced_event: false,
        has_processing: seed % 4 == 3,
        processed: 0,
        counts: Counts::default(),
        trace,
        random,
    };
    world.run().map_err(|broken| format!("seed {seed}: {broken}"))?;
    world.counts.told_twice = world.told.values().map(|times| u64::from(times.saturating_sub(1))).sum();
    world.counts.told = world.told.len() as u64;
    Ok(world.counts)
}

impl World<'_> {
    fn run(&mut self) -> Checked {
        note!(
            self,
            START,
            "{:?} bucket, archive {}, classic {}, bots {}, functions {}, limit {} ms, clock {} ms ahead, {} % faults, old token {}",
            self.cos.kind,
            self.setup.archive,
            self.setup.classic,
            self.setup.bots,
            self.setup.functions,
            self.limit,
            self.skew,
            self.chance,
            self.setup.old_token
        );
        self.at(START, Happening::Start(0, 0));
        if self.random.percent(35) {
            // The same event once more, at the same time or soon after.
            let later = *self.random.pick(&[0, 0, 1, 40, 100, 300, 5_000, 70_000]);
            self.at(START + later, Happening::Start(1, 0));
        }
        self.until_quiet()?;
        // Whatever happened, what is still missing can be delivered, and then nothing is left to do.
        (self.chance, self.kills_left) = (0, 0);
        let now = self.executions.iter().filter_map(|it| it.ended).max().unwrap_or(START) + 1_000_000;
        self.at(now, Happening::Start(2, EXECUTIONS));
        self.until_quiet()?;
        let succeeded = |it: &Execution| it.done.as_ref().is_some_and(|done| done.ok);
        let is_notification = self.event != UNPARSED;
        if is_notification && !self.executions.last().is_some_and(succeeded) {
            return Err("without faults the delivery does not succeed".into());
        }
        let record = self.cos.objects.iter().find(|(key, _)| key.ends_with(".report.json")).map(|(_, record)| record);
        if let Some(record) = record.filter(|_| self.has_processing)
            && (!record.starts_with(PROCESSED) || !receipts(record)?.contains("process "))
        {
            return Err("what the processing returned is not in the record".into());
        }
        let (told, writes, processed) = (self.told.clone(), self.cos.writes.clone(), self.processed);
        self.at(now + 1_000_000, Happening::Start(3, EXECUTIONS));
        self.until_quiet()?;
        if self.setup.archive && self.told != told {
            return Err("a duplicate was told although everything has its receipt".into());
        }
        if self.setup.archive && self.processed != processed {
            return Err("a duplicate was processed although there is a receipt".into());
        }
        if self.setup.archive && self.cos.kind == Bucket::Plain && self.cos.writes != writes {
            return Err("a duplicate wrote something".into());
        }
        let is_kept = self.setup.archive && self.cos.kind == Bucket::Plain && !self.replaced_event;
        let twice = self.cos.writes.iter().find(|(key, times)| is_event(key) && **times > 1);
        if let Some((key, times)) = twice.filter(|_| is_kept) {
            return Err(format!("{key} was stored {times} times"));
        }
        Ok(())
    }

    fn at(&mut self, time: i64, happening: Happening) {
        self.sequence += 1;
        self.queue.push((time, self.sequence, happening));
    }

    fn until_quiet(&mut self) -> Checked {
        for _ in 0..5_000 {
            let next = self.queue.iter().enumerate().min_by_key(|(_, (time, sequence, _))| (*time, *sequence));
            let Some((index, _)) = next else { return Ok(()) };
            let (now, _, happening) = self.queue.swap_remove(index);
            self.happen(now, happening)?;
        }
        Err("the machine does not end".into())
    }

    fn happen(&mut self, now: i64, happening: Happening) -> Checked {
        match happening {
            Happening::Start(of, nth) => {
                let life = if self.kills_left > 0 && self.random.percent(50) {
                    self.kills_left -= 1;
                    Some(self.random.below(14) as u32)
                } else {
                    None
                };
                let local = now + self.skew;
                let deadline = local + self.limit;
                let invocation = Invocation {
                    request_id: Some("req-1"),
                    deadline,
                    seed: self.random.next(),
                    mode: mps_webhook::Mode::Full,
                };
                note!(self, now, "execution {} begins: delivery {of}, the {nth}. repetition", self.executions.len());
                self.executions.push(Execution {
                    delivery: Delivery::new(self.event.to_vec(), Ok(self.options.clone()), invocation, local),
                    of,
                    nth,
                    started: now,
                    deadline: now + self.limit,
                    ended: None,
                    landed: 0,
                    done: None,
                    life,
                    pending: BTreeMap::new(),
                    accepted: BTreeMap::new(),
                    faults: 0,
                    archive_faults: 0,
                    told: BTreeSet::new(),
                    sent: BTreeMap::new(),
                    failed_host: None,
                    bad_gateway: None,
                    asked_for_credentials: 0,
                });
                if self.has_processing
                    && let Some(execution) = self.executions.last_mut()
                {
                    execution.delivery.process_reports();
                }
                self.counts.executions += 1;
                self.poll(self.executions.len() - 1, now)
            }
            Happening::Arrive(index, id, request, body, fate) => self.serve(index, id, &request, &body, fate, now),
            Happening::Answer(index, id, reply) => {
                if self.executions[index].ended.is_some() || self.executions[index].pending.remove(&id).is_none() {
                    return Ok(());
                }
                if self.dies(index, now) {
                    return self.end(index, now);
                }
                if let Some((_, host)) = self.executions[index].bad_gateway.take().filter(|(of, _)| *of == id) {
                    self.executions[index].failed_host = Some(host);
                }
                note!(
                    self,
                    now,
                    "  {index}: answer to {id}: {} {}",
                    reply.status,
                    String::from_utf8_lossy(&reply.body)
                );
                let headers: Vec<(&str, &str)> =
                    reply.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let response = Response { status: reply.status, headers: &headers, body: &reply.body };
                let local = now + self.skew;
                self.executions[index].delivery.on_response(id, &response, local);
                self.poll(index, now)
            }
            Happening::Error(index, id, reason) => {
                let Some(host) = self.executions[index].pending.remove(&id) else { return Ok(()) };
                if self.executions[index].ended.is_some() {
                    return Ok(());
                }
                if let Some(name) = self.executions[index].accepted.get(&id) {
                    *self.excuses.entry(name.clone()).or_default() += 1;
                }
                if self.dies(index, now) {
                    return self.end(index, now);
                }
                note!(self, now, "  {index}: no answer to {id}: {reason}");
                if host != Host::Target {
                    self.executions[index].failed_host = Some(host);
                }
                let local = now + self.skew;
                self.executions[index].delivery.on_error(id, reason, local);
                self.poll(index, now)
            }
            Happening::Wake(index) if self.executions[index].ended.is_none() => self.poll(index, now),
            Happening::Wake(_) => Ok(()),
        }
    }

    /// Whether the execution is killed now.
    fn dies(&mut self, index: usize, now: i64) -> bool {
        let execution = &mut self.executions[index];
        match &mut execution.life {
            Some(0) => {
                note!(self, now, "  {index}: KILLED");
                self.counts.kills += 1;
                true
            }
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    fn poll(&mut self, index: usize, now: i64) -> Checked {
        let local = now + self.skew;
        let mut poll = self.executions[index].delivery.poll(local);
        if poll.refresh_credentials {
            self.executions[index].asked_for_credentials += 1;
            if self.executions[index].asked_for_credentials > 1 {
                return Err("credentials were asked for twice".into());
            }
            self.executions[index].delivery.on_credentials(Ok(self.fresh.clone()));
            let before = std::mem::take(&mut poll.log);
            let sent = std::mem::take(&mut poll.requests);
            let processed = std::mem::take(&mut poll.process);
            poll = self.executions[index].delivery.poll(local);
            poll.log.splice(0..0, before);
            poll.requests.splice(0..0, sent);
            poll.process.splice(0..0, processed);
        }
        if self.trace.is_some() || self.seed.is_multiple_of(16) {
            for line in &poll.log {
                let line = serde_json::to_string(line).map_err(|error| error.to_string())?;
                note!(self, now, "  {index}: {line}");
                if line.contains("secret-") || line.contains("-secret") || line.contains("Signature=") {
                    return Err(format!("a secret is in the log: {line}"));
                }
            }
        }
        if let Some(done) = poll.done {
            if !poll.requests.is_empty() || !poll.process.is_empty() {
                return Err("it ended with something to send".into());
            }
            if poll.log.last().is_none_or(|line| line.msg.is_empty()) {
                return Err("it ended without saying what happened".into());
            }
            self.executions[index].done = Some(done);
            return self.end(index, now);
        }
        let deadline = self.executions[index].deadline;
        if poll.wait_until.is_some_and(|until| until <= local || until > deadline + self.skew) {
            return Err("a wait that is over, or outlives the invocation".into());
        }
        let is_idle = poll.requests.is_empty() && poll.process.is_empty();
        if poll.wait_until.is_none() && is_idle && self.executions[index].pending.is_empty() {
            return Err("nothing to do and nothing to wait for".into());
        }
        if self.dies(index, now) {
            return self.end(index, now);
        }
        if let Some(until) = poll.wait_until {
            self.at(until - self.skew, Happening::Wake(index));
        }
        for process in poll.process {
            self.process(index, process.id, process.timeout, now)?;
        }
        for send in poll.requests {
            self.send(index, send.id, send.request, now)?;
        }
        Ok(())
    }

    fn process(&mut self, index: usize, id: u32, timeout: Option<u32>, now: i64) -> Checked {
        let execution = &mut self.executions[index];
        let timeout = i64::from(timeout.unwrap_or(u32::MAX));
        if now + timeout > execution.deadline {
            return Err("a processing may outlive the invocation".into());
        }
        if execution.delivery.body(id).is_empty() {
            return Err("there is nothing to process".into());
        }
        execution.pending.insert(id, Host::Target);
        self.processed += 1;
        let then = now + (self.random.below(200) as i64).min(timeout);
        if self.random.percent(self.chance) {
            self.executions[index].faults += 1;
            self.at(then, Happening::Error(index, id, "Error: no database"));
        } else {
            let reply = Reply { status: 200, headers: Vec::new(), body: [PROCESSED, b"}"].concat() };
            self.at(then, Happening::Answer(index, id, reply));
        }
        Ok(())
    }

    fn send(&mut self, index: usize, id: u32, request: Request, now: i64) -> Checked {
        self.counts.requests += 1;
        let is_cos = request.url.contains("cos");
        let execution = &mut self.executions[index];
        let body = execution.delivery.body(id).to_vec();
        let timeout = now + i64::from(request.timeout);
        if request.timeout == 0 || timeout > execution.deadline {
            return Err("a try outlives the invocation".into());
        }
        let name = if is_cos {
            request.url.rsplit('/').next().unwrap_or_default().to_string()
        } else {
            target(&request, &body)
        };
        let (times, not_before) = execution.sent.entry(format!("{} {name}", request.method)).or_default();
        if now < *not_before {
            return Err(format!("{name} was sent again before the time the service asked for"));
        }
        *times += 1;
        if *times > 5 && !name.contains("report") {
            return Err(format!("{name} was sent {times} times"));
        }
        if is_cos && !self.setup.endpoint && execution.failed_host.take() == Some(Host::of(&request)) {
            return Err("a host that cannot be reached was not left".into());
        }
        note!(self, now, "  {index}: {id} {} {} {}", request.method, request.url, String::from_utf8_lossy(&body));
        let fate = if self.faults_left > 0 && self.random.percent(self.chance) {
            self.faults_left -= 1;
            self.counts.faults += 1;
            self.executions[index].faults += 1;
            self.executions[index].archive_faults += u32::from(is_cos);
            if is_cos {
                Fate::of_cos(&mut self.random, request.method)
            } else {
                Fate::of_target(&mut self.random, request.url.contains("bot"))
            }
        } else {
            Fate::Fine
        };
        let mut arrives = now + 1 + self.random.between(0, LATENCY / 2);
        if let Fate::Slow(by) = fate {
            arrives += by;
        }
        self.executions[index].pending.insert(id, Host::of(&request));
        self.at(arrives, Happening::Arrive(index, id, request, body, fate));
        self.at(timeout, Happening::Error(index, id, "timed out"));
        Ok(())
    }

    /// The request is at the service.
    fn serve(&mut self, index: usize, id: u32, request: &Request, body: &[u8], fate: Fate, now: i64) -> Checked {
        if fate != Fate::Fine {
            note!(self, now, "  {index}: {id} meets {fate:?}");
        }
        let answers_at = now + 1 + self.random.between(0, LATENCY / 2);
        if fate == Fate::ResetBefore {
            self.at(answers_at, Happening::Error(index, id, "read ECONNRESET"));
            return Ok(());
        }
        let is_cos = request.url.contains("cos");
        let reply = if is_cos {
            self.serve_cos(index, request, body, fate, now)?
        } else {
            self.serve_target(index, id, request, body, fate, now)?
        };
        if is_cos && reply.status >= 500 && reply.headers.is_empty() {
            self.executions[index].bad_gateway = Some((id, Host::of(request)));
        }
        if let Some((_, seconds)) = reply.headers.iter().find(|(name, _)| *name == "retry-after") {
            let wait = seconds.parse::<i64>().unwrap_or(0) * 1000;
            let name = format!("{} {}", request.method, request.url.rsplit('/').next().unwrap_or_default());
            if let Some((_, not_before)) = self.executions[index].sent.get_mut(&name) {
                *not_before = answers_at + wait;
            }
        }
        match fate {
            Fate::AnswerLost => {}
            Fate::ResetAfter => self.at(answers_at, Happening::Error(index, id, "socket hang up")),
            _ => self.at(answers_at, Happening::Answer(index, id, reply)),
        }
        Ok(())
    }

    fn serve_cos(
        &mut self,
        index: usize,
        request: &Request,
        body: &[u8],
        fate: Fate,
        now: i64,
    ) -> Result<Reply, String> {
        if let Some(reply) = Cos::refuse(fate, now) {
            return Ok(reply);
        }
        if let Some(reply) = Cos::refusal(request, TOKEN, now) {
            return Ok(reply);
        }
        let path =
            request.url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        let key = path.strip_prefix("b-125/").unwrap_or(path).to_string();
        if request.method == "PUT" && key.ends_with(".report.json") {
            self.check_record(index, request, &key, body)?;
            self.executions[index].landed = now;
        }
        if request.method == "PUT" && is_event(&key) && body != self.stored() {
            return Err("the event is not stored as it came".into());
        }
        let mut reply = self.cos.serve(request, &key, body, now);
        match fate {
            Fate::WrongEtag if reply.status == 200 && !self.cos.encrypts => {
                for (name, value) in &mut reply.headers {
                    if *name == "etag" {
                        *value = "\"00000000000000000000000000000000\"".into();
                    }
                }
                self.replaced_event |= is_event(&key);
            }
            Fate::Damaged if reply.status == 200 && !self.cos.encrypts => {
                let middle = reply.body.len() / 2;
                reply.body.truncate(middle);
            }
            _ => {}
        }
        Ok(reply)
    }

    /// What a record says must be so, and it must not forget what it said before.
    fn check_record(&mut self, index: usize, request: &Request, key: &str, body: &[u8]) -> Checked {
        let receipts = receipts(body)?;
        if !receipts.contains("event ") {
            return Err("a record without the event's receipt".into());
        }
        if !self.cos.objects.keys().any(|key| is_event(key)) {
            return Err("a record before the event".into());
        }
        let targets = receipts.iter().filter_map(|receipt| receipt.split_once(' ')).map(|(_, target)| target);
        for target in targets.filter(|target| !target.is_empty()) {
            if self.told.keys().all(|name| !same_target(name, target)) {
                return Err(format!("a receipt of what was not done: {target}"));
            }
        }
        let Some(before) = self.cos.objects.get(key).filter(|_| !self.cos.keeps(request)) else { return Ok(()) };
        let execution = &self.executions[index];
        let concurrent = (0..self.executions.len()).any(|other| other != index && self.overlap(other, index));
        let late = execution.ended.is_some() || execution.archive_faults > 0;
        for lost in self::receipts(before)?.difference(&receipts) {
            if !concurrent && !late {
                return Err(format!("the receipt of {lost} was overwritten"));
            }
            let target = lost.split_once(' ').map(|(_, target)| target.to_string()).unwrap_or_default();
            let names: Vec<String> = self.told.keys().filter(|name| same_target(name, &target)).cloned().collect();
            for name in names {
                *self.excuses.entry(name).or_default() += 1;
            }
        }
        Ok(())
    }

    fn overlap(&self, one: usize, other: usize) -> bool {
        let end = |it: &Execution| it.ended.map_or(i64::MAX, |ended| ended.max(it.landed));
        let (one, other) = (&self.executions[one], &self.executions[other]);
        one.started <= end(other) && other.started <= end(one)
    }

    fn serve_target(
        &mut self,
        index: usize,
        id: u32,
        request: &Request,
        body: &[u8],
        fate: Fate,
        now: i64,
    ) -> Result<Reply, String> {
        let is_bot = request.url.contains("bot");
        match fate {
            Fate::Refused(_, code, _) if is_bot => return Ok(bot(code)),
            Fate::Refused(_, code, _) => return Ok(api(Some(code), now)),
            Fate::Page(status) => return Ok(page(status)),
            _ => {}
        }
        if !is_bot && let Some(reply) = api_refusal(request, TOKEN, now) {
            return Ok(reply);
        }
        let name = target(request, body);
        if self.setup.archive {
            let mut keys = self.cos.objects.keys();
            if !keys.clone().any(|key| is_event(key)) || !keys.any(|key| key.contains(".report.")) {
                return Err(format!("{name} was told before the archive was complete"));
            }
        }
        if !is_bot {
            let context = serde_json::from_slice::<serde_json::Value>(body).map_err(|error| error.to_string())?;
            if context["ClientContext"].as_str().map(str::as_bytes) != Some(self.event) {
                return Err("a function was given something else than the event".into());
            }
        }
        let execution = &self.executions[index];
        if execution.ended.is_some() || !execution.pending.contains_key(&id) {
            // Its sender was killed, or has stopped waiting and may have sent it again.
            *self.excuses.entry(name.clone()).or_default() += 1;
        }
        let times = self.told.get(&name).copied().unwrap_or(0);
        if times > 0 {
            let concurrent = (0..self.executions.len()).any(|other| {
                other != index && self.executions[other].told.contains(&name) && self.overlap(other, index)
            });
            let without_ledger = !self.setup.archive && !self.executions[index].told.contains(&name);
            if !concurrent && !without_ledger {
                match self.excuses.get_mut(&name) {
                    Some(left) if *left > 0 => *left -= 1,
                    _ => return Err(format!("{name} was told twice without a crash or a lost answer")),
                }
            }
        }
        note!(self, now, "  {index}: {name} is told");
        self.told.insert(name.clone(), times + 1);
        self.executions[index].told.insert(name.clone());
        self.executions[index].accepted.insert(id, name);
        Ok(if is_bot { bot("0") } else { api(None, now) })
    }

    /// An execution has ended or was killed: what it promised is checked.
    fn end(&mut self, index: usize, now: i64) -> Checked {
        self.executions[index].ended = Some(now);
        let execution = &self.executions[index];
        let record = self.cos.objects.iter().find(|(key, _)| key.ends_with(".report.json")).map(|(_, record)| record);
        let receipts = record.map_or(Ok(BTreeSet::new()), |record| receipts(record))?;
        let told = execution.told.clone();
        let killed = execution.done.is_none();
        for name in &told {
            if self.setup.archive && !receipts.iter().any(|receipt| receipt_is_of(receipt, name)) {
                let concurrent = (0..self.executions.len()).any(|other| other != index && self.overlap(other, index));
                let execution = &self.executions[index];
                if !killed && execution.faults == 0 && !concurrent {
                    return Err(format!("{name} was told, but there is no receipt"));
                }
                let excuses = self.excuses.entry(name.clone()).or_default();
                *excuses = (*excuses).max(1);
            }
        }
        let execution = &self.executions[index];
        let again = match &execution.done {
            None => true,
            Some(done) => {
                note!(self, now, "  {index}: ended, {}", if done.ok { "well" } else { "with an error" });
                if now > execution.deadline {
                    return Err("it ended after its time".into());
                }
                self.check_done(done, execution)?;
                !done.ok
            }
        };
        let (of, nth) = (self.executions[index].of, self.executions[index].nth);
        if again && nth + 1 < EXECUTIONS {
            self.at(now + 60_000, Happening::Start(of, nth + 1));
        }
        Ok(())
    }

    fn check_done(&self, done: &Done, execution: &Execution) -> Checked {
        if done.ok != done.error.is_none() {
            return Err("an end that is neither good nor bad".into());
        }
        let is_unparsed = self.event == UNPARSED;
        let stored = !self.setup.archive || self.is_archived()?;
        if done.ok {
            if is_unparsed {
                return Err("what is no notification did not fail".into());
            }
            if !stored {
                return Err("it ended well, but the event is not in the archive".into());
            }
            let wanted = self.wanted();
            if let Some(name) = wanted.iter().find(|name| !self.told.contains_key(*name)) {
                return Err(format!("it ended well, but {name} was not told"));
            }
            if self.told.keys().any(|name| !wanted.contains(name)) {
                return Err("somebody was told who was not to be".into());
            }
            return Ok(());
        }
        if execution.faults == 0 {
            let code = done.error.as_ref().map(|error| error.code());
            if !is_unparsed || code != Some(ErrorCode::InvalidJson) {
                return Err(format!("it failed though nothing went wrong: {:?}", done.error));
            }
            if !stored {
                return Err("what is no notification was not put aside".into());
            }
        }
        Ok(())
    }

    /// Whether the event is in the archive as it came, with its record.
    fn is_archived(&self) -> Result<bool, String> {
        let (events, records): (Vec<_>, Vec<_>) = self.cos.objects.iter().partition(|(key, _)| is_event(key));
        if events.len() > 1 || records.len() > 1 {
            return Err("it is there twice".into());
        }
        let [(_, event)] = events[..] else { return Ok(false) };
        let nothing_to_do = self.wanted().is_empty() && !self.has_processing;
        if self.event != UNPARSED && (self.event == LOGS || (self.setup.classic && nothing_to_do)) {
            // Nothing is done beside storing, and the layout has no reports: nothing to write down.
            return if records.is_empty() { Ok(event == &self.stored()) } else { Err("a record of nothing".into()) };
        }
        let [(_, record)] = records[..] else { return Ok(false) };
        Ok(event == &self.stored() && receipts(record)?.contains("event "))
    }

    /// What is stored of the event.
    fn stored(&self) -> Vec<u8> {
        match self.event {
            LOGS => LINES.to_vec(),
            SUCCESS if self.setup.classic => [SUCCESS, b"\r\n"].concat(),
            event => event.to_vec(),
        }
    }

    fn wanted(&self) -> BTreeSet<String> {
        if self.event == LOGS {
            return BTreeSet::new();
        }
        let bots = if self.setup.failures_only && self.event == SUCCESS { 0 } else { self.setup.bots };
        let bots = (0..bots).map(|n| format!("secret-{n}"));
        bots.chain((0..self.setup.functions).map(|n| format!("f{n}"))).collect()
    }
}

/// Whether an object is an event, not its record.
fn is_event(key: &str) -> bool {
    !key.contains(".report.") && !key.contains(".error.")
}

/// Who a request is to: the bot's key or the function's name.
fn target(request: &Request, body: &[u8]) -> String {
    match request.url.split_once("key=") {
        Some((_, key)) => key.into(),
        None => {
            let text = String::from_utf8_lossy(body);
            text.split('"').nth(3).unwrap_or_default().into()
        }
    }
}

/// Whether a receipt's target is this bot or function.
fn same_target(name: &str, target: &str) -> bool {
    match name.strip_prefix("secret-") {
        Some(number) => BOT_IDS.get(number.parse::<usize>().unwrap_or(usize::MAX)).is_some_and(|id| id == target),
        None => target.split(':').next() == Some(name),
    }
}

/// The names of the bots in receipts: of their URL, but nobody can tell that from them.
static BOT_IDS: LazyLock<[String; 2]> = LazyLock::new(|| {
    ["secret-0", "secret-1"].map(|key| {
        let digest = Sha256::digest(format!("https://bot/send?key={key}"));
        let mut id = String::from("wecom-");
        for byte in &digest[..4] {
            let _ = write!(id, "{byte:02x}");
        }
        id
    })
});

fn receipt_is_of(receipt: &str, name: &str) -> bool {
    receipt.split_once(' ').is_some_and(|(_, target)| same_target(name, target))
}

/// The steps and targets that a record has receipts of.
fn receipts(record: &[u8]) -> Result<BTreeSet<String>, String> {
    let record: serde_json::Value =
        serde_json::from_slice(record).map_err(|error| format!("the record is no JSON: {error}"))?;
    let list = record["receipts"].as_array().ok_or("the record has no receipts")?;
    let text = |receipt: &serde_json::Value, name: &str| receipt[name].as_str().unwrap_or_default().to_string();
    let found: BTreeSet<String> =
        list.iter().map(|receipt| [text(receipt, "step"), text(receipt, "target")].join(" ")).collect();
    if found.len() != list.len() {
        return Err("a record with two receipts of the same".into());
    }
    Ok(found)
}
