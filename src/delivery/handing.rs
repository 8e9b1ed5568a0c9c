//! Handing a notification on: one target, and how far that has come.

use alloc::string::String;
use alloc::vec::Vec;

use super::answer::{HandedOn, Handing};
use super::pace::Trouble;
use crate::error::{Error, ErrorCode};
use crate::http::{Remedy, Request, Response};
use crate::notify::{self, Message};
use crate::options::Options;
use crate::scf::{self, Reference};
use crate::time::Millis;

/// A target, and whether it has the notification.
pub(super) struct Step {
    what: What,
    /// The name in receipts and log lines.
    pub(super) target: String,
    /// Of the request under way.
    pub(super) body: Vec<u8>,
    pub(super) status: Option<Handing>,
    pub(super) error: Option<Error>,
}

/// What is done; the index is that in the options.
enum What {
    Notify(usize, Message),
    Invoke(usize),
}

/// What a target answered.
pub(super) enum Answer {
    Done(Option<String>),
    TryAgain(Trouble),
    Refused(String),
}

/// Everything that is to be done with a notification beside storing it. `messages` has for each target what it is notified of, if
/// anything.
pub(super) fn plan(options: &Options, messages: Vec<Option<Message>>) -> Vec<Step> {
    let step = |what, target| Step { what, target, body: Vec::new(), status: None, error: None };
    let mut steps = Vec::new();
    // Where a build has no targets, there are none among the options either; the compiler does not know that.
    if cfg!(feature = "notify") {
        for (index, (target, message)) in options.notify.iter().zip(messages).enumerate() {
            steps.extend(message.map(|message| step(What::Notify(index, message), target.id())));
        }
    }
    if cfg!(feature = "invoke") {
        for (index, function) in options.invoke.iter().enumerate() {
            steps.push(step(What::Invoke(index), function.id()));
        }
    }
    steps
}

pub(super) fn impossible(reason: &str) -> Error {
    Error::new(ErrorCode::NotDelivered, reason)
}

impl Step {
    pub(super) fn name(&self) -> &'static str {
        match self.what {
            What::Notify(..) => "notify",
            What::Invoke(_) => "invoke",
        }
    }

    /// Whether it needs the event itself, and still will.
    pub(super) fn needs_event(&self) -> bool {
        matches!(self.what, What::Invoke(_)) && self.status.is_none()
    }

    /// Whether its requests are signed with the credentials.
    pub(super) fn is_signed(&self) -> bool {
        matches!(self.what, What::Invoke(_))
    }

    /// The next request, or why there can be none.
    pub(super) fn request(
        &mut self,
        options: &Options,
        event: &[u8],
        key: &str,
        now: Millis,
    ) -> Result<Request, Error> {
        let (request, body) = match &self.what {
            What::Notify(index, message) => tell(options, *index, message, now)?,
            What::Invoke(index) => invoke(options, *index, event, key, now)?,
        };
        self.body = body;
        Ok(request)
    }

    /// `clean` takes the secrets of the event out of what the target says.
    pub(super) fn read(&self, options: &Options, response: &Response<'_>, clean: &dyn Fn(&str) -> String) -> Answer {
        match &self.what {
            What::Notify(index, _) => read_told(options, *index, response, clean),
            What::Invoke(_) => read_invoked(options, response),
        }
    }

    /// It will not be done in this invocation.
    pub(super) fn fail(&mut self, error: Error) {
        self.status = Some(Handing::Failed);
        self.error = Some(error);
        self.body = Vec::new();
    }

    /// How an error begins that says why it is not done.
    pub(super) fn refusal(&self) -> String {
        let what = match self.what {
            What::Notify(..) => " was not told: ",
            What::Invoke(_) => " was not invoked: ",
        };
        [&self.target, what].concat()
    }

    /// What became of it, as a part of a sentence.
    pub(super) fn describe(&self) -> String {
        let (told, before, not) = match self.what {
            What::Notify(..) => ("told ", "told before: ", "not told: "),
            What::Invoke(_) => ("invoked ", "invoked before: ", "not invoked: "),
        };
        let what = match self.status {
            Some(Handing::Done) => told,
            Some(Handing::SeenBefore) => before,
            _ => not,
        };
        [what, &self.target].concat()
    }

    pub(super) fn handed_on(&self) -> HandedOn {
        HandedOn { step: self.name(), target: self.target.clone(), status: self.status.unwrap_or(Handing::Failed) }
    }
}

/// The request that tells a target, and its body.
#[inline(never)]
fn tell(options: &Options, index: usize, message: &Message, now: Millis) -> Result<(Request, Vec<u8>), Error> {
    let target = options.notify.get(index).filter(|_| cfg!(feature = "notify"));
    let target = target.ok_or_else(|| impossible("there is no such target"))?;
    Ok(notify::request(target, message, now))
}

#[inline(never)]
fn read_told(options: &Options, index: usize, response: &Response<'_>, clean: &dyn Fn(&str) -> String) -> Answer {
    let secrets = options.secrets();
    let clean = |said: &str| clean(&secrets.clean(said));
    let target = options.notify.get(index).filter(|_| cfg!(feature = "notify"));
    match target.map(|target| notify::read_cleaned(target, response, &clean).cleaned(&secrets)) {
        Some(notify::Answer::Done { request_id }) => Answer::Done(request_id),
        Some(notify::Answer::TryAgain { reason, after }) => {
            let mut trouble = Trouble::new(reason, Remedy::Wait);
            trouble.after = after;
            Answer::TryAgain(trouble)
        }
        Some(notify::Answer::Refused { reason }) => Answer::Refused(reason),
        None => Answer::Refused(String::new()),
    }
}

/// The request that hands the event to a function, or a reference to the event where that is too large, and its body.
#[inline(never)]
fn invoke(options: &Options, index: usize, event: &[u8], key: &str, now: Millis) -> Result<(Request, Vec<u8>), Error> {
    let function = options.invoke.get(index).filter(|_| cfg!(feature = "invoke"));
    let (Some(function), Some(api)) = (function, &options.api) else {
        return Err(impossible("there is no such function"));
    };
    let mut reference = Vec::new();
    let mut context = event;
    if event.len() > scf::MAX_CONTEXT {
        let archive = options
            .archive
            .as_ref()
            .ok_or_else(|| impossible("the event is too large to hand over, and no bucket is set to refer to it in"))?;
        let region = archive.region.as_deref();
        reference = Reference { bucket: &archive.name, region, key }.to_context();
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
        scf::Answer::TryAgain(reason, remedy) => Answer::TryAgain(Trouble::new(reason, remedy)),
        scf::Answer::Refused(reason) => Answer::Refused(reason),
    }
}
