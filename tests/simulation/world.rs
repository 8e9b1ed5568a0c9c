//! One schedule: SCF delivering events, once or twice at a time, killing and retrying as it does; the host, whose core
//! may trap; the machine; and the services. All of it follows from the seed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

use mps_webhook::delivery::{Actions, Archived, Delivered, StepStatus};
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Mode, Options, Request, Response};
use sha2::{Digest, Sha256};

use crate::events::{Incoming, LINES, NOTIFY_KEY, Thing};
use crate::random::Random;
use crate::services::{Bucket, Cos, Fate, Reply, api, api_refusal, bot, page};

const START: i64 = 1_700_000_000_000;
const EXECUTIONS: u32 = 3;
/// The longest an answer takes when nothing is wrong, ms.
const LATENCY: i64 = 30;
/// Requests and calls of the owner's processing under way at once.
const MAX_IN_FLIGHT: usize = 8;
/// Of so many notifications or fewer every event is sent to the archive in every execution.
const STRAIGHT: usize = 16;

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
    /// Whether notifications over HTTP have to be signed.
    has_key: bool,
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
        if self.has_key {
            let _ = write!(document, r#""mps":{{"notify_key":"{NOTIFY_KEY}"}},"#);
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
    /// Notifications and batches, in all executions.
    pub notifications: u64,
    pub requests: u64,
    pub faults: u64,
    pub kills: u64,
    /// Executions that ended in a trap.
    pub traps: u64,
    /// Executions that were understanding an event when they were killed.
    pub stuck: u64,
    pub notified: u64,
    pub notified_twice: u64,
}

impl Counts {
    pub fn add(&mut self, other: Counts) {
        self.executions += other.executions;
        self.notifications += other.notifications;
        self.requests += other.requests;
        self.faults += other.faults;
        self.kills += other.kills;
        self.traps += other.traps;
        self.stuck += other.stuck;
        self.notified += other.notified;
        self.notified_twice += other.notified_twice;
    }
}

/// What is stored or delivered by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    /// A notification or a batch, by its number.
    Thing(usize),
    /// A whole event in quarantine, by the number of the event.
    Whole(usize),
}

enum Happening {
    /// Which event, and the how manieth execution of it.
    Start(usize, u32),
    Arrive(usize, u32, Item, Request, Vec<u8>, Fate),
    Answer(usize, u32, Reply),
    Error(usize, u32, &'static str),
    Wake(usize),
    /// The platform ends an execution that is stuck.
    Kill(usize),
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

/// A request that is waited for.
#[derive(Clone, Copy)]
struct Pending {
    host: Host,
    item: Item,
    /// Whether it is to store an event.
    is_event: bool,
}

/// How an execution ends before its time.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Death {
    Killed,
    /// The core traps, and the host goes on with the next instance.
    Trap,
}

/// What understanding a thing comes to, as long as it is not repaired.
#[derive(Debug, Clone, Copy)]
struct Poison {
    thing: usize,
    is_slow: bool,
    /// So many times more.
    left: u32,
}

/// One execution of the function by one instance of the core.
struct Execution {
    delivery: Delivery,
    of: usize,
    nth: u32,
    mode: Mode,
    started: i64,
    deadline: i64,
    ended: Option<i64>,
    trapped: bool,
    /// Whether it understands something without end: it answers nothing, and is killed when its time is over.
    stuck: bool,
    /// When the last report it wrote was stored, which may be after its end.
    landed: i64,
    done: Option<Done>,
    /// So many happenings until it ends, and how.
    life: Option<(u32, Death)>,
    pending: BTreeMap<u32, Pending>,
    /// Requests that a target took: who it is, and of what.
    accepted: BTreeMap<u32, Notified>,
    faults: u32,
    /// Faults that hit the archive.
    archive_faults: u32,
    /// What met a fault, and what of that in the archive.
    hit: BTreeSet<Item>,
    archive_hit: BTreeSet<Item>,
    /// What there is to store.
    items: Vec<Item>,
    /// Of that: what was sent to COS once and answered, or not; and what is stored by what COS says.
    answered: BTreeSet<Item>,
    stored: BTreeSet<Item>,
    /// What was answered otherwise than for a wrong clock or old credentials, which are corrected at once.
    settled: BTreeSet<Item>,
    /// The thing that is not understood easily was understood.
    understood: bool,
    /// Targets that took a message of this execution.
    notified: BTreeSet<Notified>,
    /// By request: how often it was sent, and before when not again.
    sent: BTreeMap<String, (u32, i64)>,
    /// The host that a failed request to COS went to.
    failed_host: Option<Host>,
    /// Answers of a web server before COS that are on their way.
    bad_gateways: BTreeSet<u32>,
    asked_for_credentials: u32,
    refusals: usize,
    /// Whether its last line in the log says something.
    has_spoken: bool,
}

impl Execution {
    /// Whether there was enough time for everything when it began, and not just the rest of another's.
    fn has_time(&self) -> bool {
        self.deadline - self.started > 2_000
    }

    /// Whether what happened to others took so long that there was no time left for one more request.
    fn ran_out(&self) -> bool {
        self.faults > 0 && self.ended.is_some_and(|ended| self.deadline - ended < 500)
    }
}

/// A notification and the target that got it.
type Notified = (usize, String);

pub struct World<'c> {
    seed: u64,
    random: Random,
    setup: Setup,
    fresh: Options,
    options: Options,
    things: Vec<Thing>,
    incoming: Vec<Incoming>,
    limit: i64,
    /// How far the function's clock is ahead, ms.
    skew: i64,
    /// Faults of a hundred requests, and how many more there are.
    chance: u64,
    faults_left: u32,
    kills_left: u32,
    poison: Option<Poison>,
    /// Opening this event traps, so many times more.
    opening: Option<(usize, u32)>,
    cos: Cos,
    /// By item: the key of its event.
    keys: BTreeMap<Item, String>,
    /// What has to be in the archive once everything that was sent has arrived.
    promised: BTreeSet<Item>,
    executions: Vec<Execution>,
    queue: Vec<(i64, u64, Happening)>,
    sequence: u64,
    /// How often a target took a message.
    notified: BTreeMap<Notified, u32>,
    /// How many repetitions a crash or a lost answer has made possible.
    excuses: BTreeMap<Notified, u32>,
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
    let logs = random.percent(20);
    // More than are sent one after the other whatever is known of them.
    let is_many = random.percent(2);
    let count = if is_many { random.between(20, 24) } else { random.between(1, 4) };
    let mut things: Vec<Thing> = (0..count as usize)
        .map(|n| if classic || random.percent(40) { Thing::Success(n) } else { Thing::Failure(n) })
        .collect();
    if logs && random.percent(80) {
        things.push(Thing::Batch);
    }
    let setup = Setup {
        archive: !random.percent(8),
        classic,
        logs,
        endpoint: random.percent(50),
        bots: random.below(3) as u8,
        functions: random.below(3) as u8,
        failures_only: random.percent(25),
        old_token: random.percent(10),
        has_key: random.percent(40),
    };
    let mut options = |setup: Setup| cache.0.entry(setup).or_insert_with(|| setup.options()).clone();
    let (fresh, options) = (options(Setup { old_token: false, ..setup }), options(setup));
    let mut incoming = vec![Incoming::new(&mut random, &things, setup.has_key)];
    if random.percent(50) {
        // Some of it in another envelope.
        incoming.push(Incoming::new(&mut random, &things, setup.has_key));
    }
    let mut world = World {
        seed,
        setup,
        fresh,
        options,
        limit: *random.pick(&[3_000, 3_000, 20_000, 200_000]),
        skew: *random.pick(&[0, 0, 0, 0, 0, 0, 1_200_000, -1_200_000]),
        chance: *random.pick(&[0, 5, 15, 40]),
        faults_left: random.below(30) as u32,
        kills_left: *random.pick(&[0, 0, 1, 1, 2]),
        poison: random.percent(30).then(|| Poison {
            thing: random.below(things.len() as u64) as usize,
            is_slow: random.percent(30),
            left: *random.pick(&[1, 2, 1_000]),
        }),
        opening: random
            .percent(8)
            .then(|| (random.below(incoming.len() as u64) as usize, *random.pick(&[1, 2, 1_000]))),
        things,
        incoming,
        cos: Cos {
            kind: *random.pick(&[Bucket::Plain, Bucket::Plain, Bucket::Versioned, Bucket::Suspended]),
            encrypts: random.percent(10),
            objects: BTreeMap::new(),
            writes: BTreeMap::new(),
        },
        keys: BTreeMap::new(),
        promised: BTreeSet::new(),
        executions: Vec::new(),
        queue: Vec::new(),
        sequence: 0,
        notified: BTreeMap::new(),
        excuses: BTreeMap::new(),
        replaced_event: false,
        has_processing: seed % 4 == 3,
        processed: 0,
        counts: Counts::default(),
        trace,
        random,
    };
    world.run().map_err(|broken| format!("seed {seed}: {broken}"))?;
    world.counts.notified = world.notified.len() as u64;
    if setup.archive {
        // Without a bucket every delivery notifies every target.
        world.counts.notified_twice = world.notified.values().map(|times| u64::from(times.saturating_sub(1))).sum();
    }
    Ok(world.counts)
}

impl World<'_> {
    fn run(&mut self) -> Checked {
        note!(
            self,
            START,
            "{:?} bucket, archive {}, classic {}, bots {}, functions {}, limit {} ms, clock {} ms ahead, {} % faults, old token {}, key {}",
            self.cos.kind,
            self.setup.archive,
            self.setup.classic,
            self.setup.bots,
            self.setup.functions,
            self.limit,
            self.skew,
            self.chance,
            self.setup.old_token,
            self.setup.has_key
        );
        note!(self, START, "{:?}, opening that traps: {:?}", self.poison, self.opening);
        self.at(START, Happening::Start(0, 0));
        if self.random.percent(35) || self.incoming.len() > 1 {
            // The last event once more or the first time, at the same time or soon after.
            let later = *self.random.pick(&[0, 0, 1, 40, 100, 300, 5_000, 70_000]);
            self.at(START + later, Happening::Start(self.incoming.len() - 1, 0));
        }
        self.until_quiet()?;
        // Whatever understanding an event comes to, every event that COS takes is in the archive.
        (self.chance, self.kills_left) = (0, 0);
        let deliveries = 0..self.incoming.len();
        if self.poison.is_some() || self.opening.is_some() {
            self.deliver_again(deliveries.clone())?;
            if self.setup.archive {
                self.check_everything_is_stored()?;
            }
            (self.poison, self.opening) = (None, None);
        }
        // Whatever happened, what is still missing can be delivered, and then nothing is left to do.
        self.deliver_again(deliveries.clone())?;
        self.check_everything_is_done()?;
        let (notified, writes, processed) = (self.notified.clone(), self.cos.writes.clone(), self.processed);
        let all: BTreeSet<usize> = self.believed();
        if !all.is_empty() {
            let once_more = Incoming::with_all(&mut self.random, &self.things, all.into_iter());
            self.incoming.push(once_more);
        }
        self.deliver_again(0..self.incoming.len())?;
        if self.setup.archive && self.notified != notified {
            return Err("a target was notified of a duplicate although everything has its receipt".into());
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

    /// Delivers events again, one after the other.
    fn deliver_again(&mut self, which: std::ops::Range<usize>) -> Checked {
        for of in which {
            let ended = self.executions.iter().filter_map(|it| it.ended).max().unwrap_or(START);
            self.at(ended + 1_000_000, Happening::Start(of, EXECUTIONS));
            self.until_quiet()?;
        }
        Ok(())
    }

    /// The things that any event brings in a way that is to be believed.
    fn believed(&self) -> BTreeSet<usize> {
        self.incoming.iter().flat_map(|incoming| incoming.things.iter().map(|(which, _)| *which)).collect()
    }

    fn check_everything_is_stored(&self) -> Checked {
        for (index, incoming) in self.incoming.iter().enumerate() {
            let is_opened = self.opening.is_none_or(|(of, left)| of != index || left == 0);
            let things = incoming.things.iter().map(|(which, _)| Item::Thing(*which)).filter(|_| is_opened);
            let whole = Some(Item::Whole(index)).filter(|_| !is_opened || incoming.broken.is_some());
            if let Some(item) = things.chain(whole).find(|item| !self.is_stored(*item)) {
                return Err(format!("{item:?} is lost, for something was not understood"));
            }
        }
        Ok(())
    }

    fn check_everything_is_done(&self) -> Checked {
        let deliveries = self.executions.iter().rev().take(self.incoming.len());
        for execution in deliveries {
            let incoming = &self.incoming[execution.of];
            let is_good = incoming.broken.is_none() && incoming.refused.is_none();
            if execution.done.as_ref().is_none_or(|done| done.ok != is_good) {
                return Err("without faults the delivery does not succeed".into());
            }
        }
        for which in self.believed() {
            if self.setup.archive && !self.is_archived(which)? {
                return Err(format!("{:?} is not in the archive in the end", self.things[which]));
            }
            if let Some(name) =
                self.wanted(which).iter().find(|name| !self.notified.contains_key(&(which, (*name).clone())))
            {
                return Err(format!("{name} was never notified of {:?}", self.things[which]));
            }
            let report = self.report(which)?;
            if let Some(report) = report.filter(|_| self.has_processing && self.things[which] != Thing::Batch)
                && (!report.starts_with(PROCESSED) || !receipts(report)?.contains("process "))
            {
                return Err("what the processing returned is not in the report".into());
            }
        }
        Ok(())
    }

    fn at(&mut self, time: i64, happening: Happening) {
        self.sequence += 1;
        self.queue.push((time, self.sequence, happening));
    }

    fn until_quiet(&mut self) -> Checked {
        for _ in 0..20_000 {
            let next = self.queue.iter().enumerate().min_by_key(|(_, (time, sequence, _))| (*time, *sequence));
            let Some((index, _)) = next else { return self.check_promises() };
            let (now, _, happening) = self.queue.swap_remove(index);
            self.happen(now, happening)?;
        }
        Err("the machine does not end".into())
    }

    fn check_promises(&self) -> Checked {
        match self.promised.iter().find(|item| !self.is_stored(**item)) {
            Some(item) => Err(format!("{item:?} is not in the archive, and nothing kept it from there")),
            None => Ok(()),
        }
    }

    fn happen(&mut self, now: i64, happening: Happening) -> Checked {
        match happening {
            Happening::Start(of, nth) => {
                let life = if self.kills_left > 0 && self.random.percent(50) {
                    self.kills_left -= 1;
                    let death = if self.random.percent(30) { Death::Trap } else { Death::Killed };
                    let most = 14 + 6 * self.incoming[of].things.len() as u64;
                    Some((self.random.below(most) as u32, death))
                } else {
                    None
                };
                note!(
                    self,
                    now,
                    "event {of}, the {nth}. repetition: {}",
                    String::from_utf8_lossy(&self.incoming[of].bytes)
                );
                self.begin(of, nth, Mode::Full, now + self.limit, life, now)
            }
            Happening::Arrive(index, id, item, request, body, fate) => {
                self.serve(index, id, item, &request, &body, fate, now)
            }
            Happening::Answer(index, id, reply) => self.answer(index, id, &reply, now),
            Happening::Error(index, id, reason) => {
                if self.is_over(index) {
                    return Ok(());
                }
                let Some(pending) = self.executions[index].pending.remove(&id) else { return Ok(()) };
                if let Some(notified) = self.executions[index].accepted.get(&id) {
                    *self.excuses.entry(notified.clone()).or_default() += 1;
                }
                if self.dies(index, now) {
                    return self.die(index, now);
                }
                note!(self, now, "  {index}: no answer to {id}: {reason}");
                if pending.host != Host::Target {
                    self.executions[index].failed_host = Some(pending.host);
                }
                if pending.is_event {
                    self.executions[index].answered.insert(pending.item);
                    self.executions[index].settled.insert(pending.item);
                }
                let local = now + self.skew;
                self.executions[index].delivery.on_error(id, reason, local);
                self.poll(index, now)
            }
            Happening::Wake(index) if !self.is_over(index) => self.poll(index, now),
            Happening::Wake(_) => Ok(()),
            Happening::Kill(index) => self.end(index, now),
        }
    }

    /// Whether an execution does nothing any more.
    fn is_over(&self, index: usize) -> bool {
        self.executions[index].ended.is_some() || self.executions[index].stuck
    }

    fn begin(
        &mut self,
        of: usize,
        nth: u32,
        mut mode: Mode,
        deadline: i64,
        life: Option<(u32, Death)>,
        now: i64,
    ) -> Checked {
        if let Some((which, left)) = &mut self.opening
            && *which == of
        {
            while *left > 0 && mode != Mode::Quarantine {
                note!(self, now, "opening the event TRAPS");
                self.counts.traps += 1;
                *left -= 1;
                mode = next_mode(mode).unwrap_or(Mode::Quarantine);
            }
        }
        let local = now + self.skew;
        let invocation =
            Invocation { request_id: Some("req-1"), deadline: deadline + self.skew, seed: self.random.next(), mode };
        let incoming = &self.incoming[of];
        let whole = Some(Item::Whole(of)).filter(|_| mode == Mode::Quarantine || incoming.broken.is_some());
        let things = incoming.things.iter().map(|(which, _)| Item::Thing(*which)).filter(|_| mode != Mode::Quarantine);
        let items: Vec<Item> = things.chain(whole).collect();
        note!(self, now, "execution {} begins in mode {mode:?} with {items:?}", self.executions.len());
        self.counts.executions += 1;
        self.counts.notifications += items.len() as u64;
        let mut delivery = Delivery::new(incoming.bytes.clone(), Ok(self.options.clone()), invocation, local);
        if self.has_processing {
            delivery.process_reports();
        }
        self.executions.push(Execution {
            delivery,
            of,
            nth,
            mode,
            started: now,
            deadline,
            ended: None,
            trapped: false,
            stuck: false,
            landed: 0,
            done: None,
            life,
            pending: BTreeMap::new(),
            accepted: BTreeMap::new(),
            faults: 0,
            archive_faults: 0,
            hit: BTreeSet::new(),
            archive_hit: BTreeSet::new(),
            items,
            answered: BTreeSet::new(),
            stored: BTreeSet::new(),
            settled: BTreeSet::new(),
            understood: false,
            notified: BTreeSet::new(),
            sent: BTreeMap::new(),
            failed_host: None,
            bad_gateways: BTreeSet::new(),
            asked_for_credentials: 0,
            refusals: 0,
            has_spoken: false,
        });
        self.poll(self.executions.len() - 1, now)
    }

    fn answer(&mut self, index: usize, id: u32, reply: &Reply, now: i64) -> Checked {
        if self.is_over(index) {
            return Ok(());
        }
        let Some(pending) = self.executions[index].pending.remove(&id) else { return Ok(()) };
        if self.dies(index, now) {
            return self.die(index, now);
        }
        if self.executions[index].bad_gateways.remove(&id) {
            self.executions[index].failed_host = Some(pending.host);
        }
        if pending.is_event {
            let is_right = reply.headers.iter().all(|(name, value)| *name != "etag" || value != WRONG_ETAG);
            let is_there = reply.status == 409 && find(&reply.body, "FileAlreadyExists");
            self.executions[index].answered.insert(pending.item);
            if !CORRECTED.iter().any(|code| find(&reply.body, code)) {
                self.executions[index].settled.insert(pending.item);
            }
            if (reply.status == 200 && is_right) || is_there {
                self.executions[index].stored.insert(pending.item);
            }
        }
        let is_many = self.executions[index].items.len() > STRAIGHT;
        if is_many && pending.host != Host::Target && reply.status == 200 && has_receipt_of_event(reply) {
            // An earlier execution has stored it.
            let Execution { answered, settled, stored, .. } = &mut self.executions[index];
            for items in [answered, settled, stored] {
                items.insert(pending.item);
            }
        }
        note!(self, now, "  {index}: answer to {id}: {} {}", reply.status, String::from_utf8_lossy(&reply.body));
        let headers: Vec<(&str, &str)> = reply.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let response = Response { status: reply.status, headers: &headers, body: &reply.body };
        let local = now + self.skew;
        self.executions[index].delivery.on_response(id, &response, local);
        self.poll(index, now)
    }

    /// Whether the execution dies now.
    fn dies(&mut self, index: usize, now: i64) -> bool {
        match &mut self.executions[index].life {
            Some((0, death)) => {
                note!(self, now, "  {index}: {death:?}");
                true
            }
            Some((left, _)) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    /// The end of an execution whose life is over.
    fn die(&mut self, index: usize, now: i64) -> Checked {
        if self.executions[index].life.is_some_and(|(_, death)| death == Death::Trap) {
            return self.trap(index, now);
        }
        self.counts.kills += 1;
        self.end(index, now)
    }

    /// The core traps: its instance is thrown away with all that it waits for, and the host starts the same event anew, of
    /// which less is read.
    fn trap(&mut self, index: usize, now: i64) -> Checked {
        self.counts.traps += 1;
        let next = next_mode(self.executions[index].mode);
        self.executions[index].trapped = next.is_some();
        self.end(index, now)?;
        let Execution { of, nth, deadline, .. } = self.executions[index];
        next.map_or(Ok(()), |mode| self.begin(of, nth, mode, deadline, None, now))
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
        self.executions[index].refusals += poll.log.iter().filter(|line| line.msg.starts_with("refused")).count();
        if self.trace.is_some() || self.seed.is_multiple_of(16) {
            for line in &poll.log {
                let line =
                    String::from_utf8(mps_webhook::internals::to_json(line)).map_err(|error| error.to_string())?;
                note!(self, now, "  {index}: {line}");
                if line.contains("secret-") || line.contains("-secret") || line.contains("Signature=") {
                    return Err(format!("a secret is in the log: {line}"));
                }
            }
        }
        if let Some(line) = poll.log.last() {
            // The last line is of how it ended; what waits in the outbox may be looked at after it.
            self.executions[index].has_spoken = !line.msg.is_empty();
        }
        let mut sends = Vec::new();
        for send in &poll.requests {
            let body = self.executions[index].delivery.body(send.id).to_vec();
            sends.push((self.item(index, &send.request, &body)?, body));
        }
        if self.understands(index, &poll, &sends)? {
            return self.understand(index, now);
        }
        if let Some(done) = poll.done {
            if !poll.requests.is_empty() || !poll.process.is_empty() {
                return Err("it ended with something to send".into());
            }
            if !self.executions[index].has_spoken {
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
            return self.die(index, now);
        }
        if let Some(until) = poll.wait_until {
            self.at(until - self.skew, Happening::Wake(index));
        }
        for process in poll.process {
            self.process(index, process.id, process.timeout, now)?;
        }
        for (send, (item, body)) in poll.requests.into_iter().zip(sends) {
            self.send(index, send.id, item, send.request, body, now)?;
        }
        if self.executions[index].pending.len() > MAX_IN_FLIGHT {
            return Err("too many requests are under way".into());
        }
        Ok(())
    }

    /// Whether the thing that is not understood easily is understood in this poll. That it is, one sees by what it leads to;
    /// or nobody can see it, and it is when everything was sent to the archive.
    fn understands(&mut self, index: usize, poll: &Actions, sends: &[(Item, Vec<u8>)]) -> Result<bool, String> {
        let execution = &self.executions[index];
        let every =
            |those: &BTreeSet<Item>| !self.setup.archive || execution.items.iter().all(|item| those.contains(item));
        let waits = |pending: &Pending| pending.is_event && !execution.settled.contains(&pending.item);
        let all_sent = every(&execution.answered) && !execution.pending.values().any(waits);
        // Of many, reports may be looked for before events are stored; of one, at the same time.
        let may_seek = execution.items.len() > STRAIGHT || execution.items.len() == 1;
        let is_more = |request: &Request| match request.method {
            "PUT" => !is_event(&request.url),
            "GET" => !may_seek || all_sent,
            _ => true,
        };
        let more: Vec<Item> = poll
            .requests
            .iter()
            .zip(sends)
            .filter(|(send, _)| is_more(&send.request))
            .map(|(_, (item, _))| *item)
            .chain(poll.process.iter().filter_map(|process| self.named(execution.delivery.body(process.id))))
            .collect();
        if !all_sent && (!more.is_empty() || !poll.process.is_empty()) {
            return Err("something was understood before every event was sent to the archive".into());
        }
        let Some(Poison { thing, left: 1.., .. }) = self.poison else { return Ok(false) };
        let item = Item::Thing(thing);
        let is_due = every(&execution.settled) && (!self.setup.archive || execution.stored.contains(&item));
        let is_meant = execution.mode == Mode::Full
            && !execution.understood
            && execution.items.contains(&item)
            && self.things[thing] != Thing::Batch;
        let understands = is_meant && (is_due || more.contains(&item));
        self.executions[index].understood |= understands;
        Ok(understands)
    }

    /// What comes of understanding something that is not understood easily.
    fn understand(&mut self, index: usize, now: i64) -> Checked {
        let Some(poison) = &mut self.poison else { return Ok(()) };
        poison.left -= 1;
        let is_slow = poison.is_slow;
        note!(
            self,
            now,
            "  {index}: understanding {:?} {}",
            poison.thing,
            if is_slow { "TAKES LONG" } else { "TRAPS" }
        );
        if !is_slow {
            return self.trap(index, now);
        }
        self.counts.stuck += 1;
        self.executions[index].stuck = true;
        let deadline = self.executions[index].deadline;
        self.at(deadline, Happening::Kill(index));
        Ok(())
    }

    /// What a request is about, and that it is about something that there is.
    fn item(&self, index: usize, request: &Request, body: &[u8]) -> Result<Item, String> {
        let execution = &self.executions[index];
        let incoming = &self.incoming[execution.of];
        let item = if !request.url.contains("cos") {
            self.named(body)
        } else if request.url.contains('?') {
            // The outbox is looked at, which is about all of them.
            execution.items.first().copied()
        } else if let Some((_, name)) = request.url.split_once("/outbox/") {
            let digest = name.split(['-', '.']).nth(2).unwrap_or_default();
            let is_its = |key: &&String| key.ends_with(&format!("/{digest}.report.json"));
            self.cos.objects.keys().find(is_its).and_then(|key| self.named(key.as_bytes()))
        } else if request.url.contains("/unparsed/") {
            Some(Item::Whole(execution.of))
        } else if is_event(&request.url) {
            let mut things = incoming.things.iter();
            things.find(|(which, bytes)| self.stored(*which, bytes) == body).map(|(which, _)| Item::Thing(*which))
        } else {
            self.named(request.url.as_bytes())
        };
        match item {
            Some(item) if execution.items.contains(&item) => Ok(item),
            Some(item) => Err(format!("{item:?} is not to be delivered, but {} {}", request.method, request.url)),
            None => {
                Err(format!("it is nothing that is to be delivered, as it came: {} {}", request.method, request.url))
            }
        }
    }

    /// The thing that a text is about: a key, a message, or what a function or the owner's processing gets.
    fn named(&self, text: &[u8]) -> Option<Item> {
        let is_named = |thing: &Thing| thing.task().is_some_and(|task| find(text, &task));
        self.things.iter().position(is_named).map(Item::Thing)
    }

    fn process(&mut self, index: usize, id: u32, timeout: Option<u32>, now: i64) -> Checked {
        let execution = &self.executions[index];
        let timeout = i64::from(timeout.unwrap_or(u32::MAX));
        if now + timeout > execution.deadline {
            return Err("a processing may outlive the invocation".into());
        }
        let Some(item) = self.named(execution.delivery.body(id)) else {
            return Err("there is nothing to process".into());
        };
        let execution = &mut self.executions[index];
        execution.pending.insert(id, Pending { host: Host::Target, item, is_event: false });
        self.processed += 1;
        let then = now + (self.random.below(200) as i64).min(timeout);
        if self.random.percent(self.chance) {
            self.executions[index].faults += 1;
            self.executions[index].hit.insert(item);
            self.at(then, Happening::Error(index, id, "Error: no database"));
        } else {
            let reply = Reply { status: 200, headers: Vec::new(), body: [PROCESSED, b"}"].concat() };
            self.at(then, Happening::Answer(index, id, reply));
        }
        Ok(())
    }

    fn send(&mut self, index: usize, id: u32, item: Item, request: Request, body: Vec<u8>, now: i64) -> Checked {
        self.counts.requests += 1;
        let is_cos = request.url.contains("cos");
        let targets = u32::from(self.setup.bots + self.setup.functions);
        let execution = &mut self.executions[index];
        let timeout = now + i64::from(request.timeout);
        if request.timeout == 0 || timeout > execution.deadline {
            return Err("a try outlives the invocation".into());
        }
        let name = if is_cos {
            object_name(&request.url).to_string()
        } else {
            format!("{} of {item:?}", target(&request, &body))
        };
        let (times, not_before) = execution.sent.entry(format!("{} {name}", request.method)).or_default();
        if now < *not_before {
            return Err(format!("{name} was sent again before the time the service asked for"));
        }
        *times += 1;
        // A report is stored again with every receipt, and read once more if another delivery was first.
        if *times > 5 * if name.contains("report") { 2 + targets } else { 1 } {
            return Err(format!("{name} was sent {times} times"));
        }
        if is_cos && !self.setup.endpoint && execution.failed_host.take() == Some(Host::of(&request)) {
            return Err("a host that cannot be reached was not left".into());
        }
        note!(self, now, "  {index}: {id} {} {} {}", request.method, request.url, String::from_utf8_lossy(&body));
        let fate = if self.faults_left > 0 && self.random.percent(self.chance) {
            self.faults_left -= 1;
            self.counts.faults += 1;
            let execution = &mut self.executions[index];
            execution.faults += 1;
            execution.hit.insert(item);
            if is_cos {
                execution.archive_faults += 1;
                execution.archive_hit.insert(item);
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
        let is_event = is_cos && request.method == "PUT" && is_event(&request.url);
        self.executions[index].pending.insert(id, Pending { host: Host::of(&request), item, is_event });
        self.at(arrives, Happening::Arrive(index, id, item, request, body, fate));
        self.at(timeout, Happening::Error(index, id, "timed out"));
        Ok(())
    }

    /// The request is at the service.
    #[allow(clippy::too_many_arguments, reason = "they are what arrives")]
    fn serve(
        &mut self,
        index: usize,
        id: u32,
        item: Item,
        request: &Request,
        body: &[u8],
        fate: Fate,
        now: i64,
    ) -> Checked {
        if fate != Fate::Fine {
            note!(self, now, "  {index}: {id} meets {fate:?}");
        }
        let answers_at = now + 1 + self.random.between(0, LATENCY / 2);
        if fate == Fate::ResetBefore {
            self.at(answers_at, Happening::Error(index, id, "read ECONNRESET"));
            return Ok(());
        }
        let is_cos = request.url.contains("cos");
        let reply = match item {
            _ if is_cos => self.serve_cos((index, id), item, request, body, fate, now)?,
            Item::Thing(which) => self.serve_target(index, id, which, request, body, fate, now)?,
            Item::Whole(_) => return Err("a target was notified of what is in quarantine".into()),
        };
        if is_cos && reply.status >= 500 && reply.headers.is_empty() {
            self.executions[index].bad_gateways.insert(id);
        }
        if let Some((_, seconds)) = reply.headers.iter().find(|(name, _)| *name == "retry-after") {
            let wait = seconds.parse::<i64>().unwrap_or(0) * 1000;
            let name = format!("{} {}", request.method, object_name(&request.url));
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
        (index, request_id): (usize, u32),
        item: Item,
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
        if key.starts_with('?') {
            // What waits stays there: `tests/outbox` is about what becomes of it.
            let headers = vec![("x-cos-request-id", "NWU=".into())];
            return Ok(Reply { status: 200, headers, body: b"<ListBucketResult></ListBucketResult>".to_vec() });
        }
        if let Some((_, name)) = key.split_once("/outbox/") {
            let reply = self.cos.serve(request, &key, body, now);
            if request.method == "PUT" && reply.status == 200 {
                let id = name.split('/').next().unwrap_or_default();
                let number = BOT_IDS.iter().position(|bot| bot == id).ok_or("a message to nobody waits")?;
                let Item::Thing(which) = item else { return Err("what is in quarantine waits in the outbox".into()) };
                self.notify(index, request_id, (which, format!("secret-{number}")), now)?;
            }
            return Ok(reply);
        }
        if request.method == "PUT" && is_event(&key) {
            self.check_event(index, item, &key, body)?;
        } else if request.method == "PUT" {
            self.check_report(index, item, request, &key, body)?;
            self.executions[index].landed = now;
        }
        let mut reply = self.cos.serve(request, &key, body, now);
        match fate {
            Fate::WrongEtag if reply.status == 200 && !self.cos.encrypts => {
                for (name, value) in &mut reply.headers {
                    if *name == "etag" {
                        *value = WRONG_ETAG.into();
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

    /// What is stored is the event as it came, always under the same key, and nothing else is under that.
    fn check_event(&mut self, index: usize, item: Item, key: &str, body: &[u8]) -> Checked {
        let incoming = &self.incoming[self.executions[index].of];
        let is_whole = matches!(item, Item::Whole(_));
        if is_whole && body != incoming.bytes {
            return Err("what is in quarantine is not the whole event".into());
        }
        let is_other = |(other, used): (&Item, &String)| {
            let is_same = match (other, &item) {
                (Item::Whole(one), Item::Whole(other)) => self.incoming[*one].bytes == self.incoming[*other].bytes,
                _ => *other == item,
            };
            is_same != (digest_of(used) == digest_of(key))
        };
        if let Some((other, used)) = self.keys.iter().find(|entry| is_other(*entry)) {
            return Err(format!("{other:?} is at {used}, and {item:?} at {key}"));
        }
        self.keys.insert(item, key.into());
        Ok(())
    }

    /// What a report says must be so, and it must not forget what it said before.
    fn check_report(&mut self, index: usize, item: Item, request: &Request, key: &str, body: &[u8]) -> Checked {
        let receipts = receipts(body)?;
        if !receipts.contains("event ") {
            return Err("a report object without the event's receipt".into());
        }
        if !self.is_stored(item) {
            return Err("a report object before the event".into());
        }
        let Item::Thing(which) = item else { return Ok(()) };
        let notified = |target: &str| {
            let mut notified = self.notified.keys().filter(|(thing, _)| *thing == which).map(|(_, name)| name);
            notified.find(|name| same_target(name, target)).cloned()
        };
        let targets = receipts.iter().filter_map(|receipt| receipt.split_once(' ')).map(|(_, target)| target);
        if let Some(target) = targets.filter(|target| !target.is_empty()).find(|target| notified(target).is_none()) {
            return Err(format!("a receipt of what was not done: {target}"));
        }
        let Some(before) = self.cos.objects.get(key).filter(|_| !self.cos.keeps(request)) else { return Ok(()) };
        let execution = &self.executions[index];
        let is_excused =
            self.is_concurrent(which, index) || execution.ended.is_some() || execution.archive_hit.contains(&item);
        let lost: Vec<Option<String>> = self::receipts(before)?
            .difference(&receipts)
            .map(|lost| match is_excused {
                true => Ok(lost.split_once(' ').and_then(|(_, target)| notified(target))),
                false => Err(format!("the receipt of {lost} was overwritten")),
            })
            .collect::<Result<_, String>>()?;
        for name in lost.into_iter().flatten() {
            *self.excuses.entry((which, name)).or_default() += 1;
        }
        Ok(())
    }

    /// Whether another execution has to do with the same at the same time.
    fn is_concurrent(&self, which: usize, index: usize) -> bool {
        let others = self.executions.iter().enumerate().filter(|(other, _)| *other != index);
        let mut others = others.filter(|(_, execution)| execution.items.contains(&Item::Thing(which)));
        others.any(|(other, _)| self.overlap(other, index))
    }

    fn overlap(&self, one: usize, other: usize) -> bool {
        let end = |it: &Execution| it.ended.map_or(i64::MAX, |ended| ended.max(it.landed));
        let (one, other) = (&self.executions[one], &self.executions[other]);
        one.started <= end(other) && other.started <= end(one)
    }

    #[allow(clippy::too_many_arguments, reason = "they are what arrives")]
    fn serve_target(
        &mut self,
        index: usize,
        id: u32,
        which: usize,
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
        if !is_bot {
            let context = serde_json::from_slice::<serde_json::Value>(body).map_err(|error| error.to_string())?;
            let incoming = &self.incoming[self.executions[index].of];
            if context["ClientContext"].as_str().map(str::as_bytes) != incoming.bytes_of(which) {
                return Err("a function was given something else than the event".into());
            }
        }
        self.notify(index, id, (which, name), now)?;
        Ok(if is_bot { bot("0") } else { api(None, now) })
    }

    /// A target gets a notification, or its message waits in the outbox from where it is sent once.
    fn notify(&mut self, index: usize, id: u32, (which, name): Notified, now: i64) -> Checked {
        let execution = &self.executions[index];
        if execution.mode != Mode::Full || !self.wanted(which).contains(&name) {
            return Err(format!("{name} was notified, but should not be"));
        }
        if self.setup.archive && (!self.is_stored(Item::Thing(which)) || self.report(which)?.is_none()) {
            return Err(format!("{name} was notified before the archive was complete"));
        }
        let notified = (which, name);
        if execution.ended.is_some() || !execution.pending.contains_key(&id) {
            // Its sender was killed, or has stopped waiting and may have sent it again.
            *self.excuses.entry(notified.clone()).or_default() += 1;
        }
        let times = self.notified.get(&notified).copied().unwrap_or(0);
        if times > 0 {
            let mut others = (0..self.executions.len()).filter(|other| *other != index);
            let concurrent =
                others.any(|other| self.executions[other].notified.contains(&notified) && self.overlap(other, index));
            let without_ledger = !self.setup.archive && !self.executions[index].notified.contains(&notified);
            if !concurrent && !without_ledger {
                match self.excuses.get_mut(&notified) {
                    Some(left) if *left > 0 => *left -= 1,
                    _ => return Err(format!("{} was notified twice without a crash or a lost answer", notified.1)),
                }
            }
        }
        note!(self, now, "  {index}: {} is notified of {which}", notified.1);
        self.notified.insert(notified.clone(), times + 1);
        self.executions[index].notified.insert(notified.clone());
        self.executions[index].accepted.insert(id, notified);
        Ok(())
    }

    /// An execution has ended, was killed or has trapped: what it promised is checked.
    fn end(&mut self, index: usize, now: i64) -> Checked {
        self.executions[index].ended = Some(now);
        let execution = &self.executions[index];
        let died = execution.done.is_none();
        for notified in execution.notified.clone() {
            let receipts = self.report(notified.0)?.map_or(Ok(BTreeSet::new()), |report| receipts(report))?;
            if self.setup.archive && !receipts.iter().any(|receipt| receipt_is_of(receipt, &notified.1)) {
                let is_hit = self.executions[index].hit.contains(&Item::Thing(notified.0));
                if !died && !is_hit && !self.is_concurrent(notified.0, index) {
                    return Err(format!("{} was notified, but there is no receipt", notified.1));
                }
                let excuses = self.excuses.entry(notified).or_default();
                *excuses = (*excuses).max(1);
            }
        }
        let execution = &self.executions[index];
        let understood = execution.stuck || execution.trapped && execution.understood;
        if self.setup.archive && (!died || understood) && execution.has_time() {
            // Understanding may be the end of it, but only after every event was sent to the archive.
            let items = execution.items.iter().filter(|item| !execution.archive_hit.contains(item));
            self.promised.extend(items);
        }
        let again = match &execution.done {
            None if execution.trapped => false,
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
        let incoming = &self.incoming[execution.of];
        let is_opened = execution.mode != Mode::Quarantine;
        let refused = incoming.refused.filter(|_| is_opened);
        let things: Vec<usize> = incoming.things.iter().map(|(which, _)| *which).filter(|_| is_opened).collect();
        if done.events.len() != execution.items.len() + usize::from(refused.is_some()) {
            return Err(format!("it says what became of {} things", done.events.len()));
        }
        let tasks = done.events.iter().map(|event| event.task_id.clone());
        if !things.iter().map(|which| self.things[*which].task()).eq(tasks.take(things.len())) {
            return Err("it says of others what became of them".into());
        }
        if execution.refusals != usize::from(refused.is_some()) {
            return Err(format!("it said {} times that something was refused", execution.refusals));
        }
        // A thing that nothing happened to is delivered, whatever happens to the others.
        for which in &things {
            let item = Item::Thing(*which);
            if !done.ok && (execution.hit.contains(&item) || !execution.has_time() || execution.ran_out()) {
                continue;
            }
            if self.setup.archive && !self.is_stored(item) {
                return Err(format!("it ended, but the event of {item:?} is not in the archive"));
            }
            if execution.mode != Mode::Full {
                continue;
            }
            if self.setup.archive && !self.is_archived(*which)? {
                return Err(format!("it ended, but {item:?} is not in the archive"));
            }
            if let Some(name) =
                self.wanted(*which).iter().find(|name| !self.notified.contains_key(&(*which, (*name).clone())))
            {
                return Err(format!("it ended, but {name} was not notified of {item:?}"));
            }
        }
        let is_trapped = !is_opened
            || execution.mode == Mode::Store && things.iter().any(|which| self.things[*which] != Thing::Batch);
        let broken = if is_opened { incoming.broken } else { None };
        let expected = match () {
            () if refused.is_some() => refused,
            () if is_trapped => Some(ErrorCode::Trapped),
            () => broken,
        };
        if done.ok && expected.is_some() {
            return Err(format!("it ended well, but with {expected:?}"));
        }
        let failed = |event: &Delivered| {
            event.archive == Archived::Failed
                || event.processed == Some(StepStatus::Failed)
                || event.dispatched.iter().flatten().any(|to| to.status == StepStatus::Failed)
        };
        if !done.ok && expected.is_none() && !done.events.iter().any(failed) {
            return Err("it failed, though nothing was left undone".into());
        }
        if execution.faults > 0 || !execution.has_time() {
            return Ok(());
        }
        let code = done.error.as_ref().map(|error| error.code());
        if code != expected {
            return Err(format!("it ended with {:?} though nothing went wrong, instead of {expected:?}", done.error));
        }
        let whole = Item::Whole(execution.of);
        if self.setup.archive && execution.items.contains(&whole) && !self.is_stored(whole) {
            return Err("an event that is not an MPS notification was not quarantined".into());
        }
        let status = match expected {
            None => 200,
            _ if is_trapped => 500,
            Some(ErrorCode::Unverified) => 403,
            Some(_) => 400,
        };
        let answered = done.http.as_ref().map(|reply| reply.status);
        if is_opened && answered != incoming.over_http.then_some(status) {
            return Err(format!("it answers {answered:?} instead of {status}"));
        }
        Ok(())
    }

    /// Whether an event is in the archive as it came.
    fn is_stored(&self, item: Item) -> bool {
        let Some(object) = self.keys.get(&item).and_then(|key| self.cos.objects.get(key)) else { return false };
        match item {
            Item::Whole(of) => *object == self.incoming[of].bytes,
            Item::Thing(which) => {
                let spellings = self.incoming.iter().filter_map(|incoming| incoming.bytes_of(which));
                spellings.into_iter().any(|bytes| *object == self.stored(which, bytes))
            }
        }
    }

    /// Whether a thing is in the archive as it came, with its report if it is to have one.
    fn is_archived(&self, which: usize) -> Result<bool, String> {
        let report = self.report(which)?;
        let nothing_to_do = self.wanted(which).is_empty() && !self.has_processing;
        if self.things[which] == Thing::Batch || (self.setup.classic && nothing_to_do) {
            // Nothing is done beside storing, and the layout has no reports: nothing to write down.
            return if report.is_none() {
                Ok(self.is_stored(Item::Thing(which)))
            } else {
                Err("a report object of nothing".into())
            };
        }
        Ok(self.is_stored(Item::Thing(which))
            && report.map_or(Ok(false), |report| Ok::<_, String>(receipts(report)?.contains("event ")))?)
    }

    /// The report of a thing.
    fn report(&self, which: usize) -> Result<Option<&Vec<u8>>, String> {
        let Some(task) = self.things[which].task() else { return Ok(None) };
        let is_its = |key: &String| key.ends_with(".report.json") && key.split('/').any(|segment| segment == task);
        let mut reports = self.cos.objects.iter().filter(|(key, _)| is_its(key));
        let report = reports.next().map(|(_, report)| report);
        if reports.next().is_some() {
            return Err("it is there twice".into());
        }
        Ok(report)
    }

    /// What is stored of a thing that came as these bytes.
    fn stored(&self, which: usize, bytes: &[u8]) -> Vec<u8> {
        match self.things[which] {
            Thing::Batch => LINES.to_vec(),
            _ if self.setup.classic => [bytes, b"\r\n"].concat(),
            _ => bytes.to_vec(),
        }
    }

    fn wanted(&self, which: usize) -> BTreeSet<String> {
        let bots = match self.things[which] {
            Thing::Batch => return BTreeSet::new(),
            Thing::Success(_) if self.setup.failures_only => 0,
            _ => self.setup.bots,
        };
        let bots = (0..bots).map(|n| format!("secret-{n}"));
        bots.chain((0..self.setup.functions).map(|n| format!("f{n}"))).collect()
    }
}

/// Refusals after which a request is signed anew and sent again at once.
const CORRECTED: [&str; 3] = ["RequestTimeTooSkewed", "Request has expired", "ExpiredToken"];

const WRONG_ETAG: &str = "\"00000000000000000000000000000000\"";

/// What the host passes to the next instance of the core after a trap.
const fn next_mode(mode: Mode) -> Option<Mode> {
    match mode {
        Mode::Full => Some(Mode::Store),
        Mode::Store => Some(Mode::Quarantine),
        Mode::Quarantine => None,
    }
}

/// A key without its extension: nobody knows whether what cannot be read is JSON.
fn digest_of(key: &str) -> &str {
    let is_unread = key.contains("/unparsed/");
    key.rsplit_once(".event.").filter(|_| is_unread).map_or(key, |(digest, _)| digest)
}

/// Whether an object is an event, not its report.
fn is_event(key: &str) -> bool {
    !key.contains(".report.") && !key.contains(".error.") && !key.contains("/outbox/")
}

/// The name of an object, without the folders before it; of a message that waits it has its target.
fn object_name(url: &str) -> &str {
    match url.split_once("/outbox/") {
        Some((_, name)) => name,
        None => url.rsplit('/').next().unwrap_or_default(),
    }
}

fn find(text: &[u8], part: &str) -> bool {
    str::from_utf8(text).is_ok_and(|text| text.contains(part))
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

/// The names of the bots in receipts: of their URL, which they do not show.
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

/// Whether an answer is a report that shows that the event is stored.
fn has_receipt_of_event(reply: &Reply) -> bool {
    let is_right = reply.headers.iter().all(|(name, value)| *name != "etag" || value != WRONG_ETAG);
    is_right && receipts(&reply.body).is_ok_and(|receipts| receipts.contains("event "))
}

/// The steps and targets that a report has receipts of.
fn receipts(report: &[u8]) -> Result<BTreeSet<String>, String> {
    let report: serde_json::Value =
        serde_json::from_slice(report).map_err(|error| format!("the report object is not JSON: {error}"))?;
    let list = report["receipts"].as_array().ok_or("the report object has no receipts")?;
    let text = |receipt: &serde_json::Value, name: &str| receipt[name].as_str().unwrap_or_default().to_string();
    let found: BTreeSet<String> =
        list.iter().map(|receipt| [text(receipt, "step"), text(receipt, "target")].join(" ")).collect();
    if found.len() != list.len() {
        return Err("a report object with two receipts of the same".into());
    }
    Ok(found)
}
