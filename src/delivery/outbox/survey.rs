//! Finds out for which targets messages wait: one list of the folders of the outbox.
//!
//! A folder may be that of a target that was changed or removed. Another target of the same bot sends what waits there.

use alloc::string::String;
use alloc::vec::Vec;

use super::drain::Context;
use super::folder_name;
use crate::cos::{self, Listing};
use crate::delivery::actions::{Actions, Transmit};
use crate::delivery::retry::{Attempts, NextAttempt, RetryCause};
use crate::http::{Request, Response, RetryAction};
use crate::notify::Kind;
use crate::options::{Archive, Options};
use crate::time::Millis;

/// The most pages of folders that are listed. More targets than a thousand have messages that wait only if others write there.
const MAX_PAGES: u32 = 4;

/// The most folders that are visited for targets that are no more.
const MAX_FORMER: usize = 20;

/// One list of the folders of the outbox.
pub(super) struct Survey {
    /// The folder that has them all.
    prefix: String,
    after: String,
    pages: u32,
    attempts: Attempts,
    /// The names of the folders.
    names: Vec<String>,
}

/// How far a survey is.
pub(super) enum Surveyed {
    UnderWay,
    /// All folders are known.
    Done,
    /// Why they are not.
    Failed(String),
}

/// A folder to visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stop {
    /// The target in the options that sends what waits there.
    pub(super) index: usize,
    /// The name of the target that it is for.
    pub(super) id: String,
}

/// What is known of the folders.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The folders to visit, in order.
    pub(super) stops: Vec<Stop>,
    /// The targets for which nothing waits.
    pub(super) empty: Vec<String>,
    /// The names of targets whose bot is none of the options.
    pub(super) unknown: Vec<String>,
}

impl Survey {
    pub(super) fn new(archive: &Archive) -> Self {
        Survey {
            prefix: [&archive.prefix, "outbox/"].concat(),
            after: String::new(),
            pages: 0,
            attempts: Attempts::default(),
            names: Vec::new(),
        }
    }

    fn listing(&self) -> Listing<'_> {
        Listing { prefix: &self.prefix, after: &self.after }
    }

    pub(super) fn is_in_flight(&self, id: u32) -> bool {
        self.attempts.in_flight == Some(id)
    }

    /// Sends its request, if it is due.
    pub(super) fn poll(&mut self, until: Millis, context: &mut Context<'_>, actions: &mut Actions) -> Surveyed {
        let Some(archive) = context.options.archive.as_deref() else { return Surveyed::Done };
        if self.attempts.in_flight.is_some() {
            return Surveyed::UnderWay;
        }
        match self.attempts.next_attempt(context.now, until) {
            NextAttempt::At(time) => actions.wait(time),
            NextAttempt::Never => return Surveyed::Failed(self.attempts.out_of_time().message().into()),
            NextAttempt::Now(timeout) => {
                let bucket = archive.bucket_at(context.shared.other_host);
                let now = context.shared.service_time(context.now);
                let request = cos::list_folders(bucket, self.listing(), &archive.credentials, now);
                let id = context.shared.start(&mut self.attempts, context.now);
                let request = Request { timeout, ..request };
                actions.requests.push(Transmit { id, step: "outbox", target: None, request });
            }
        }
        Surveyed::UnderWay
    }

    /// Takes the response to its request.
    pub(super) fn on_response(&mut self, response: &Response<'_>, context: &mut Context<'_>) -> Surveyed {
        self.attempts.in_flight = None;
        if cos::is_not_of_cos(response) {
            context.shared.leave_host(&self.attempts);
        }
        match cos::read(response).cleaned(&context.options.secrets()) {
            cos::Answer::Done { .. } => {
                context.shared.memory.can_list(true);
                match cos::read_folders(response.body, self.listing()) {
                    Ok(page) => self.on_page(page),
                    Err(reason) => self.retry(RetryCause::new(reason.into(), RetryAction::Wait), context),
                }
            }
            // Once more, because the refusal decides whether messages can wait.
            cos::Answer::Refused(refusal) if self.attempts.tries < 2 => {
                self.retry(RetryCause::new(refusal.describe(), RetryAction::Once), context)
            }
            cos::Answer::Refused(refusal) => {
                context.shared.memory.can_list(false);
                Surveyed::Failed(refusal.describe())
            }
            // Old credentials are the next delivery's to replace.
            cos::Answer::TryAgain(refusal, RetryAction::Credentials) => Surveyed::Failed(refusal.describe()),
            cos::Answer::TryAgain(refusal, action) => {
                let cause = RetryCause::new(refusal.describe(), action).with_times_of(response, context.now);
                self.retry(cause, context)
            }
            cos::Answer::Exists | cos::Answer::NotFound => Surveyed::Failed("COS answered out of place".into()),
        }
    }

    /// Records that its request got no response.
    pub(super) fn on_error(&mut self, reason: &str, context: &mut Context<'_>) -> Surveyed {
        self.attempts.in_flight = None;
        context.shared.leave_host(&self.attempts);
        self.retry(RetryCause::new(["no answer from COS: ", reason].concat(), RetryAction::Wait), context)
    }

    fn retry(&mut self, cause: RetryCause, context: &mut Context<'_>) -> Surveyed {
        match context.shared.try_again(&mut self.attempts, cause, context.now) {
            Ok(()) => Surveyed::UnderWay,
            Err(error) => Surveyed::Failed(error.message().into()),
        }
    }

    fn on_page(&mut self, page: cos::FolderPage) -> Surveyed {
        self.names.extend(page.names);
        self.pages = self.pages.saturating_add(1);
        match page.next.filter(|_| self.pages < MAX_PAGES) {
            Some(next) => {
                self.after = next;
                self.attempts.begin_next();
                Surveyed::UnderWay
            }
            None => Surveyed::Done,
        }
    }

    /// What its folders are to the targets of the options, of which those at `indexes` are to be sent what waits.
    pub(super) fn found(&self, indexes: &[usize], options: &Options) -> Found {
        let mut found = Found { stops: Vec::new(), empty: Vec::new(), unknown: Vec::new() };
        for index in indexes {
            let Some(target) = options.notify.get(*index) else { continue };
            let id = target.id();
            // Where there are more folders than were listed, it may have one.
            if self.pages >= MAX_PAGES || self.names.contains(&folder_name(&id)) {
                found.stops.push(Stop { index: *index, id });
            } else {
                found.empty.push(id);
            }
        }
        let own: Vec<String> = options.notify.iter().map(|target| folder_name(&target.id())).collect();
        let mut former = 0_usize;
        for name in self.names.iter().filter(|name| !own.contains(name)) {
            let Some(kind) = name.split('-').next().and_then(Kind::from_id) else { continue };
            let is_of_bot = |index: &&usize| {
                let target = options.notify.get(**index);
                target.is_some_and(|target| target.kind == kind && target.address_id() == kind.address_in(name))
            };
            match indexes.iter().find(is_of_bot) {
                Some(index) if former < MAX_FORMER => {
                    former = former.saturating_add(1);
                    found.stops.push(Stop { index: *index, id: name.clone() });
                }
                Some(_) => {}
                None => found.unknown.push(name.clone()),
            }
        }
        found
    }
}
