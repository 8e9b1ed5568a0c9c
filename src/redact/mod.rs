//! Hides secrets in everything derived from an event or quoted from a service.
//!
//! Hidden are
//! - the secrets that a document carries in members such as `S3SecretId`, `S3SecretKey`, `NotifyKey` and `Sign` (see
//!   [`names`]): in their place whatever they are, and wherever any text of the document repeats one of [`search::LEAST`]
//!   bytes or more;
//! - what texts themselves name so, in whatever format or language: JSON, YAML, XML, INI, headers, command lines, what programs print
//!   (see [`value`]), and names that are values themselves, as in `{"name": "S3SecretKey", "value": "…"}` (see [`pair`]);
//! - of URLs, whatever their scheme: user-information, the values of parameters that sign or authenticate, and fragments that
//!   have such parameters. The rest of a URL stays.
//!
//! A text is read in several views, one made of the other, each with the origin of its bytes: as it is; without its escapes of URLs,
//! JSON, programs, shells, HTML and XML, some or all of its bytes escaped, up to [`MAX_LAYERS`] times over; without characters that
//! nobody sees; without the escapes of mails; with letters of full width as those of ASCII; and without all of these at once. Secrets are found also in Base64 of
//! either alphabet, alone or within other text such as `id:key`. What is escaped or packed more often is not read, and so it is not
//! shown either: it is hidden as a whole. The work is linear in the length of the text, and logarithmic in the number of secrets.

mod assignment;
mod command;
mod hints;
mod known;
mod markup;
mod names;
mod packed;
mod pair;
mod scan;
mod search;
mod table;
mod token_formats;
mod userinfo;
mod value;
mod view;
mod webhook;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use crate::asserted::Asserted;
use crate::error::Error;
use crate::json::{Document, Kind, Rewriting, SeenNames, Value};
use crate::text::{shown, split_once};
use names::Holds;
use search::Pieces;
use view::{Buffer, Escapes, Kinds, Lines, View};

/// What stands in the place of a secret.
const REDACTED: &str = "***";

/// How many layers of escapes and of Base64 are undone.
const MAX_LAYERS: u32 = 6;

/// How many of them may be Base64: each is read at four offsets.
const MAX_BASE64: u32 = 2;

/// How deep packed documents may be inside one another.
#[cfg(feature = "api")]
const MAX_PACKED: u32 = 3;

/// The most bytes that are unpacked of one of them that is gzip.
#[cfg(all(feature = "api", feature = "cls"))]
const MAX_UNPACKED: usize = 32 << 20;

/// What becomes of a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hide {
    /// `***` stands in its place.
    Value,
    /// It goes.
    Removed,
}

/// Secrets that texts must not show.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Secrets(Pieces);

impl fmt::Debug for Secrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secrets { .. }")
    }
}

impl Secrets {
    /// The secrets that a document carries.
    pub(crate) fn of(document: Value<'_>) -> Self {
        Self::with_places(document, Places::default()).0
    }

    /// The secrets of a document, and their places. `places` has its packed texts, which are searched too.
    fn with_places<'d>(document: Value<'d>, mut places: Places<'d>) -> (Self, Places<'d>) {
        let mut secrets = Secrets::default();
        secrets.collect(document, Holds::Other, &mut places);
        secrets.0.sort();
        (secrets, places)
    }

    /// The secrets that a document carries beside the members `left_out` of its object.
    pub(crate) fn of_all_but(document: Value<'_>, left_out: &[&str]) -> Self {
        let (mut secrets, mut places) = (Secrets::default(), Places::default());
        for (name, member) in document.members_as_written() {
            if !left_out.contains(&name) {
                secrets.collect(member, held(name, member, Holds::Other), &mut places);
            }
        }
        secrets.0.sort();
        secrets
    }

    /// The secrets of bytes that may be a document.
    pub(crate) fn in_bytes(bytes: &[u8]) -> Self {
        match Document::parse(bytes) {
            Ok(document) => Secrets::of(document.root()),
            Err(_) => Secrets::named_in(&String::from_utf8_lossy(bytes)),
        }
    }

    /// What a text that is not JSON as a whole names as secrets.
    pub(crate) fn named_in(text: &str) -> Self {
        let mut secrets = Secrets::default();
        secrets.collect_from(text);
        secrets.0.sort();
        secrets
    }

    /// The secrets of settings: of a document of options and of environment variables.
    pub(crate) fn of_settings(document: Value<'_>, env: Value<'_>) -> Self {
        let mut secrets = Secrets::default();
        secrets.collect(document, Holds::Other, &mut Places::default());
        secrets.collect(env, Holds::Other, &mut Places::default());
        secrets.0.sort();
        secrets
    }

    /// Adds the secret parts of the URL of a bot or webhook. They are user-information, the last segment of its path, and the
    /// values of its parameters. [`Secrets::sort`] has to follow.
    pub(crate) fn add_url(&mut self, url: &str) {
        let rest = split_once(url, "://").map_or(url, |(_, rest)| rest);
        let mut parts = rest.split(['/', '?', '&', '#']);
        if let Some((user, _)) = parts.next().and_then(|authority| split_once(authority, "@")) {
            user.split(':').for_each(|part| self.add(part));
        }
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        if let Some((_, last)) = path.rsplit_once('/') {
            self.add(last);
        }
        for part in parts {
            if let Some((_, value)) = split_once(part, "=") {
                self.add(value);
            }
        }
    }

    /// Prepares for searching what was added.
    pub(crate) fn sort(&mut self) {
        self.0.sort();
    }

    /// Adds a secret as it is, and without its escapes. Texts without escapes are compared with the latter.
    /// [`Secrets::sort`] has to follow.
    pub(crate) fn add(&mut self, secret: &str) {
        self.0.add(secret.as_bytes());
        add_unescaped(&mut self.0, &View::of(secret.as_bytes()), MAX_LAYERS);
    }

    /// Adds what a value carries, and to `places` where.
    ///
    /// (The nesting of documents is bounded, and so is this.)
    fn collect<'d>(&mut self, value: Value<'d>, holds: Holds, places: &mut Places<'d>) {
        if holds != Holds::Other && value.text_or_digits().is_some_and(|text| text != REDACTED) {
            places.named.push(value);
        }
        match value.kind() {
            Kind::Array => {
                let is_named = names_secret(value);
                for (at, element) in value.elements().enumerate() {
                    self.collect(element, if is_named && at == 1 { Holds::Secret } else { holds }, places);
                }
            }
            Kind::Object => {
                // It is found out at the first value: most objects have none.
                let mut is_named = None;
                for (name, member) in value.members_as_written() {
                    if known::has(name) || places.seen.has(name) {
                        self.collect(member, holds, places);
                        continue;
                    }
                    let view = View::of(name.as_bytes());
                    let is_plain = view.is_plain();
                    if !is_plain {
                        places.speaking.push((member.place().minus(1), view.kinds()));
                    }
                    let is_value = names::is_value(name.as_bytes());
                    let is_secret = is_value && *is_named.get_or_insert_with(|| names_secret(value));
                    if is_plain && !is_value && names::member(name) == Holds::Other {
                        places.seen.add(name);
                        self.collect(member, holds, places);
                        continue;
                    }
                    self.collect(member, if is_secret { Holds::Secret } else { held(name, member, holds) }, places);
                }
            }
            Kind::String | Kind::Number if holds == Holds::Secret => {
                self.add(value.text_or_digits().unwrap_or_default())
            }
            Kind::String => {
                let text = value.text().unwrap_or_default();
                if let Some(kinds) = self.collect_from(text) {
                    places.speaking.push((value.place(), kinds));
                }
                #[cfg(feature = "api")]
                if let Some(left) = places.packed.checked_sub(1)
                    && let Some(Packed { bytes, .. }) = Packed::of(text)
                {
                    match Document::parse(&bytes) {
                        Ok(document) => self.collect(document.root(), Holds::Other, &mut Places::in_layers(left)),
                        Err(_) => _ = self.collect_from(&String::from_utf8_lossy(&bytes)),
                    }
                }
            }
            _ => {}
        }
    }

    /// Adds what a text names as secrets. Returns what there is in it, if it may have something to hide of its own, or escapes.
    fn collect_from(&mut self, text: &str) -> Option<Kinds> {
        let view = View::of(text.as_bytes());
        (!view.is_plain() && collect_named(&mut self.0, &view)).then(|| view.kinds())
    }

    /// Cleans a text where it is.
    pub(crate) fn clean_text(&self, text: &mut String) {
        if let Cow::Owned(clean) = self.clean(text) {
            *text = clean;
        }
    }

    /// The error with its texts cleaned.
    pub(crate) fn clean_error(&self, error: Error) -> Error {
        error.with_texts(&|text| self.clean_text(text))
    }

    /// The text without them, and without what is secret in URLs and by its name.
    pub(crate) fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.clean_view(&View::of(text.as_bytes()), text)
    }

    /// As [`Secrets::clean`], of a text whose view is there.
    fn clean_view<'t>(&self, view: &View<'_>, text: &'t str) -> Cow<'t, str> {
        if view.is_plain() && (self.0.is_empty() || text.len() < search::LEAST) {
            return Cow::Borrowed(text);
        }
        self.cover(view).apply(text)
    }

    /// As [`Secrets::clean`], of a text that says nothing secret itself and has no escapes.
    fn clean_plain<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.len() < search::LEAST || !self.may_show_in(text.as_bytes()) {
            return Cow::Borrowed(text);
        }
        self.cover(&View::known(text.as_bytes(), 0)).apply(text)
    }

    /// Whether a text without escapes may have one of them, or Base64 of one.
    fn may_show_in(&self, text: &[u8]) -> bool {
        self.0.has_others() || self.0.is_in(text) || packed::may_be_in(text)
    }

    fn cover(&self, view: &View<'_>) -> Cover<'_> {
        let mut cover = Cover {
            pieces: &self.0,
            length: view.bytes.len(),
            hidden: Vec::new(),
            #[cfg(test)]
            looked_at: 0,
        };
        cover.look(view, Layers { escapes: MAX_LAYERS, base64: MAX_BASE64, is_packed: false, reads_every: true });
        cover
    }
}

fn add_unescaped(pieces: &mut Pieces, view: &View<'_>, layers: u32) {
    if let Some(copy) = view::unescape(view, Escapes::ALL).filter(|_| layers > 0) {
        let view = View::copied(view, &copy);
        pieces.add(view.bytes);
        add_unescaped(pieces, &view, layers.minus(1));
    }
}

/// Adds what a text names as secrets, also without its escapes. It reads the text as [`Cover::look`] does.
///
/// Gives whether it may have something to hide of its own, or escapes.
fn collect_named(pieces: &mut Pieces, view: &View<'_>) -> bool {
    let mut named = Named { pieces, length: view.bytes.len(), known: Vec::new(), has_any: false };
    named.add(view);
    let escapes = view::unescape(view, Escapes::ALL);
    let is_read_otherwise =
        [Escapes::MAIL, Escapes::WIDE].iter().any(|reading| view::unescape(view, *reading).is_some());
    if is_read_otherwise {
        named.add_unescaped(view, MAX_LAYERS, Escapes::MAIL);
    }
    for kind in escapes.iter().flat_map(|copy| core::iter::once(Escapes::ALL).chain(copy.several())) {
        named.add_unescaped(view, MAX_LAYERS, kind);
    }
    named.has_any || is_read_otherwise || escapes.is_some()
}

/// Where a document carries secrets.
struct Places<'d> {
    /// The texts and numbers that are secrets by their names.
    named: Vec<Value<'d>>,
    /// The places of names and texts that may name a secret themselves or have escapes, and what there is in each. They are in
    /// ascending order.
    speaking: Vec<(u32, Kinds)>,
    /// Names that are no secret's, without escapes.
    seen: SeenNames<'d>,
    /// How many layers of packed texts are opened to look for secrets in them, too.
    #[cfg(feature = "api")]
    packed: u32,
}

impl Default for Places<'_> {
    fn default() -> Self {
        Places {
            named: Vec::new(),
            speaking: Vec::new(),
            seen: SeenNames::new(),
            #[cfg(feature = "api")]
            packed: 0,
        }
    }
}

#[cfg(feature = "api")]
impl Places<'_> {
    fn in_layers(packed: u32) -> Self {
        Places { packed, ..Places::default() }
    }
}

/// The secrets that a text names.
struct Named<'p> {
    pieces: &'p mut Pieces,
    length: usize,
    /// For every byte of the text, whether it is part of an added secret. It is empty until one is added.
    known: Vec<bool>,
    /// Whether anything was found that is to be hidden.
    has_any: bool,
}

impl Named<'_> {
    fn add(&mut self, view: &View<'_>) {
        if !view.has_marks() {
            return;
        }
        scan::search(view.bytes, view.has_lines(), &mut |start, end, _, is_named| {
            self.has_any |= start < end;
            if !is_named || start >= end {
                return;
            }
            if self.known.is_empty() {
                self.known = vec![false; self.length];
            }
            let (first, behind) = view.source(start, end);
            let known = self.known.get_mut(first..behind).unwrap_or_default();
            // In the layers below, it was added with what it reads as without its escapes.
            if known.iter().all(|byte| *byte) {
                return;
            }
            known.fill(true);
            let secret = View::of(view.bytes.get(start..end).unwrap_or_default());
            self.pieces.add(secret.bytes);
            add_unescaped(self.pieces, &secret, MAX_LAYERS);
        });
    }

    fn add_unescaped(&mut self, view: &View<'_>, layers: u32, escapes: Escapes) {
        if let Some(copy) = view::unescape(view, escapes).filter(|_| layers > 0) {
            let view = View::copied(view, &copy);
            if copy.has_undone() || escapes != Escapes::MAIL {
                self.add(&view);
            }
            // What a mail escapes may itself have escapes, and what is escaped may be of a mail.
            let escapes = if escapes == Escapes::MAIL { Escapes::ALL } else { escapes };
            self.add_unescaped(&view, layers.minus(1), escapes);
        }
    }
}

/// Whether bytes are a text, and not random bytes decoded from Base64. A text has no control characters but the zeros of
/// UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    let is_shown = |character: char| !character.is_control() || character.is_whitespace() || character == '\0';
    core::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_shown))
}

/// What of a text is hidden.
struct Cover<'s> {
    pieces: &'s Pieces,
    length: usize,
    /// For every byte of the text, once something is hidden.
    hidden: Vec<Option<Hide>>,
    /// How many bytes were looked at in all views.
    #[cfg(test)]
    looked_at: usize,
}

/// How many more layers are undone, and what they are in.
#[derive(Clone, core::marker::Copy)]
struct Layers {
    /// Layers of escapes or Base64.
    escapes: u32,
    /// How many of them may be Base64.
    base64: u32,
    /// Whether they are inside Base64.
    is_packed: bool,
    /// Whether [`Cover::read_every`] is still to be called.
    reads_every: bool,
}

impl Layers {
    /// Those that are left when one layer of escapes is undone.
    fn without_escapes(self) -> Option<Self> {
        Some(Layers { escapes: self.escapes.checked_sub(1)?, ..self })
    }

    /// Those that are left inside Base64.
    fn within_base64(self) -> Option<Self> {
        let (escapes, base64) = (self.escapes.checked_sub(1)?, self.base64.checked_sub(1)?);
        Some(Layers { escapes, base64, is_packed: true, reads_every: true })
    }
}

impl Cover<'_> {
    fn hide(&mut self, (start, end): (usize, usize), hide: Hide) {
        if self.hidden.is_empty() {
            self.hidden = vec![None; self.length];
        }
        for byte in self.hidden.get_mut(start..end).unwrap_or_default() {
            if *byte != Some(Hide::Removed) {
                *byte = Some(hide);
            }
        }
    }

    fn is_hidden(&self, (start, end): (usize, usize)) -> bool {
        self.hidden.get(start..end).is_some_and(|bytes| bytes.iter().all(Option::is_some))
    }

    /// Searches a view, and its text without escapes and Base64.
    ///
    /// Escapes of different kinds stand on top of each other in any order, and side by side. Undoing all of them at once, time and
    /// again, reaches every text; but what is written in one kind may look like one of another kind: `"` as `%22` in a value between
    /// `\"` and `\"` does not end it. So each kind is undone alone, too.
    fn look(&mut self, view: &View<'_>, layers: Layers) {
        self.read(view, layers.is_packed);
        self.unpack(view, layers);
        let layers = self.read_otherwise(view, layers, true);
        let Some(copy) = view::unescape(view, Escapes::ALL) else { return };
        self.unescaped(view, &copy, layers);
        for escapes in copy.several() {
            self.unescape_only(view, layers, escapes);
        }
    }

    /// Hides what stands in a view as it is.
    fn read(&mut self, view: &View<'_>, is_packed: bool) {
        let (bytes, pieces) = (view.bytes, self.pieces);
        #[cfg(test)]
        {
            self.looked_at += bytes.len();
        }
        pieces.search(bytes, &mut |start, end| self.hide(view.source(start, end), Hide::Value));
        if !is_packed && view.has_marks() {
            scan::search(bytes, view.has_lines(), &mut |start, end, hide, _| {
                if start < end {
                    self.hide(view.source(start, end), hide);
                }
            });
        }
    }

    /// Looks through the copy of a view without its escapes. What is too deep, or could be read in two ways, is hidden.
    fn unescaped(&mut self, view: &View<'_>, copy: &Buffer, layers: Layers) {
        let left = layers.without_escapes();
        let is_unread = left.is_none() || (copy.is_ambiguous && !self.pieces.is_empty());
        // What any Base64 decodes to may have something like an escape.
        if is_unread && (!layers.is_packed || is_text(view.bytes)) {
            return self.hide(view.source(0, view.bytes.len()), Hide::Value);
        }
        let Some(layers) = left else { return };
        let view = View::copied(view, copy);
        self.read(&view, layers.is_packed);
        self.unpack(&view, layers);
        let layers = self.read_otherwise(&view, layers, false);
        if let Some(copy) = view::unescape(&view, Escapes::ALL) {
            self.unescaped(&view, &copy, layers);
        }
    }

    /// Hides secrets in other readings of a view. If the view is the first one, its text without escapes is read too. Gives what is
    /// left to do in the views that are made of this one.
    fn read_otherwise(&mut self, view: &View<'_>, layers: Layers, is_first: bool) -> Layers {
        if !view.may_be_otherwise() {
            return layers;
        }
        let mut is_otherwise = view::escapes_escapes(view);
        for reading in [Escapes::MAIL, Escapes::WIDE] {
            let Some(copy) = view::unescape(view, reading) else { continue };
            is_otherwise = true;
            // Names count where the text is surely a mail: lines that end in `=` are not. The punctuation of Chinese ends a URL, and that of
            // ASCII does not.
            let is_packed = layers.is_packed || reading == Escapes::WIDE || !copy.has_undone();
            let view = View::copied(view, &copy);
            self.read(&view, is_packed);
            if is_first {
                self.unescape_only(&view, Layers { is_packed, ..layers }, Escapes::ALL);
            }
        }
        if is_otherwise && layers.reads_every {
            self.read_every(view, layers);
            return Layers { reads_every: false, ..layers };
        }
        layers
    }

    /// Hides secrets in a view without its escapes, those of mails and shells and letters of full width among them, and in Base64 in
    /// it; and again without the escapes that are left. So it reaches what is written in several of these.
    fn read_every(&mut self, view: &View<'_>, layers: Layers) {
        let Some(layers) = layers.without_escapes() else { return };
        let Some(copy) = view::unescape(view, Escapes::EVERY) else { return };
        let view = View::copied(view, &copy);
        self.read(&view, true);
        self.unpack(&view, layers);
        self.read_every(&view, layers);
    }

    fn unescape_only(&mut self, view: &View<'_>, layers: Layers, escapes: Escapes) {
        let Some(layers) = layers.without_escapes() else { return };
        let Some(copy) = view::unescape(view, escapes) else { return };
        let view = View::copied(view, &copy);
        self.read(&view, layers.is_packed);
        self.unescape_only(&view, layers, escapes);
    }

    /// Looks through what the Base64 in a view stands for. Where that would be one layer too many, the Base64 is hidden.
    fn unpack(&mut self, view: &View<'_>, layers: Layers) {
        let (bytes, pieces) = (view.bytes, self.pieces);
        if pieces.is_empty() {
            return;
        }
        let left = layers.within_base64();
        if left.is_some() && !pieces.has_others() && !packed::may_be_in(bytes) {
            return;
        }
        // In a text that is not packed, what could be Base64 is mostly a name or a word.
        if left.is_none() && !layers.is_packed && layers.escapes > 0 {
            return;
        }
        let mut unpacked = Vec::new();
        view::each_base64(bytes, &mut |start, end, lines| {
            if view.is_unchanged(start, end) || self.is_hidden(view.source(start, end)) {
                return;
            }
            let Some(layers) = left else {
                return self.hide(view.source(start, end), Hide::Value);
            };
            let copy;
            let whole;
            let (letters, start, end) = if lines == Lines::One {
                (view, start, end)
            } else {
                copy = view::unfolded(bytes, start, end);
                whole = if lines == Lines::Broken { View::copied(view, &copy) } else { View::unfolded(view, &copy) };
                (&whole, 0, whole.bytes.len())
            };
            let of_text = letters.bytes.get(start..end).unwrap_or_default();
            if !pieces.has_others() && !packed::may_be_text(of_text) {
                return;
            }
            view::from_base64(of_text, &mut unpacked);
            if !pieces.may_be_packed_in(&mut unpacked) {
                return;
            }
            for offset in 0..4 {
                let first = start.plus(offset);
                view::from_base64(letters.bytes.get(first..end).unwrap_or_default(), &mut unpacked);
                self.look(&View::base64(letters, first, &unpacked), layers);
            }
        });
    }

    /// The text with what is hidden replaced.
    fn apply(self, text: &str) -> Cow<'_, str> {
        if self.hidden.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut before = None;
        for (start, character) in text.char_indices() {
            // Of a character that is hidden in part, all is.
            let bytes = self.hidden.get(start..start.plus(character.len_utf8())).unwrap_or_default();
            let hide = bytes.iter().find(|byte| byte.is_some()).copied().flatten();
            match hide {
                None => out.push(character),
                Some(Hide::Value) if before != hide => out.push_str(REDACTED),
                Some(_) => {}
            }
            before = hide;
        }
        if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }
}

/// What a member of an object holds that itself holds something.
fn held(name: &str, member: Value<'_>, around: Holds) -> Holds {
    // There is nothing to hide in it.
    if matches!(member.kind(), Kind::Null | Kind::True | Kind::False) {
        return around;
    }
    match names::member(name) {
        Holds::Other => around,
        // The number of tokens is not a token. The description of a queue is not a secret, but it holds some.
        Holds::Secret if member.kind() == Kind::Number && !names::is_credential(name) => around,
        // So may be that of credentials.
        Holds::Secret
            if (member.is_object() && names::is_queue(name))
                || (member.text().is_none() && names::is_of_credentials(name.as_bytes())) =>
        {
            around
        }
        Holds::Secret if names::is_directory(name.as_bytes(), member.text().unwrap_or_default().as_bytes()) => around,
        holds => holds,
    }
}

/// Whether a member or element names a value beside it as a secret. It is a member of an object that has a value, or the first of
/// two elements of an array: `{"name": "S3SecretKey", "value": "…"}`.
fn names_secret(value: Value<'_>) -> bool {
    let is_secret = |name: Value<'_>| name.text().is_some_and(names::is_secret_name);
    match value.kind() {
        Kind::Object => {
            value.members_as_written().any(|(name, member)| !names::is_value(name.as_bytes()) && is_secret(member))
        }
        Kind::Array => {
            let mut elements = value.elements();
            let first = elements.next();
            // (A list of the names of secrets has none.)
            let is_pair = elements.next().is_some_and(|second| !is_secret(second)) && elements.next().is_none();
            is_pair
                && first
                    .is_some_and(|name| is_secret(name) && names::is_exact(name.text().unwrap_or_default().as_bytes()))
        }
        _ => false,
    }
}

/// A notification without its secrets, `None` if it has none; and these secrets.
pub(crate) fn sanitize(notification: Value<'_>) -> (Option<Document<'_>>, Secrets) {
    let (secrets, places) = Secrets::with_places(notification, Places::default());
    let redaction = Redaction {
        secrets: &secrets,
        #[cfg(feature = "api")]
        packed: 0,
    };
    (redaction.of(notification, &places), secrets)
}

/// The most characters of an error's path that are shown: its names are from outside.
const MAX_PATH: usize = 400;

/// An error about a document or other bytes, without their secrets: it names their members. Its path is cut
/// when it has no secrets any more: what a cut leaves of one is not found.
pub(crate) fn error(error: Error, bytes: &[u8]) -> Error {
    let error = Secrets::in_bytes(bytes).clean_error(error);
    match error.path().map(|path| shown(path, MAX_PATH)) {
        Some(path) => error.at_path(path),
        None => error,
    }
}

/// An event without its secrets, for showing it to others. The envelope does not matter. It is JSON text if the event is; content
/// in Base64 or gzip is packed again.
///
/// ```
/// let event = br#"{"body":"{\"EventType\":\"x\",\"NotifyKey\":\"hush\"}","url":"https://me:hush@h.example/a?sign=hush&b=c"}"#;
/// let redacted = mps_webhook::redact(event);
/// assert_eq!(String::from_utf8_lossy(&redacted),
///     r#"{"body":"{\"EventType\":\"x\",\"NotifyKey\":\"***\"}","url":"https://h.example/a?sign=***&b=c"}"#);
/// ```
#[cfg(feature = "api")]
#[must_use]
pub fn redact(event: &[u8]) -> Vec<u8> {
    let Ok(document) = Document::parse(event) else {
        let text = String::from_utf8_lossy(event);
        return Secrets::named_in(&text).clean(&text).into_owned().into_bytes();
    };
    let (secrets, places) = Secrets::with_places(document.root(), Places::in_layers(MAX_PACKED));
    let redaction = Redaction { secrets: &secrets, packed: MAX_PACKED };
    redaction.json(document.root(), &places).unwrap_or_else(|| event.to_vec())
}

/// Makes documents without their secrets.
struct Redaction<'s> {
    secrets: &'s Secrets,
    /// How many layers of Base64 and gzip in texts are opened.
    #[cfg(feature = "api")]
    packed: u32,
}

impl Redaction<'_> {
    /// A value without its secrets. They are in these places and perhaps in others; `None` if it has none.
    fn of<'d>(&self, value: Value<'d>, places: &Places<'d>) -> Option<Document<'d>> {
        let mut rewriting = Rewriting::of(value);
        places.named.iter().for_each(|named| rewriting.set(*named, REDACTED));
        let mut other = |place, kind, text: &str| {
            let kinds = || {
                let index = places.speaking.binary_search_by_key(&place, |(place, _)| *place).ok()?;
                places.speaking.get(index).map(|(_, kinds)| *kinds)
            };
            let clean = match kind {
                Kind::String if self.opens() => self.text(text),
                // The Base64 of a text has letters and not only digits.
                Kind::Number if !self.secrets.0.is_in(text.as_bytes()) => return None,
                _ => match kinds() {
                    Some(kinds) => self.secrets.clean_view(&View::known(text.as_bytes(), kinds), text),
                    None => self.secrets.clean_plain(text),
                },
            };
            if let Cow::Owned(clean) = clean { Some(clean) } else { None }
        };
        if self.secrets.0.is_empty() && !self.opens() {
            // Of most notifications without secrets no text is looked at again.
            rewriting.set_each_of(places.speaking.iter().map(|(place, _)| *place), &mut other);
        } else {
            rewriting.set_each(&mut other);
        }
        rewriting.finish()
    }

    /// Whether packed texts are opened, of which nothing is known.
    const fn opens(&self) -> bool {
        #[cfg(feature = "api")]
        return self.packed > 0;
        #[cfg(not(feature = "api"))]
        false
    }

    /// As [`Redaction::of`], as JSON text.
    #[cfg(feature = "api")]
    fn json<'d>(&self, value: Value<'d>, places: &Places<'d>) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        self.of(value, places)?.root().append_to(&mut out);
        Some(out)
    }

    /// The text of a string, also of one that is packed.
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        #[cfg(feature = "api")]
        if let Some(rest) = self.packed.checked_sub(1)
            && let Some(packed) = Packed::of(text)
        {
            let redaction = Redaction { secrets: self.secrets, packed: rest };
            if let Ok(document) = Document::parse(&packed.bytes) {
                let (_, places) = Secrets::with_places(document.root(), Places::default());
                let redacted = redaction.json(document.root(), &places);
                return redacted.map_or(Cow::Borrowed(text), |bytes| Cow::Owned(packed.pack(&bytes)));
            }
            // It may as well be words, each of letters of Base64.
            if let Cow::Owned(inner) = self.secrets.clean(&String::from_utf8_lossy(&packed.bytes)) {
                let packed = packed.pack(inner.as_bytes());
                return Cow::Owned(self.secrets.clean(&packed).into_owned());
            }
        }
        self.secrets.clean(text)
    }
}

/// A document inside a text, as envelopes hold it.
#[cfg(feature = "api")]
struct Packed {
    bytes: Vec<u8>,
    form: Form,
}

/// How a document is written as a text.
#[cfg(feature = "api")]
#[derive(Clone, Copy)]
enum Form {
    /// Its JSON text.
    Json,
    Base64,
    /// Base64 of gzip.
    Gzip,
}

#[cfg(feature = "api")]
impl Packed {
    fn of(text: &str) -> Option<Self> {
        if text.starts_with(['{', '[']) {
            return Some(Packed { bytes: text.as_bytes().to_vec(), form: Form::Json });
        }
        // A brace, a bracket or the first bytes of gzip, in Base64.
        if !["e", "W", "H4sI"].iter().any(|start| text.starts_with(start)) {
            return None;
        }
        let bytes = crate::text::from_base64(text)?;
        let is_gzip = bytes.starts_with(&[0x1f, 0x8b]);
        #[cfg(feature = "cls")]
        let bytes = if is_gzip { crate::gzip::unpack(bytes, MAX_UNPACKED).ok()? } else { bytes };
        let form = if is_gzip { Form::Gzip } else { Form::Base64 };
        (is_gzip || matches!(bytes.first(), Some(b'{' | b'['))).then_some(Packed { bytes, form })
    }

    fn pack(&self, bytes: &[u8]) -> String {
        match self.form {
            Form::Json => String::from_utf8_lossy(bytes).into_owned(),
            #[cfg(feature = "cls")]
            Form::Gzip => crate::text::base64(&crate::gzip::pack(bytes)),
            _ => crate::text::base64(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::quote;
    use crate::text::base64;

    const ID: &str = "AKIAIOSFODNN7EXAMPLE";
    const KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    fn clean(text: &str) -> String {
        let mut secrets = Secrets::default();
        [ID, KEY].iter().for_each(|secret| secrets.add(secret));
        secrets.sort();
        secrets.clean(text).into_owned()
    }

    fn without_secrets(text: &str) -> String {
        Secrets::default().clean(text).into_owned()
    }

    fn redacted(event: &str) -> String {
        let document = Document::parse(event.as_bytes()).unwrap();
        let (Some(sanitized), _) = sanitize(document.root()) else { return event.into() };
        let mut json = Vec::new();
        sanitized.root().append_to(&mut json);
        String::from_utf8(json).unwrap()
    }

    #[test]
    fn secrets_of_members_that_stand_twice_go_too() {
        let shown = |first: &str, second: &str| {
            redacted(
                &["{\"S3SecretKey\":\"", first, "\",\"S3SecretKey\":\"", second, "\",\"Message\":\"", KEY, "\"}"]
                    .concat(),
            )
        };
        for json in [shown(KEY, ""), shown("", KEY), shown(KEY, KEY)] {
            assert!(!json.contains(KEY) && json.contains("***"), "{json}");
        }
    }

    #[test]
    fn secrets_go_in_every_spelling() {
        assert_eq!(clean("the key AKIAIOSFODNN7EXAMPLE is not valid"), "the key *** is not valid");
        for spelled in [
            KEY.replace('/', "%2F"),
            KEY.replace('/', "%2f").replace('+', "%2B"),
            KEY.replace('/', "%252F"),
            KEY.replace('/', "%25252f"),
            KEY.replace('w', "%77").replace('/', "%2f"),
            KEY.replace('/', "\\/"),
            KEY.replace('/', "\\\\/"),
            KEY.replace('/', "\\u002f").replace('w', "\\u0077"),
            KEY.replace('/', "\\x2f"),
            KEY.replace('/', "&#x2F;").replace('+', "&#43;"),
            KEY.replace('/', "%2F").replace('+', "\\u002b"),
        ] {
            assert_eq!(clean(&["a ", &spelled, "; b"].concat()), "a ***; b", "{spelled}");
        }
    }

    #[test]
    fn secrets_go_from_base64() {
        let pair = [ID, ":", KEY].concat();
        for before in ["", "a", "ab", "abc"] {
            let packed = base64([before, &pair].concat().as_bytes());
            for text in [packed.clone(), packed.replace('+', "-").replace('/', "_"), packed.replace('=', "")] {
                let cleaned = clean(&["Basic ", &text, " is wrong"].concat());
                assert!(cleaned.starts_with("Basic ") && cleaned.ends_with(" is wrong"), "{cleaned}");
                assert!(cleaned.contains(REDACTED) && cleaned.len() < 50, "{cleaned}");
            }
            let twice = base64(packed.as_bytes());
            assert!(clean(&twice).contains(REDACTED), "{twice}");
            let lines = [&packed[..40], "\r\n", &packed[40..]].concat();
            assert!(clean(&lines).len() < 30, "{}", clean(&lines));
            let escaped = base64([before, &pair.replace('/', "\\/").replace('+', "\\u002b")].concat().as_bytes());
            assert!(clean(&escaped).len() < 30, "{}", clean(&escaped));
        }
    }

    #[test]
    fn secrets_go_from_base64_in_short_lines_and_of_any_letters() {
        let folded: Vec<String> =
            base64(KEY.as_bytes()).as_bytes().chunks(8).map(|line| String::from_utf8(line.to_vec()).unwrap()).collect();
        assert_eq!(clean(&folded.join("\r\n")), "***==");
        // One layer more than is undone, the last of which is Base64.
        let packed = base64(KEY.as_bytes());
        for times in 0..8 {
            let spelled = ["%", &"25".repeat(times), "64", &packed[1..]].concat();
            assert_eq!(packed.as_bytes().first(), Some(&0x64));
            assert_eq!(clean(&spelled).replace('=', ""), REDACTED, "{times}");
        }
        // Letters of Cyrillic, with a slash that is escaped.
        let secret = "\u{43f}\u{430}\u{440}/\u{43e}\u{43b}\u{44c}/\u{441}\u{435}\u{43a}";
        let mut secrets = Secrets::default();
        secrets.add(secret);
        secrets.sort();
        let packed = base64(["\u{1}", &secret.replace('/', "\\/"), "\u{1}"].concat().as_bytes());
        assert!(secrets.clean(&packed).len() < 12, "{}", secrets.clean(&packed));
    }

    #[test]
    fn secrets_go_from_base64_with_one_letter_escaped() {
        // Such that the Base64 has a letter of each kind at its ends.
        for secret in ["abcdefghijk?", "\u{3f}bcdefghijkl", "abcdefgh?", "?>?>?>?>?>?>"] {
            let packed = base64(secret.as_bytes());
            let mut secrets = Secrets::default();
            secrets.add(secret);
            secrets.sort();
            for (at, letter) in packed.bytes().enumerate() {
                let unicode = |byte: u8| ["\\u00", &crate::text::hex(&[byte])].concat();
                let percent = |byte: u8| ["%", &crate::text::hex(&[byte])].concat();
                for escaped in [unicode(letter), percent(letter)] {
                    let spelled = [&packed[..at], &escaped, &packed[at + 1..]].concat();
                    for text in [spelled.clone(), ["https://h/?b=", &spelled, "&c=d"].concat()] {
                        let cleaned = secrets.clean(&text);
                        assert!(cleaned.contains(REDACTED) && !cleaned.contains(&packed[4..8]), "{cleaned} of {text}");
                    }
                }
            }
        }
    }

    #[test]
    fn urls_lose_what_signs_them_and_stay_readable() {
        for (text, wanted) in [
            ("https://me:hush@h.example/a.mp4?b=c", "https://h.example/a.mp4?b=c"),
            ("HTTPS://me@h.example:8443", "HTTPS://h.example:8443"),
            (
                "rtmp://push.example/live/a?txSecret=hush&txTime=5FF",
                "rtmp://push.example/live/a?txSecret=***&txTime=5FF",
            ),
            (
                "https://b.cos.ap-tokyo.myqcloud.com/a?q-sign-algorithm=sha1&q-ak=AK&q-sign-time=1;2&q-signature=0f&x=1",
                "https://b.cos.ap-tokyo.myqcloud.com/a?q-sign-algorithm=***&q-ak=***&q-sign-time=***&q-signature=***&x=1",
            ),
            ("s3://b/a?X-Amz-Signature=0f&versionId=7#t=3", "s3://b/a?X-Amz-Signature=***&versionId=7#t=3"),
            ("see (https://h/#access_token=hush&x=y)!", "see (https://h/"),
            ("https://h/#/way?token=hush", "https://h/"),
            ("下载https://h/转码.mp4?sign=hush，请检查", "下载https://h/转码.mp4?sign=***，请检查"),
            ("GET /?k=v&Signature=hush HTTP/1.1", "GET /?k=v&Signature=*** HTTP/1.1"),
            ("https:\\/\\/me:hush@h\\/a?token=hu\\/sh&b=c", "https:\\/\\/h\\/a?token=***&b=c"),
            (
                "https://h/r?to=https%3A%2F%2Fme%3Ahush%40h%2F%3Fsign%3Dhush%26b%3Dc",
                "https://h/r?to=https%3A%2F%2Fh%2F%3Fsign%3D***%26b%3Dc",
            ),
            ("https://h/a?%73ign=hush&b", "https://h/a?%73ign=***&b"),
            ("https://h/a?x=1&amp;sign=hush&amp;b=c", "https://h/a?x=1&amp;sign=***&amp;b=c"),
            ("a://x:y@b://u:v@c", "a://b://c"),
            ("https://h/#/secret=hush&token=hush", "https://h/"),
            ("下载https://h/a%20b?sign=hush，请检查", "下载https://h/a%20b?sign=***，请检查"),
        ] {
            assert_eq!(without_secrets(text), wanted);
            assert_eq!(without_secrets(wanted), wanted);
        }
        for same in [
            "https://h.example/a%20b/@scope/c?d=e&f#g",
            "took 3 s: 50% done & ready = yes",
            "see http://h and mail me@x.example",
            "see #me@x.example or ?a@b",
            "a@b.example wrote http://h/ at 12:00:00",
            "C:\\Users\\a\\b",
            "",
        ] {
            assert!(matches!(Secrets::default().clean(same), Cow::Borrowed(_)), "{same}");
        }
    }

    #[test]
    fn texts_name_their_own_secrets() {
        for (text, wanted) in [
            (r#"{"S3SecretKey": "hush", broken"#, r#"{"S3SecretKey": "***", broken"#),
            (r#"failed: {\"S3SecretKey\":\"hush\",\"a\":1}"#, r#"failed: {\"S3SecretKey\":\"***\",\"a\":1}"#),
            ("{'NotifyKey': 'hush'}", "{'NotifyKey': '***'}"),
            ("denied, S3SecretKey=hush, retry", "denied, S3SecretKey=***, retry"),
            (r#"{"Secret":"a\"b"}"#, r#"{"Secret":"***"}"#),
            (r#"S3SecretKey="hush hush 1", b"#, r#"S3SecretKey="***", b"#),
            (r#"export COS_SECRET_KEY="AKIDhushhush""#, r#"export COS_SECRET_KEY="***""#),
            (r#"a;password="hush";b"#, r#"a;password="***";b"#),
            (r#"S3SecretKey=\"hush hush\" b"#, r#"S3SecretKey=\"***\" b"#),
            ("password = 'hush hush' b", "password = '***' b"),
            ("'password' => 'hush hush' b", "'password' => '***' b"),
            ("password == hush b", "password == *** b"),
            ("secret = hush", "secret = ***"),
            ("A_SECRET=\nB=c", "A_SECRET=\nB=c"),
            (r#"{S3SecretKey: "hush hush"}"#, r#"{S3SecretKey: "***"}"#),
            (r#"{"S3SecretKey":["hush-hush-1", "hush 2"], "a": "b"}"#, r#"{"S3SecretKey":["***", "***"], "a": "b"}"#),
            (r#"{\"S3SecretKey\":[\"hush-hush-1\"]}"#, r#"{\"S3SecretKey\":[\"***\"]}"#),
            (
                r#"{"Secret":{"a":"hush","b":[1,{"c":"hu]sh"}]},"d":2}"#,
                r#"{"Secret":{"a":"***","b":[***,{"c":"***"}]},"d":2}"#,
            ),
            (r#"{"NotifyKey":123456789012,"a":1}"#, r#"{"NotifyKey":***,"a":1}"#),
            (
                r#"{"AwsSQS":{"SQSRegion":"us-east-1","S3SecretId":"hush"}}"#,
                r#"{"AwsSQS":{"SQSRegion":"us-east-1","S3SecretId":"***"}}"#,
            ),
            ("https://h/?sign[]=hush&b=c", "https://h/?sign[]=***&b=c"),
            ("https://h/?sign%5B0%5D=hush&b=c", "https://h/?sign%5B0%5D=***&b=c"),
            ("https://h/?auth[token][]=hush&b=c", "https://h/?auth[token][]=***&b=c"),
            ("\u{ff33}ecret=hush b", "\u{ff33}ecret=*** b"),
            (r#"{"Url":"https://h/?sign=","a":"b"}"#, r#"{"Url":"https://h/?sign=","a":"b"}"#),
            (r#"<a href="https://h/?sign=">b</a><a id="c">"#, r#"<a href="https://h/?sign=">b</a><a id="c">"#),
            (r#"?sign="hush"&b=c"#, r#"?sign="***"&b=c"#),
        ] {
            assert_eq!(without_secrets(text), wanted);
        }
        for same in [
            r#"{"TotalTokens":12,"Token":5,"x":[1]}"#,
            "InvalidToken: expired, the secret is wrong",
            "x = [1], y: \"a\", a[0]=b",
            r#"{"SecretKey":null,"Password":true}"#,
        ] {
            assert_eq!(without_secrets(same), same);
        }
        let long = ["a".repeat(1_000).as_str(), "_SECRET_", "KEY".repeat(40).as_str()].concat();
        assert_eq!(without_secrets(&[&long, "=hush b"].concat()), [&long, "=*** b"].concat());
    }

    #[test]
    fn escapes_of_one_kind_do_not_keep_others_from_being_undone() {
        // As many layers as are undone, elsewhere in the text.
        for other in ["%2525252525252541", "\\\\\\\\\\\\\\\\n", "&amp;amp;amp;amp;amp;amp;lt;"] {
            for spelled in [KEY.replace('/', "\\/"), KEY.replace('/', "%2F"), KEY.replace('/', "&#x2f;")] {
                let cleaned = clean(&[other, " ", &spelled, " ", other].concat());
                assert!(!cleaned.contains("wJalr") && !cleaned.contains("MDENG"), "{cleaned}");
            }
        }
        // What is escaped in one way looks like the end of what is quoted in another.
        for (text, wanted) in [
            (r#"{\"S3SecretKey\":\"hu%22sh hush\"} a"#, r#"{\"S3SecretKey\":\"***\"} a"#),
            (
                r#"{&quot;S3SecretKey&quot;:&quot;hu%22sh hush&quot;} a"#,
                r#"{&quot;S3SecretKey&quot;:&quot;***&quot;} a"#,
            ),
            (r#"%7B%22Secret%22%3A%22hu&quot;sh%20hush%22%7D%20a"#, r#"%7B%22Secret%22%3A%22***%22%7D%20a"#),
        ] {
            assert_eq!(without_secrets(text), wanted);
        }
    }

    #[test]
    fn what_is_escaped_too_often_is_hidden_as_a_whole() {
        let nested = |text: &str, times: usize, one: &dyn Fn(&str) -> String| {
            (0..times).fold(text.into(), |text: String, _| one(&text))
        };
        let json = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        let percent = |text: &str| text.replace('%', "%25").replace('"', "%22").replace('/', "%2F").replace(' ', "%20");
        let xml = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('/', "&#47;");
        let text = [r#"{"S3SecretKey":"hush hush 1/"}"#, "\u{1}", KEY].concat();
        for one in [&json as &dyn Fn(&str) -> String, &percent, &xml] {
            for times in 0..10 {
                let nested = nested(&text, times, one);
                let cleaned = clean(&nested);
                assert!(!cleaned.contains("hush") && !cleaned.contains("wJalr"), "{times}: {cleaned}");
                assert_eq!(cleaned == REDACTED, times > 6, "{times}: {cleaned}");
                let document = ["{\"a\":", &quoted(&nested), ",\"b\":\"hush hush 1/\"}"].concat();
                let shown = redacted(&document);
                assert!(times > 6 || !shown.contains("hush"), "{times}: {shown}");
            }
        }
        // Base64 in Base64 in Base64, alone and with other text.
        let mut packed = String::from(KEY);
        for times in 1..6 {
            packed = base64(packed.as_bytes());
            let cleaned = clean(&["a ", &packed, " b"].concat());
            assert!(cleaned.contains(REDACTED) && cleaned.len() < 40, "{times}: {cleaned}");
            packed.insert_str(0, "id:");
        }
        // Names and words are not Base64.
        let same =
            "2600011634-WorkflowTask-0e87c1f2d5a64b3d8b9c0a1b2c3d4e5ftt3 Internationalization C:\\new\\table 100%25";
        assert!(matches!(Secrets::named_in(&["S3SecretKey=", KEY].concat()).clean(same), Cow::Borrowed(_)));
    }

    #[test]
    fn a_secret_named_in_a_text_in_a_text_is_known_with_its_quotes() {
        let secret = r#"hush"hush/and more"#;
        let inner = ["{\"NotifyKey\":", &quoted(secret), "}"].concat();
        let twice = ["{\"a\":", &quoted(&inner), "}"].concat();
        for text in [inner, twice] {
            let document = ["{\"a\":", &quoted(&text), ",\"b\":", &quoted(secret), "}"].concat();
            let shown = redacted(&document);
            assert!(shown.ends_with(r#""b":"***"}"#) && !shown.contains("hush"), "{shown}");
        }
    }

    fn quoted(text: &str) -> String {
        let mut out = Vec::new();
        quote(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_document_loses_its_secrets_wherever_they_stand() {
        let event = r#"{"EventType":"x","Sign":"0123456789abcdef","in":[{"S3SecretId":"AKIAIOSFODNN7EXAMPLE","S3SecretKey":"short"}],
            "AwsSQS":{"SQSRegion":"us-east-1","S3SecretKey":["one-of-them","two-of-them"]},"NotifyKey":12345678,"TotalTokens":12,
            "AKIAIOSFODNN7EXAMPLE":1.50,"text":"short one-of-them, two%2Dof-them 12345678","n":12345678,
            "json":"{\"S3SecretKey\":\"the-seventh\"}","repeats":"the-seventh","Key":"hush","key":"a/b","t":[true,null,{}]}"#;
        let wanted = concat!(
            r#"{"EventType":"x","Sign":"***","in":[{"S3SecretId":"***","S3SecretKey":"***"}],"#,
            r#""AwsSQS":{"SQSRegion":"us-east-1","S3SecretKey":["***","***"]},"NotifyKey":"***","TotalTokens":12,"#,
            r#""***":1.50,"text":"short ***, *** ***","n":"***","#,
            r#""json":"{\"S3SecretKey\":\"***\"}","repeats":"***","Key":"***","key":"a/b","t":[true,null,{}]}"#
        );
        assert_eq!(redacted(event), wanted);
        assert_eq!(redacted(wanted), wanted);
        assert_eq!(redacted(r#"{"AwsSQS":"hush"}"#), r#"{"AwsSQS":"***"}"#);
    }

    #[test]
    fn texts_that_say_secrets_are_found_beside_those_that_are_secrets() {
        let text = "https://u:p@h/?sign=hush";
        for (name, secrets) in
            [("Key", ""), ("a", ""), ("Key", r#","Sign":"0123456789""#), ("a", r#","Sign":"0123456789""#)]
        {
            let hidden = if name == "Key" { "***" } else { "https://h/?sign=***" };
            let end = secrets.replace("0123456789", "***");
            assert_eq!(
                redacted(
                    &["{\"", name, "\":\"", text, "\",\"b\":{\"", text, "\":\"", text, "\"}", secrets, "}"].concat()
                ),
                ["{\"", name, "\":\"", hidden, "\",\"b\":{\"https://h/?sign=***\":\"https://h/?sign=***\"}", &end, "}"]
                    .concat()
            );
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for same in [
            r#"{"S3SecretId":"","Message":"denied"}"#,
            r#"{ "Message" : "a: b", "Url":"https://h/a?b=c" }"#,
            r#"{"S3SecretKey":null,"Token":false}"#,
        ] {
            assert!(sanitize(Document::parse(same.as_bytes()).unwrap().root()).0.is_none(), "{same}");
        }
        assert_eq!(
            redacted(r#"{"S3SecretId":"denied","Message":"denied 转码失败"}"#),
            r#"{"S3SecretId":"***","Message":"denied 转码失败"}"#
        );
        assert_eq!(
            redacted(r#"{"S3SecretId":"********","M":"a ******** b"}"#),
            r#"{"S3SecretId":"***","M":"a *** b"}"#
        );
    }

    #[test]
    fn the_work_is_linear() {
        let mut secrets = Secrets::default();
        [ID, KEY, "aaaaaaaaaaaaaaaaaaaab"].iter().for_each(|secret| secrets.add(secret));
        secrets.sort();
        let packed = base64(base64(base64(base64(KEY.as_bytes()).as_bytes()).as_bytes()).as_bytes());
        for unit in [
            ID,
            "a",
            "%2525252525",
            "\\\\\\\\",
            "\\u005cu005cu005c",
            "&amp;amp;amp;",
            "QUJD\n",
            "a://b?c=",
            "a://b:c@d?sign=e#token=f ",
            "\"S3SecretKey\":\"",
            "\"S3SecretKey\":[",
            "\"S3SecretKey\":[\"a\"] ",
            "S3SecretKey=\"",
            "secret = ",
            "secret",
            "name=",
            packed.as_str(),
            "%51%55%4a%44",
            "%25\\u0025&#37;",
            "%252525&amp;amp;amp;\\\\\\\\/",
            "\\u0051&#85;%4aD",
            "%5C\\n",
            "=41=\n",
            "\\%5C%25=3D\u{ff1d}",
            "=3D\\%3D&#61;\u{ff05}25",
            "QUJDQUJDQUJDQUJDQUJD ",
            "QUJDQUJDQUJDQUJDQUJD\" +\n\"",
            "QUJDQUJDQUJDQUJD%20\n> ",
            "=51=55=4A=44=51=55=4A=44=51=55=4A=44=51=55=4A=44=51=55=4A=44=20",
            "<",
            "QUJDQUJDQUJDQUJD<",
            "s\0",
            "\u{ff33}\u{200b}",
            "s\u{34f}",
            "\u{e0001}\u{3164}%25",
            "token|",
            "token token\t",
            "a_name=a_value&",
            "\"a\",",
            "x:token:",
            "{value:\u{201c} name:NotifyKey ",
            "[\"NotifyKey\",\u{201c}",
            "NotifyKey:\n ",
            "<token a=\"b\">",
            "--token a ",
            "secret key: Some(",
            "id,SecretKey\n1,a\n",
            "id,SecretKey\n\n",
            "SecretKey\n",
            "\"SecretKey\",\"a\n",
            "'SecretKey','a\n'b\n",
            "| token | a |\n",
            "|token\n|-\n",
            "SecretKey  a\n",
            "<SecretKey><a>",
            "<SecretKey>b</SecretKey>",
            "<SecretKey><!--",
            "<SecretKey><![CDATA[",
            "<SecretKey><a>b</a></SecretKey>",
            "<a><SecretKey>b",
            "<tr><th>SecretKey</th><td>a</td>",
            "SECRET=<<E\n",
            "SECRET=<<E\na\nE\n",
            "SECRET=$(",
            "secret_key: str = 'a' ",
            "secret_key: [",
            "secret_key str ",
            "secretkey { get ",
            "SecretKey: !a &b ",
            "SecretKey:/*",
            "SecretKey: #",
            "SecretKey is ",
            "secretkey(\"",
            "SecretKey(",
            "SecretKey{'",
            "s:9:\"SecretKey\";s:1:\"",
            "s:9:\"SecretKey\";s:1:\"a\";",
            "-----BEGIN PRIVATE KEY-----",
            "-----BEGIN a ",
            "Bearer ",
            "Bearer a:1",
            "Basic QTpi ",
            "-u a:b ",
            "-u \"",
            "-u a -p \"",
            "-p ",
            "eyJhbGciOiJIUzI1.",
            "eyJhbGciOiJIUzI1 ",
            "AKID",
            "hooks.slack.com/services/",
            "open.feishu.cn/",
            "a:b@c:1 ",
            "a:b@",
            "mailto:a:b@",
        ] {
            let work = |times: usize| {
                let views = secrets.cover(&View::of(unit.repeat(times).as_bytes())).looked_at;
                views + value::looked_at::take()
            };
            let (half, whole) = (work(500), work(1_000));
            assert!(whole <= half * 2 + 4096, "{unit}: {half} and {whole}");
            assert!(whole <= unit.len() * 1_000 * 60, "{unit}: {whole}");
        }
    }

    #[cfg(feature = "api")]
    #[test]
    fn an_event_loses_secrets_in_its_envelopes() {
        let inner = r#"{"NotifyKey":"hush","a":"https://u:hush@h/"}"#;
        let redacted_inner = r#"{"NotifyKey":"***","a":"https://h/"}"#;
        let show = |event: &str| String::from_utf8(redact(event.as_bytes())).unwrap();
        let body = |text: &str| ["{\"body\":\"", &base64(text.as_bytes()), "\",\"isBase64Encoded\":true}"].concat();
        assert_eq!(show(&body(inner)), body(redacted_inner));
        assert_eq!(show(&body(r#"{"a":1}"#)), body(r#"{"a":1}"#));
        assert_eq!(show("no JSON, S3SecretKey=hush"), "no JSON, S3SecretKey=***");
        #[cfg(feature = "cls")]
        {
            let packed = |text: &str| {
                ["{\"clslogs\":{\"data\":\"", &base64(&crate::gzip::pack(text.as_bytes())), "\"}}"].concat()
            };
            assert_eq!(show(&packed(inner)), packed(redacted_inner));
        }
    }
}
