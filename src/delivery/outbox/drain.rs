//! Sends what waits in the outbox: message by message, or several as one digest.
//!
//! A visit to the folder of one target lists it, claims it, reads the oldest messages, sends them, deletes their objects, and gives
//! the claim back. Urgent messages go first. Some folders are visited at the same time, so that no bot waits for another one.
//!
//! - **Two at once.** A claim is an object for one minute, stored with `x-cos-forbid-overwrite`: who stores it may send until the minute
//!   ends, and no claim is ever taken over. A visit that needs longer claims the next minute, too. What a visit that broke off has
//!   left is sent in the next minute.
//! - **A crash** between an answer of the bot and the deletion repeats that one message. If COS does not delete it, the instance remembers that
//!   it is sent, and deletes it before it sends anything more; another instance may send it again.
//! - **Nothing is dropped.** What cannot be sent, or not be read, stays.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use super::survey::{Found, Stop, Survey, Surveyed};
use super::{Waiting, folder, time_of};
use crate::cos::{self, Listing, Upload};
use crate::delivery::actions::{Actions, Line, Transmit};
use crate::delivery::retry::{Attempts, NextAttempt, RetryCause, SHORTEST_ATTEMPT};
use crate::delivery::shared::Shared;
use crate::error::{Error, ErrorCode};
use crate::http::{Request, Response, RetryAction};
use crate::notify::digest::{self, Addition};
use crate::notify::{self, Message, Target};
use crate::options::{Archive, Level, Options};
use crate::time::{Millis, from_iso8601, iso8601};

/// How long a claim holds, ms.
const CLAIM: Millis = 60_000;

/// What is left of a claim at its end, ms: clocks differ, and answers take time.
const MARGIN: Millis = 5_000;

/// The most messages that are read at once. A digest names fewer.
const MAX_READ: usize = 60;

/// The most requests under way at once.
const MAX_IN_FLIGHT: usize = 8;

/// Messages that wait longer say so, ms.
const LATE: Millis = 24 * 3_600_000;

/// The most folders that are visited at the same time.
const MAX_VISITS: usize = 4;

/// The most pages of a folder that are listed for urgent messages behind others, of 1,000 objects each.
const MAX_PAGES: u32 = 16;

/// The most messages that a visit keeps of those that it lists, and as many urgent ones.
const MAX_DUE: usize = 1_000;

/// How long a bot is left alone that refuses what waits for it, ms.
const AFTER_REFUSAL: Millis = 10 * 60_000;

/// How many messages a bot refuses for good before a visit ends.
const MAX_REFUSALS: u32 = 3;

/// The most targets without a bot that the log names.
const MAX_NAMED: usize = 50;

/// The least time that a visit makes sense in, ms.
pub(in crate::delivery) const SHORTEST_VISIT: Millis = 800;

/// How long a delivery waits for a bot that takes no more messages now, ms.
const PATIENCE: Millis = 2_000;

/// What a visit asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    List,
    Claim,
    /// Finds out whether objects can be deleted: those of messages that this instance sent before, or one that does not exist. If not,
    /// nothing is sent, because it would be sent again and again.
    Check,
    Read,
    Send,
    Delete,
    /// Gives the claims back.
    Release,
}

/// One request of a step.
struct Op {
    /// The object; of a message that is sent, none.
    key: String,
    attempts: Attempts,
    is_done: bool,
}

/// A message that was read, and its object.
struct Read {
    key: String,
    waiting: Waiting,
}

/// A visit to the folder of one target.
struct Visit {
    /// The target in the options.
    index: usize,
    id: String,
    folder: String,
    /// When it has to end, by the host's clock.
    until: Millis,
    /// Until when it waits for a bot that takes no more messages now.
    patience: Millis,
    step: Step,
    ops: Vec<Op>,
    /// Until when another page is listed.
    list_until: Millis,
    /// How many pages were listed, and what the next one comes after.
    pages: u32,
    after: String,
    /// Whether the folder was listed.
    is_listed: bool,
    /// Whether the rest of it is listed once it is claimed.
    lists_on: bool,
    /// The key after which the folder has objects that are not kept here.
    more_after: Option<String>,
    /// Whether it has more objects than were listed, and none of those listed may be sent now.
    has_only_held: bool,
    /// The urgent messages that may be sent now, in order, while the folder is listed.
    urgent: Vec<String>,
    /// The messages that may be sent now, in order while the folder is listed; then the last one is next.
    due: Vec<String>,
    /// The first object that has the name of a message and is none, and how many there are.
    foreign: Option<(String, u32)>,
    /// When the first of the others may be sent.
    held_until: Option<Millis>,
    /// Claims of this visit, and those of others that are over.
    claims: Vec<String>,
    /// Until when the claims hold, by the clock of the services. Zero: there is none.
    claimed_until: Millis,
    /// When the minute begins that is being claimed.
    claiming: Millis,
    /// Whether another visit has the next minute.
    is_last_claim: bool,
    /// What was read; the first is next.
    read: Vec<Read>,
    /// What is sent, and of how many messages.
    message: Option<Message>,
    number: usize,
    body: Vec<u8>,
    /// How many messages are sent.
    sent: u32,
    /// Whether objects can be deleted.
    is_checked: bool,
    /// Whether messages are known to wait; if not, it only looks.
    is_known: bool,
    /// How many messages the bot refused for good.
    refusals: u32,
    /// Whether messages are sent one by one, because the bot refused a digest.
    is_single: bool,
    /// Whether the object of a message that was sent is not deleted.
    is_kept: bool,
    /// Why it ends before all is sent.
    stopped: Option<String>,
    /// When to look again, if not at once.
    again_at: Option<Millis>,
    is_over: bool,
}

impl Read {
    /// Whether it is sent before another one. Urgent ones are, and then those whose events were stored earlier.
    fn is_before(&self, other: &Read) -> bool {
        let place = |read: &Read| (!read.key.ends_with(super::URGENT), read.waiting.order);
        let ((is_usual, order), (other_is_usual, other_order)) = (place(self), place(other));
        (is_usual, &self.waiting.at, order, &self.key) < (other_is_usual, &other.waiting.at, other_order, &other.key)
    }
}

/// Sends what waits for some targets, for a few of them at the same time.
pub(in crate::delivery) struct Drain {
    /// The targets to send what waits, by their index in the options, until it is known which folders there are.
    targets: Vec<usize>,
    /// What finds out which folders there are.
    survey: Option<Survey>,
    /// The folders to visit; the last one is next.
    stops: Vec<Stop>,
    /// The visits under way.
    visits: Vec<Visit>,
    /// When it has to end.
    until: Millis,
    /// Whether it is to find out what waits, even if nothing can be sent.
    looks: bool,
    /// Whether it waits as long as it may for a bot that takes no more messages now.
    is_patient: bool,
}

/// What a drain works with.
pub(in crate::delivery) struct Context<'c> {
    pub(in crate::delivery) options: &'c Options,
    pub(in crate::delivery) shared: &'c mut Shared,
    pub(in crate::delivery) log: &'c mut Vec<Line>,
    pub(in crate::delivery) now: Millis,
}

impl Drain {
    /// Begins to send what waits for the bots among the targets, until then at most.
    ///
    /// `looks`: it is to find out what waits, even if nothing can be sent. `is_patient`: a timer asks for it, and nothing else is to be done.
    #[inline(never)]
    pub(in crate::delivery) fn new(
        targets: Vec<usize>,
        until: Millis,
        (looks, is_patient): (bool, bool),
        options: &Options,
    ) -> Self {
        let survey = options.archive.as_deref().filter(|_| looks).map(Survey::new);
        let id = |index: usize| options.notify.get(index).map(Target::id).unwrap_or_default();
        let stop = |index: &usize| Stop { index: *index, id: id(*index) };
        let stops = if looks { Vec::new() } else { targets.iter().rev().map(stop).collect() };
        Drain { targets, survey, stops, visits: Vec::new(), until, looks, is_patient }
    }

    /// Whether a bot takes another message in time.
    fn may_send(&self, target: &Target, id: &str, context: &Context<'_>) -> bool {
        let until = self.until.saturating_sub(SHORTEST_VISIT);
        let patience = if self.is_patient { until } else { patience(context).min(until) };
        next_slot(target, id, context) <= patience
    }

    /// What to do now. `false`: nothing is left to do.
    #[inline(never)]
    pub(in crate::delivery) fn poll(&mut self, context: &mut Context<'_>, actions: &mut Actions) -> bool {
        let Some(archive) = &context.options.archive else { return false };
        if let Some(mut survey) = self.survey.take() {
            let surveyed = survey.poll(self.until, context, actions);
            self.on_surveyed(survey, surveyed, context);
        }
        if self.survey.is_some() {
            return true;
        }
        loop {
            while self.visits.len() < MAX_VISITS && self.begin(archive, context) {}
            let number = self.visits.len();
            for place in 0..number {
                let others = self.visits.iter().enumerate().filter(|(other, _)| *other != place);
                let in_flight = others.map(|(_, other)| other.in_flight()).sum();
                if let Some(visit) = self.visits.get_mut(place) {
                    visit.poll(in_flight, context, actions);
                }
            }
            self.visits.retain(|visit| !visit.is_over);
            // Those that are over make room for others.
            if self.visits.len() == number {
                return number > 0;
            }
        }
    }

    /// Goes on with the folders that a survey found.
    fn on_surveyed(&mut self, survey: Survey, surveyed: Surveyed, context: &mut Context<'_>) {
        match surveyed {
            Surveyed::UnderWay => self.survey = Some(survey),
            Surveyed::Done => {
                let Found { mut stops, empty, unknown } = survey.found(&self.targets, context.options);
                empty.iter().for_each(|target| context.shared.memory.looked(target, None));
                context.shared.memory.looked_at = Some(context.now);
                stops.reverse();
                self.stops = stops;
                if self.is_patient {
                    warn_of_unknown(&unknown, context.log);
                }
            }
            Surveyed::Failed(reason) => {
                let holds_back = |index: &usize| {
                    let target = context.options.notify.get(*index);
                    target.is_some_and(|target| {
                        target.schedule.holds_back() || context.shared.memory.knows_of(&target.id())
                    })
                };
                let is_known = self.is_patient || self.targets.iter().any(holds_back);
                context.log.push(not_sent(None, reason, is_known));
                context.shared.memory.looked_at = Some(context.now);
            }
        }
    }

    /// When a visit has to end that begins now: those for which there is no room yet have their share of the time.
    fn share(&self, now: Millis) -> Millis {
        let rounds = self.stops.len().saturating_add(self.visits.len()) / MAX_VISITS;
        let rounds = Millis::try_from(rounds).unwrap_or(0).saturating_add(1);
        now.saturating_add(self.until.saturating_sub(now).checked_div(rounds).unwrap_or(0))
    }

    /// Begins the visit to the next target.
    fn begin(&mut self, archive: &Archive, context: &mut Context<'_>) -> bool {
        while let Some(Stop { index, id }) = self.stops.pop() {
            let Some(target) = context.options.notify.get(index) else { continue };
            let has_time = self.until.saturating_sub(context.now) >= SHORTEST_VISIT;
            if !has_time || (!self.looks && !self.may_send(target, &id, context)) {
                continue;
            }
            let until = self.share(context.now);
            let mut visit = Visit::new(index, archive, id, context.now..until);
            visit.is_known = context.shared.memory.is_waited_for(&visit.id, context.now)
                || self.is_patient
                || target.schedule.holds_back();
            visit.patience = if self.is_patient { until } else { patience(context) };
            self.visits.push(visit);
            return true;
        }
        false
    }

    /// The body of a request under way.
    pub(in crate::delivery) fn body(&self, id: u32) -> &[u8] {
        let visit = self.visits.iter().find(|visit| visit.op(id).is_some());
        visit.filter(|visit| matches!(visit.step, Step::Send | Step::Claim)).map_or(&[], |visit| &visit.body)
    }

    /// Takes the response to a request.
    #[inline(never)]
    pub(in crate::delivery) fn on_response(&mut self, id: u32, response: &Response<'_>, context: &mut Context<'_>) {
        if let Some(mut survey) = self.survey.take_if(|survey| survey.is_in_flight(id)) {
            let surveyed = survey.on_response(response, context);
            return self.on_surveyed(survey, surveyed, context);
        }
        if let Some((visit, place)) = self.visit_of(id) {
            visit.on_response(place, response, context);
        }
    }

    /// The visit of a request under way, and the place of the request in its step.
    fn visit_of(&mut self, id: u32) -> Option<(&mut Visit, usize)> {
        self.visits.iter_mut().find_map(|visit| visit.op(id).map(|place| (visit, place)))
    }

    /// Records that a request got no response.
    #[inline(never)]
    pub(in crate::delivery) fn on_error(&mut self, id: u32, reason: &str, context: &mut Context<'_>) {
        if let Some(mut survey) = self.survey.take_if(|survey| survey.is_in_flight(id)) {
            let surveyed = survey.on_error(reason, context);
            return self.on_surveyed(survey, surveyed, context);
        }
        let Some((visit, place)) = self.visit_of(id) else { return };
        let is_of_cos = visit.step != Step::Send;
        if let Some(op) = visit.ops.get_mut(place) {
            op.attempts.in_flight = None;
            if is_of_cos {
                context.shared.leave_host(&op.attempts);
            }
        }
        let from = if is_of_cos { "no answer from COS: " } else { "no answer: " };
        if !is_of_cos {
            // The bot may have taken it. In this visit it is not sent again, and a bot that is slow gets it no three times.
            return visit.stop([from, reason].concat(), context);
        }
        visit.retry(place, RetryCause::new([from, reason].concat(), RetryAction::Wait), context);
    }
}

/// Names the targets that have messages, but whose bots are none of the options: a line for each.
#[inline(never)]
fn warn_of_unknown(unknown: &[String], log: &mut Vec<Line>) {
    let msg = "the outbox has messages for a bot that is none of the targets: nobody sends them";
    let count = u32::try_from(unknown.len()).ok();
    log.extend(unknown.iter().take(MAX_NAMED).map(|name| Line {
        target: Some(name.clone()),
        count,
        ..Line::warning(msg)
    }));
}

/// Until when a delivery waits for a bot that takes no more messages now.
fn patience(context: &Context<'_>) -> Millis {
    let patience = if context.shared.leaves_messages { 0 } else { PATIENCE };
    context.now.saturating_add(patience)
}

/// The line about messages that are not sent. `is_known`: they are known to wait.
fn not_sent(target: Option<String>, reason: String, is_known: bool) -> Line {
    let level = if is_known { Level::Warn } else { Level::Debug };
    let line = Line::warning("what waits is not sent: the outbox is looked at again later");
    Line { level, target, error: Some(reason), ..line }
}

/// When a bot may be sent the next message.
fn next_slot(target: &Target, id: &str, context: &Context<'_>) -> Millis {
    context.shared.memory.next_slot(target.kind.address_in(id), target.schedule.pace, context.now)
}

impl Visit {
    fn new(index: usize, archive: &Archive, id: String, Range { start: now, end: until }: Range<Millis>) -> Self {
        let folder = folder(&archive.prefix, &id);
        let mut visit = Visit {
            index,
            id,
            folder,
            until,
            patience: until,
            step: Step::List,
            ops: Vec::new(),
            list_until: now.saturating_add(until.saturating_sub(now) / 4),
            pages: 0,
            after: String::new(),
            is_listed: false,
            lists_on: false,
            more_after: None,
            has_only_held: false,
            urgent: Vec::new(),
            due: Vec::new(),
            foreign: None,
            held_until: None,
            claims: Vec::new(),
            claimed_until: 0,
            claiming: 0,
            is_last_claim: false,
            read: Vec::new(),
            message: None,
            number: 0,
            body: Vec::new(),
            sent: 0,
            is_checked: false,
            is_known: false,
            refusals: 0,
            is_single: false,
            is_kept: false,
            stopped: None,
            again_at: None,
            is_over: false,
        };
        visit.go_to(Step::List, [String::new()]);
        visit
    }

    /// How many of its requests are under way.
    fn in_flight(&self) -> usize {
        self.ops.iter().filter(|op| op.attempts.in_flight.is_some()).count()
    }

    fn op(&self, id: u32) -> Option<usize> {
        self.ops.iter().position(|op| op.attempts.in_flight == Some(id))
    }

    fn go_to(&mut self, step: Step, keys: impl IntoIterator<Item = String>) {
        self.step = step;
        self.ops = keys.into_iter().map(|key| Op { key, attempts: Attempts::default(), is_done: false }).collect();
    }

    /// Ends the visit, or gives the claims back first.
    fn leave(&mut self, context: &mut Context<'_>) {
        if self.refusals > 0 {
            self.again_at = Some(context.now.saturating_add(AFTER_REFUSAL));
        }
        if self.has_only_held && self.held_until.is_none() {
            let msg = "the outbox has too many objects that are not due messages: remove those that are none";
            context.log.push(Line { target: Some(self.id.clone()), ..Line::warning(msg) });
        }
        let has_more = self.more_after.is_some() && !self.has_only_held;
        let has_any = has_more || self.has_due() || !self.read.is_empty();
        let is_left = if self.is_listed {
            has_any || self.is_kept || self.stopped.is_some() || self.refusals > 0
        } else {
            // What waits is not known. The next message must not wait for nothing.
            has_any || context.shared.memory.knows_of(&self.id)
        };
        let waits_from = is_left.then_some(self.again_at.unwrap_or(context.now));
        context.shared.memory.looked(&self.id, waits_from.or(self.held_until));
        context.shared.memory.looked_at = Some(context.now);
        if let Some((key, count)) = self.foreign.take() {
            let msg = "an object of the outbox is not a message; remove it";
            let count = Some(count).filter(|count| *count > 1);
            context.log.push(Line { key: Some(key), count, ..Line::warning(msg) });
        }
        if self.sent > 0 {
            let msg = ["sent what waited to ", &self.id].concat();
            let line = Line { msg, target: Some(self.id.clone()), count: Some(self.sent), ..Line::default() };
            context.log.push(line);
        }
        if let Some(reason) = self.stopped.take() {
            context.log.push(not_sent(Some(self.id.clone()), reason, self.is_known));
        }
        self.read = Vec::new();
        let claims = mem::take(&mut self.claims);
        self.is_over = claims.is_empty();
        self.go_to(Step::Release, claims);
    }

    /// Ends the visit for a reason that the log says.
    fn stop(&mut self, reason: String, context: &mut Context<'_>) {
        if matches!(self.step, Step::Release) {
            // Others delete a claim that is over.
            self.is_over = true;
            return;
        }
        self.again_at = Some(context.now.saturating_add(CLAIM));
        if self.step == Step::Delete {
            self.is_kept = true;
            let line = Line::warning(
                "a message was sent, and its object in the outbox is not deleted: the next visit deletes it",
            );
            context.log.push(Line { target: Some(self.id.clone()), error: Some(reason), ..line });
        } else {
            self.stopped = Some(reason);
        }
        self.leave(context);
    }

    /// Until when it may work, by the host's clock.
    fn deadline(&self, context: &Context<'_>) -> Millis {
        if self.claimed_until == 0 || matches!(self.step, Step::Claim | Step::Release) {
            return self.until;
        }
        let ahead = context.shared.service_time(0);
        self.until.min(self.claimed_until.saturating_sub(ahead))
    }

    /// Sends what is due.
    ///
    /// `others`: how many requests of other visits are under way.
    fn poll(&mut self, others: usize, context: &mut Context<'_>, actions: &mut Actions) {
        loop {
            let step = self.step;
            self.poll_step(others, context, actions);
            if self.is_over || self.step == step {
                return;
            }
        }
    }

    /// Sends what is due in this step.
    fn poll_step(&mut self, others: usize, context: &mut Context<'_>, actions: &mut Actions) {
        let Some(archive) = context.options.archive.as_deref() else { return };
        let mut under_way = others.saturating_add(self.in_flight());
        let deadline = self.deadline(context);
        if self.step == Step::Send && !self.may_send(deadline, context, actions) {
            return;
        }
        for place in 0..self.ops.len() {
            let Some(op) = self.ops.get_mut(place) else { return };
            if op.is_done || op.attempts.in_flight.is_some() {
                continue;
            }
            match op.attempts.next_attempt(context.now, deadline) {
                NextAttempt::At(time) => actions.wait(time),
                NextAttempt::Never => {
                    let error = op.attempts.out_of_time();
                    return self.stop(error.message().into(), context);
                }
                NextAttempt::Now(_) if under_way >= MAX_IN_FLIGHT => return,
                NextAttempt::Now(timeout) => {
                    let request = match self.request(place, archive, context) {
                        Ok(request) => request,
                        Err(error) => return self.stop(error.message().into(), context),
                    };
                    let Some(op) = self.ops.get_mut(place) else { return };
                    let id = context.shared.start(&mut op.attempts, context.now);
                    let request = Request { timeout, ..request };
                    let step = if self.step == Step::Send { "notify" } else { "outbox" };
                    actions.requests.push(Transmit { id, step, target: Some(self.id.clone()), request });
                    under_way = under_way.saturating_add(1);
                }
            }
        }
    }

    /// Whether the message may be sent now. If not, it waits for the bot's pace, or the visit ends.
    fn may_send(&mut self, deadline: Millis, context: &mut Context<'_>, actions: &mut Actions) -> bool {
        let is_idle = self.ops.first().is_some_and(|op| op.attempts.in_flight.is_none() && !op.is_done);
        let Some(target) = context.options.notify.get(self.index).filter(|_| is_idle) else { return false };
        let is_ready = self
            .ops
            .first()
            .is_some_and(|op| matches!(op.attempts.next_attempt(context.now, deadline), NextAttempt::Now(_)));
        let slot = next_slot(target, &self.id, context);
        if slot <= context.now {
            if is_ready {
                let address = target.kind.address_in(&self.id);
                context.shared.memory.on_sent(address, target.schedule.pace, context.now);
            }
            return true;
        }
        if slot > self.patience || slot >= deadline.saturating_sub(SHORTEST_ATTEMPT) {
            self.leave(context);
        } else {
            actions.wait(slot);
        }
        false
    }

    /// The request of the step for an object.
    fn request(&mut self, place: usize, archive: &Archive, context: &Context<'_>) -> Result<Request, Error> {
        let bucket = archive.bucket_at(context.shared.other_host);
        let now = context.shared.service_time(context.now);
        let credentials = &archive.credentials;
        let key = self.ops.get(place).map_or("", |op| &op.key);
        match self.step {
            Step::List => Ok(cos::list(bucket, self.listing(), credentials, now)),
            Step::Claim => {
                self.body = b"{}".to_vec();
                let body = &self.body;
                let upload = Upload { key, body, content_type: "application/json", keep_existing: true };
                cos::put(bucket, upload, credentials, now)
            }
            Step::Read => cos::get(bucket, key, credentials, now),
            Step::Check | Step::Delete | Step::Release => cos::delete(bucket, key, credentials, now),
            Step::Send => {
                let (Some(target), Some(message)) = (context.options.notify.get(self.index), &self.message) else {
                    return Err(Error::new(ErrorCode::NotDelivered, "there is no such target"));
                };
                let (request, body) = notify::request(target, message, now);
                self.body = body;
                Ok(request)
            }
        }
    }

    fn on_response(&mut self, place: usize, response: &Response<'_>, context: &mut Context<'_>) {
        if let Some(op) = self.ops.get_mut(place) {
            op.attempts.in_flight = None;
            if self.step != Step::Send && cos::is_not_of_cos(response) {
                context.shared.leave_host(&op.attempts);
            }
        }
        let is_answered = if self.step == Step::Send {
            self.on_bot_answer(place, response, context)
        } else {
            self.on_cos_answer(place, response, context)
        };
        if !is_answered {
            return;
        }
        if let Some(op) = self.ops.get_mut(place) {
            op.is_done = true;
            if matches!(self.step, Step::Check | Step::Delete) {
                context.shared.memory.on_deleted(&op.key);
            }
        }
        if !self.is_over && self.ops.iter().all(|op| op.is_done) {
            self.next_step(context);
        }
    }

    fn read_cos(&self, response: &Response<'_>) -> cos::Answer {
        let is_deletion = matches!(self.step, Step::Check | Step::Delete | Step::Release);
        // DELETE Object, COS document 436/7743.
        if is_deletion && response.status == 204 && cos::is_of_cos(response) {
            return cos::Answer::Done { etag: None, request_id: None, versioned: false };
        }
        cos::read(response)
    }

    /// Takes an answer of COS. `false`: the request is sent again, or the visit goes on elsewhere.
    fn on_cos_answer(&mut self, place: usize, response: &Response<'_>, context: &mut Context<'_>) -> bool {
        let answer = self.read_cos(response).cleaned(&context.options.secrets());
        let damaged = |reason: &str| RetryCause::new(reason.into(), RetryAction::Wait);
        match (self.step, answer) {
            (Step::List, cos::Answer::Done { .. }) => {
                // Claims are of the services' minutes, so our clock has to be theirs, about.
                context.shared.set_clock(response.date(), context.now);
                context.shared.memory.can_list(true);
                match cos::read_objects(response.body, self.listing()) {
                    Ok(page) => self.on_listed(page, context),
                    Err(reason) => {
                        self.retry(place, damaged(reason), context);
                        false
                    }
                }
            }
            (Step::Claim, cos::Answer::Done { .. }) => {
                self.claimed_until = self.claiming.saturating_add(CLAIM).saturating_sub(MARGIN);
                let key = self.ops.get(place).map(|op| op.key.clone());
                self.claims.extend(key);
                true
            }
            // Another visit is under way, or broke off in this minute. After a lost answer it may be this one, which nobody knows.
            (Step::Claim, cos::Answer::Exists) if self.claimed_until == 0 => {
                self.again_at = Some(context.now.saturating_add(CLAIM));
                self.leave(context);
                false
            }
            (Step::Claim, cos::Answer::Exists) => {
                self.is_last_claim = true;
                true
            }
            (Step::Read, cos::Answer::Done { etag, .. }) => {
                if etag.is_some_and(|etag| cos::contradicts(&etag, response.body)) {
                    self.retry(place, damaged("a message that was read has another ETag than its bytes"), context);
                    return false;
                }
                self.on_read(place, response.body, context);
                true
            }
            // It was sent meanwhile, or deleted before.
            (Step::Check | Step::Read | Step::Delete | Step::Release, cos::Answer::NotFound)
            | (_, cos::Answer::Done { .. }) => true,
            (_, cos::Answer::Refused(refusal)) => {
                self.on_cos_refusal(place, refusal.describe(), context);
                false
            }
            // Old credentials are the next delivery's to replace.
            (_, cos::Answer::TryAgain(refusal, RetryAction::Credentials)) => {
                self.stop(refusal.describe(), context);
                false
            }
            (_, cos::Answer::TryAgain(refusal, action)) => {
                let cause = RetryCause::new(refusal.describe(), action).with_times_of(response, context.now);
                self.retry(place, cause, context);
                false
            }
            (_, cos::Answer::Exists | cos::Answer::NotFound) => {
                self.stop("COS answered out of place".into(), context);
                false
            }
        }
    }

    /// COS refuses a request. A list or a deletion is sent once more, because the refusal decides whether messages can wait.
    fn on_cos_refusal(&mut self, place: usize, reason: String, context: &mut Context<'_>) {
        let is_decisive = matches!(self.step, Step::List | Step::Check | Step::Delete);
        if is_decisive && self.ops.get(place).is_some_and(|op| op.attempts.tries < 2) {
            return self.retry(place, RetryCause::new(reason, RetryAction::Once), context);
        }
        match self.step {
            Step::List => context.shared.memory.can_list(false),
            Step::Check | Step::Delete => context.shared.memory.can_delete(false),
            _ => {}
        }
        self.stop(reason, context);
    }

    fn listing(&self) -> Listing<'_> {
        Listing { prefix: &self.folder, after: &self.after }
    }

    /// An object has the name of a message, and is none. It stays, because it is not ours to delete.
    fn on_foreign(&mut self, key: String) {
        match &mut self.foreign {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.foreign = Some((key, 1)),
        }
    }

    /// Takes a message that was read.
    fn on_read(&mut self, place: usize, object: &[u8], context: &Context<'_>) {
        let key = self.ops.get(place).map(|op| op.key.clone()).unwrap_or_default();
        // Another delivery of this instance sent it after the check. The next visit deletes it.
        if context.shared.memory.is_sent(&key) {
            return;
        }
        // What is ours has the key that its content leads to.
        let key_of = |waiting: &Waiting| {
            super::key(&self.folder, &waiting.at, &waiting.report_key, key.ends_with(super::URGENT))
        };
        match super::read(object).filter(|waiting| key_of(waiting) == key) {
            Some(waiting) => {
                let read = Read { key, waiting };
                let place = self.read.iter().position(|other| read.is_before(other)).unwrap_or(self.read.len());
                self.read.insert(place, read);
            }
            None => self.on_foreign(key),
        }
    }

    /// Takes a page of the folder. `false`: it has another one.
    fn on_listed(&mut self, page: cos::ObjectPage, context: &Context<'_>) -> bool {
        self.find_due(page.objects, context);
        self.pages = self.pages.saturating_add(1);
        if let Some(next) = page.next {
            let is_wanted = self.due.len() < MAX_DUE || self.pages < MAX_PAGES;
            if is_wanted && context.now < self.list_until {
                self.after = next;
                // Only who has the claim lists the rest of a long folder.
                self.lists_on = self.claimed_until == 0 && self.has_due();
                if !self.lists_on {
                    self.go_to(Step::List, [String::new()]);
                }
                return self.lists_on;
            }
            self.more_after.get_or_insert(next);
        }
        self.is_listed = true;
        self.due.reverse();
        self.due.extend(mem::take(&mut self.urgent).into_iter().rev());
        self.has_only_held = self.more_after.is_some() && self.due.is_empty();
        true
    }

    /// Whether the list has a message that may be sent now.
    fn has_due(&self) -> bool {
        !self.due.is_empty() || !self.urgent.is_empty()
    }

    /// Lists the rest of the folder, after all that was kept of it is sent.
    fn list_more(&mut self, after: String, context: &Context<'_>) {
        (self.pages, self.after) = (0, after);
        self.list_until = context.now.saturating_add(self.until.saturating_sub(context.now) / 4);
        self.go_to(Step::List, [String::new()]);
    }

    /// Finds what may be sent now among objects of the folder.
    fn find_due(&mut self, objects: Vec<cos::Object>, context: &Context<'_>) {
        let Some(target) = context.options.notify.get(self.index) else { return };
        let now = context.shared.service_time(context.now);
        for object in objects {
            let Some((since, is_urgent)) = time_of(&object.key) else {
                let end = claim_time(&object.key).map(|start| start.saturating_add(CLAIM.saturating_mul(2)));
                if end.is_some_and(|end| end < now)
                    && self.claims.len() < MAX_READ
                    && !self.claims.contains(&object.key)
                {
                    self.claims.push(object.key);
                }
                continue;
            };
            if object.size.is_some_and(|size| size > super::MAX_OBJECT) {
                self.on_foreign(object.key);
                continue;
            }
            let held_until = if is_urgent { None } else { target.schedule.holds(since, now) };
            match held_until {
                Some(until) => {
                    let until = context.now.saturating_add(until.saturating_sub(now));
                    self.held_until = Some(self.held_until.map_or(until, |other| other.min(until)));
                }
                None => {
                    let kept = if is_urgent { &mut self.urgent } else { &mut self.due };
                    if kept.len() < MAX_DUE {
                        kept.push(object.key);
                    } else if self.more_after.is_none() {
                        self.more_after = kept.last().cloned();
                    }
                }
            }
        }
    }

    /// Claims the folder for this minute, or for the one after those that are claimed.
    fn claim(&mut self, context: &Context<'_>) {
        let now = context.shared.service_time(context.now);
        let minute = now.saturating_sub(now.rem_euclid(CLAIM));
        self.claiming = minute.max(self.claimed_until.saturating_add(MARGIN));
        let time: String = iso8601(self.claiming).chars().filter(char::is_ascii_alphanumeric).collect();
        let key = [&self.folder, &*time, CLAIM_END].concat();
        self.go_to(Step::Claim, [key]);
    }

    /// Whether the minutes that are claimed are as good as over.
    fn needs_claim(&self, context: &Context<'_>) -> bool {
        self.claimed_until.saturating_sub(context.shared.service_time(context.now)) < SHORTEST_VISIT
    }

    /// Claims the next minute, unless another visit has it.
    fn claim_more(&mut self, context: &mut Context<'_>) {
        if self.is_last_claim { self.leave(context) } else { self.claim(context) }
    }

    /// Goes on after all requests of a step are answered.
    fn next_step(&mut self, context: &mut Context<'_>) {
        match self.step {
            Step::List if !self.has_due() || !self.has_slot(context) => self.leave(context),
            Step::List if self.claimed_until > 0 => self.work(context),
            Step::List => self.claim(context),
            Step::Claim if self.needs_claim(context) => self.claim_more(context),
            Step::Claim if !self.is_checked => {
                let mut keys = context.shared.memory.undeleted_in(&self.folder);
                if keys.is_empty() {
                    keys.push([&self.folder, NO_OBJECT].concat());
                }
                self.go_to(Step::Check, keys);
            }
            Step::Check => {
                self.is_checked = true;
                context.shared.memory.can_delete(true);
                if mem::take(&mut self.lists_on) {
                    self.go_to(Step::List, [String::new()]);
                } else {
                    self.work(context);
                }
            }
            Step::Claim | Step::Delete => self.work(context),
            Step::Read => {
                self.compose(context);
                match &self.message {
                    Some(_) => self.go_to(Step::Send, [String::new()]),
                    None => self.work(context),
                }
            }
            Step::Send => {
                self.sent = self.sent.saturating_add(u32::try_from(self.number).unwrap_or(0));
                let sent = self.read.drain(..self.number.min(self.read.len())).map(|read| read.key);
                let keys: Vec<String> = sent.collect();
                self.message = None;
                context.shared.memory.on_messages_sent(&keys);
                self.go_to(Step::Delete, keys);
            }
            Step::Release => self.is_over = true,
        }
    }

    /// Whether the bot takes another message in time.
    fn has_slot(&self, context: &Context<'_>) -> bool {
        let target = context.options.notify.get(self.index);
        let until = self.patience.max(context.now).min(self.until.saturating_sub(SHORTEST_VISIT));
        target.is_some_and(|target| next_slot(target, &self.id, context) <= until)
    }

    /// Sends the next messages, claims another minute first, or ends the visit.
    fn work(&mut self, context: &mut Context<'_>) {
        let now = context.shared.service_time(context.now);
        let end = self.until.saturating_add(context.shared.service_time(0));
        let is_empty = self.due.is_empty() && self.read.is_empty();
        if (is_empty && self.more_after.is_none()) || end.saturating_sub(now) < SHORTEST_VISIT {
            return self.leave(context);
        }
        if self.needs_claim(context) {
            return self.claim_more(context);
        }
        if is_empty && let Some(after) = self.more_after.take() {
            return self.list_more(after, context);
        }
        if !self.read.is_empty() && (self.read.len() >= MAX_READ / 2 || self.due.is_empty()) {
            self.compose(context);
            if self.message.is_some() {
                return self.go_to(Step::Send, [String::new()]);
            }
        }
        let number = MAX_READ.saturating_sub(self.read.len()).min(self.due.len());
        let from = self.due.len().saturating_sub(number);
        let keys = self.due.split_off(from);
        self.go_to(Step::Read, keys);
    }

    /// Composes the next message of what was read.
    fn compose(&mut self, context: &Context<'_>) {
        let Some(target) = context.options.notify.get(self.index) else { return };
        let now = context.shared.service_time(context.now);
        let Some(first) = self.read.first() else { return };
        let is_late = from_iso8601(&first.waiting.at).is_some_and(|at| now.saturating_sub(at) > LATE);
        let late_since = is_late.then_some(first.waiting.at.as_str());
        let waiting = self.read.len().saturating_add(self.due.len());
        let is_digest = !self.is_single && target.schedule.digest_from().is_some_and(|from| waiting >= from);
        if is_digest
            && self.read.len() > 1
            && let Some((message, number)) = self.digest_of(self.read.len(), target, late_since)
        {
            (self.message, self.number) = (Some(message), number);
            return;
        }
        let message = Message::of_members(first.waiting.message.clone());
        let late = late_since.map(|since| digest::with_line(target, &message, Addition::Late(since)));
        let message = match late {
            None => message,
            Some(Some(late)) => late,
            // There is no room for another line: what it says is said in the form of a digest, if that has room.
            Some(None) => self.digest_of(1, target, late_since).map_or(message, |(message, _)| message),
        };
        (self.message, self.number) = (Some(message), 1);
    }

    /// A digest of the first messages that were read, and how many it names.
    fn digest_of(&self, count: usize, target: &Target, late_since: Option<&str>) -> Option<(Message, usize)> {
        let lines: Vec<digest::Waiting<'_>> = self
            .read
            .iter()
            .take(count)
            .map(|Read { waiting, .. }| digest::Waiting {
                verdict: waiting.verdict,
                title: &waiting.title,
                reason: &waiting.reason,
                key: &waiting.report_key,
            })
            .collect();
        digest::compose(target, &lines, late_since)
    }

    /// Takes the answer of the bot. `false`: the message is not sent.
    fn on_bot_answer(&mut self, place: usize, response: &Response<'_>, context: &mut Context<'_>) -> bool {
        let Some(target) = context.options.notify.get(self.index) else { return false };
        let secrets = context.options.secrets();
        match notify::read_cleaned(target, response, &|text| secrets.clean(text).into_owned()).cleaned(&secrets) {
            notify::Answer::Done { .. } => return true,
            notify::Answer::Limited { after, .. } => {
                let address = target.kind.address_in(&self.id);
                context.shared.memory.block(address, after.unwrap_or(CLAIM), context.now);
                self.leave(context);
            }
            notify::Answer::TryAgain { reason, after } => {
                let cause = RetryCause { after, ..RetryCause::new(reason, RetryAction::Wait) };
                self.retry(place, cause.with_times_of(response, context.now), context);
            }
            notify::Answer::Refused { reason } => {
                let mut line = Line::warning("a bot refuses what waits for it");
                line.level = Level::Error;
                (line.target, line.error) = (Some(self.id.clone()), Some(reason));
                context.log.push(line);
                self.on_refusal(context);
            }
        }
        false
    }

    /// The bot refuses a message for good. The messages of a digest are sent one by one, and one that is refused alone stays: it must not
    /// keep the others from being sent.
    fn on_refusal(&mut self, context: &mut Context<'_>) {
        self.refusals = self.refusals.saturating_add(1);
        self.message = None;
        if self.refusals >= MAX_REFUSALS {
            return self.leave(context);
        }
        if self.number > 1 {
            self.is_single = true;
        } else if !self.read.is_empty() {
            self.read.remove(0);
        }
        self.work(context);
    }

    fn retry(&mut self, place: usize, cause: RetryCause, context: &mut Context<'_>) {
        let Some(op) = self.ops.get_mut(place) else { return };
        if let Err(error) = context.shared.try_again(&mut op.attempts, cause, context.now) {
            self.stop(error.message().into(), context);
        }
    }
}

/// The name of an object that there is not. It ends as those of messages, because a policy may be about names.
const NO_OBJECT: &str = "none.outbox.json";

/// How the keys of claims end.
const CLAIM_END: &str = ".outbox-claim.json";

/// When the minute of a claim begins, by its key.
fn claim_time(key: &str) -> Option<Millis> {
    let start = key.strip_suffix(CLAIM_END)?;
    time_of(&[start, "-", super::MESSAGE].concat()).map(|(time, _)| time)
}
