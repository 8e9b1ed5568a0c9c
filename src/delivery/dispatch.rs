//! Dispatching a notification to one target, and how far that has come.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::done::{Dispatched, Skipped, StepStatus};
use super::ledger::Earlier;
use super::outbox;
use super::retry::{Attempts, RetryCause};
use crate::error::{Error, ErrorCode};
use crate::http::{Request, Response, RetryAction};
use crate::notify::{self, Message};
use crate::options::Options;
use crate::scf::{self, Reference};
use crate::time::Millis;

/// One target, and whether it has the notification.
pub(super) struct Dispatch {
    to: Target,
    /// The name of the target in receipts and log lines.
    pub(super) target: String,
    pub(super) attempts: Attempts,
    /// The body of the request that was made last.
    pub(super) body: Vec<u8>,
    /// `None`: it is still to be done.
    pub(super) status: Option<StepStatus>,
    pub(super) error: Option<Error>,
    /// What is asked of the archive before its message is sent, or instead; absent: it is sent.
    pub(super) detour: Option<Box<Detour>>,
    /// Why its message waits in the outbox, if it does, or that it was put there before.
    pub(super) waits_for: Option<String>,
    /// Whether the outbox was looked at for it.
    pub(super) has_looked: bool,
    /// Whether it is known what became of its source before.
    pub(super) has_recalled: bool,
    /// Since when its message has waited until the bot may get it.
    pub(super) waits_since: Option<Millis>,
}

/// What is asked of the archive about a message.
pub(super) struct Detour {
    pub(super) step: Step,
    /// The key of the object.
    pub(super) key: String,
    /// Why the message has to wait.
    pub(super) reason: String,
    /// When its event was stored, by its receipt.
    pub(super) stored_at: String,
    /// Where it is among messages whose events were stored in the same second.
    pub(super) order: i64,
}

/// What is asked of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Whether the message waits in the outbox already.
    Look,
    /// The message is put into the outbox.
    Put,
    /// That the task failed is remembered.
    Record,
    /// Whether a task with the same source failed before.
    Recall,
    /// That it failed is not remembered any more.
    #[cfg(feature = "outbox")]
    Forget,
}

impl Step {
    /// Whether the message does without, if it does not succeed.
    pub(super) const fn is_optional(self) -> bool {
        !matches!(self, Step::Look | Step::Put)
    }
}

/// Who gets the notification; the index is that in the options.
enum Target {
    /// A bot or webhook is sent a message.
    Notify(usize, Message),
    /// A function is invoked with the event.
    Invoke(usize),
}

/// An event and where it is stored.
pub(super) struct StoredEvent<'e> {
    pub(super) bytes: &'e [u8],
    pub(super) key: &'e str,
}

/// What a target answered.
pub(super) enum Answer {
    Done(Option<String>),
    Retry(RetryCause),
    /// A bot takes no more messages for now.
    Limited(RetryCause),
    Refused(String),
}

/// The targets of a notification, and those that are left out. `messages` has the message of each bot or webhook, or why it gets
/// none; `objections` has why a function is not invoked.
#[inline(never)]
pub(super) fn plan(
    options: &Options,
    messages: Vec<Result<Message, String>>,
    objections: Vec<Option<String>>,
) -> (Vec<Dispatch>, Vec<Skipped>) {
    let dispatch = |to, target| Dispatch {
        to,
        target,
        attempts: Attempts::default(),
        body: Vec::new(),
        status: None,
        error: None,
        detour: None,
        waits_for: None,
        has_looked: false,
        has_recalled: false,
        waits_since: None,
    };
    let (mut dispatches, mut skipped) = (Vec::new(), Vec::new());
    // Where a build has no targets, there are none among the options either; the compiler does not know that.
    if cfg!(feature = "notify") {
        for (index, (target, message)) in options.notify.iter().zip(messages).enumerate() {
            match message {
                Ok(message) => dispatches.push(dispatch(Target::Notify(index, message), target.id())),
                Err(reason) => skipped.push(Skipped { step: NOTIFY, target: target.id(), reason }),
            }
        }
    }
    if cfg!(feature = "invoke") {
        for (index, (function, objection)) in options.invoke.iter().zip(objections).enumerate() {
            match objection {
                None => dispatches.push(dispatch(Target::Invoke(index), function.id())),
                Some(reason) => skipped.push(Skipped { step: INVOKE, target: function.id(), reason }),
            }
        }
    }
    (dispatches, skipped)
}

/// The steps in receipts.
const NOTIFY: &str = "notify";
const INVOKE: &str = "invoke";

fn impossible(reason: &str) -> Error {
    Error::new(ErrorCode::NotDelivered, reason)
}

impl Dispatch {
    /// The step in receipts.
    pub(super) const fn step(&self) -> &'static str {
        match self.to {
            Target::Notify(..) => NOTIFY,
            Target::Invoke(_) => INVOKE,
        }
    }

    /// Whether it needs the event itself, and still will.
    pub(super) fn needs_event(&self) -> bool {
        matches!(self.to, Target::Invoke(_)) && self.status.is_none()
    }

    /// Whether its requests are signed with the credentials.
    pub(super) fn is_signed(&self) -> bool {
        matches!(self.to, Target::Invoke(_)) || self.detour.is_some()
    }

    /// Whether it is a message for people that is neither sent nor on its way into the outbox.
    pub(super) fn is_to_send(&self) -> bool {
        matches!(&self.to, Target::Notify(_, message) if message.summary.is_some())
            && self.status.is_none()
            && self.detour.is_none()
            && self.attempts.in_flight.is_none()
    }

    /// Whether its next request sends a message to a bot or webhook.
    pub(super) const fn is_message(&self) -> bool {
        matches!(self.to, Target::Notify(..)) && self.detour.is_none()
    }

    /// The bot of such a message, and whether the message is urgent.
    pub(super) fn waiting_message<'o>(&self, options: &'o Options) -> Option<(&'o notify::Target, bool)> {
        let Target::Notify(index, message) = &self.to else { return None };
        Some((options.notify.get(*index)?, message.summary.as_ref()?.is_urgent))
    }

    /// How the task of its message ended, if the target wants to know what recovers.
    pub(super) fn source(&self) -> Option<&notify::SourceState> {
        let Target::Notify(_, message) = &self.to else { return None };
        message.summary.as_ref()?.source.as_ref()
    }

    /// Lets its message say that a task with the same source failed at a time.
    #[cfg(feature = "outbox")]
    pub(super) fn say_recovered(&mut self, options: &Options, at: &str) {
        let Target::Notify(index, message) = &mut self.to else { return };
        let Some(target) = options.notify.get(*index) else { return };
        if let Some(longer) = notify::digest::with_line(target, message, notify::digest::Addition::Recovered(at)) {
            *message = longer;
        }
        if let Some(summary) = &mut message.summary {
            summary.title.insert_str(0, notify::digest::RECOVERED);
        }
    }

    /// The object of its message in the outbox.
    pub(super) fn outbox_object(&self, report_key: &str) -> Vec<u8> {
        let Target::Notify(_, message) = &self.to else { return Vec::new() };
        let (Some(summary), Some(detour)) = (&message.summary, &self.detour) else { return Vec::new() };
        let label = outbox::Label { target: &self.target, at: &detour.stored_at, report_key, order: detour.order };
        outbox::write(label, (summary, message.members()))
    }

    /// The next request, or why there can be none.
    pub(super) fn request(
        &mut self,
        options: &Options,
        event: &StoredEvent<'_>,
        now: Millis,
    ) -> Result<Request, Error> {
        let (request, body) = match &self.to {
            Target::Notify(index, message) => notify(options, *index, message, now)?,
            Target::Invoke(index) => invoke(options, *index, event, now)?,
        };
        self.body = body;
        Ok(request)
    }

    /// `clean` takes the secrets of the event out of what the target says.
    pub(super) fn read(&self, options: &Options, response: &Response<'_>, clean: &dyn Fn(&str) -> String) -> Answer {
        match &self.to {
            Target::Notify(index, _) => read_notified(options, *index, response, clean),
            Target::Invoke(_) => read_invoked(options, response),
        }
    }

    /// It is not done again, because it has a receipt.
    #[inline(never)]
    pub(super) fn skip(&mut self, earlier: &Earlier) {
        self.status = Some(StepStatus::SeenBefore);
        self.waits_for = earlier.is_queued.then(|| "it waits in the outbox, or was sent from there".into());
    }

    /// It will not be done in this invocation.
    pub(super) fn fail(&mut self, error: Error) {
        self.status = Some(StepStatus::Failed);
        self.error = Some(error);
        self.body = Vec::new();
    }

    /// The beginning of the error of a target that does not get it.
    pub(super) fn error_prefix(&self) -> String {
        let what = match self.to {
            Target::Notify(..) => " was not notified: ",
            Target::Invoke(_) => " was not invoked: ",
        };
        [&self.target, what].concat()
    }

    /// What became of it, as a part of a sentence.
    pub(super) fn describe(&self) -> String {
        let (done, before, not) = match self.to {
            Target::Notify(..) => ("notified ", "notified before: ", "not notified: "),
            Target::Invoke(_) => ("invoked ", "invoked before: ", "not invoked: "),
        };
        let what = match self.status {
            Some(StepStatus::Done) => done,
            Some(StepStatus::SeenBefore) if self.waits_for.is_some() => "queued before: ",
            Some(StepStatus::SeenBefore) => before,
            Some(StepStatus::Queued) => "queued for ",
            _ => not,
        };
        [what, &self.target].concat()
    }

    pub(super) fn dispatched(&self) -> Dispatched {
        Dispatched {
            step: self.step(),
            target: self.target.clone(),
            status: self.status.unwrap_or(StepStatus::Failed),
            reason: self.waits_for.clone(),
        }
    }
}

/// The request that sends a message to a bot or webhook, and its body.
#[inline(never)]
fn notify(options: &Options, index: usize, message: &Message, now: Millis) -> Result<(Request, Vec<u8>), Error> {
    let target = options.notify.get(index).filter(|_| cfg!(feature = "notify"));
    let target = target.ok_or_else(|| impossible("there is no such target"))?;
    Ok(notify::request(target, message, now))
}

#[inline(never)]
fn read_notified(options: &Options, index: usize, response: &Response<'_>, clean: &dyn Fn(&str) -> String) -> Answer {
    let secrets = options.secrets();
    let clean = |text: &str| clean(&secrets.clean(text));
    let target = options.notify.get(index).filter(|_| cfg!(feature = "notify"));
    match target.map(|target| notify::read_cleaned(target, response, &clean).cleaned(&secrets)) {
        Some(notify::Answer::Done { request_id }) => Answer::Done(request_id),
        Some(notify::Answer::TryAgain { reason, after }) => {
            Answer::Retry(RetryCause { after, ..RetryCause::new(reason, RetryAction::Wait) })
        }
        Some(notify::Answer::Limited { reason, after }) => {
            Answer::Limited(RetryCause { after, ..RetryCause::new(reason, RetryAction::Wait) })
        }
        Some(notify::Answer::Refused { reason }) => Answer::Refused(reason),
        None => Answer::Refused(String::new()),
    }
}

/// The request that invokes a function with the event, and its body. Where the event is too large, the body holds a
/// reference to it.
#[inline(never)]
fn invoke(options: &Options, index: usize, event: &StoredEvent<'_>, now: Millis) -> Result<(Request, Vec<u8>), Error> {
    let function = options.invoke.get(index).filter(|_| cfg!(feature = "invoke"));
    let (Some(function), Some(api)) = (function, &options.api) else {
        return Err(impossible("there is no such function"));
    };
    let mut reference = Vec::new();
    let mut context = event.bytes;
    if context.len() > scf::MAX_CONTEXT {
        let archive = options.archive.as_ref().ok_or_else(|| {
            impossible("the event is too large to send, and no bucket is set that a reference could name")
        })?;
        let region = archive.region.as_deref();
        reference = Reference { bucket: &archive.name, region, key: event.key }.to_context();
        context = &reference;
    }
    let made = scf::invoke(api, function, core::str::from_utf8(context).unwrap_or_default(), now);
    drop(reference);
    Ok(made)
}

#[inline(never)]
fn read_invoked(options: &Options, response: &Response<'_>) -> Answer {
    if !cfg!(feature = "invoke") {
        return Answer::Refused(String::new());
    }
    match scf::read(response).cleaned(&options.secrets()) {
        scf::Answer::Done { request_id } => Answer::Done(request_id),
        scf::Answer::TryAgain(reason, action) => Answer::Retry(RetryCause::new(reason, action)),
        scf::Answer::Refused(reason) => Answer::Refused(reason),
    }
}
