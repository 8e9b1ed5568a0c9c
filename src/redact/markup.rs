//! Elements of XML and HTML with a secret's name, and what is in them at any depth, beside comments and in CDATA.

use alloc::vec::Vec;

use crate::asserted::Asserted;

use super::Hide;
use super::value::Found;

/// The most elements with a secret's name that are inside one another.
const MAX_OPEN: usize = 8;

/// The most bytes of the name of an element.
const MAX_NAME: usize = 64;

/// The elements that the search is in.
#[derive(Default)]
pub(super) struct Markup<'t> {
    /// Those with a secret's name.
    open: Vec<Open<'t>>,
    /// The texts in them. They are hidden when an element ends: what never ends is not an element.
    texts: Vec<(usize, usize)>,
    /// Where the text behind the last tag begins.
    text: usize,
    /// What ends the comment or CDATA that the search is in.
    ends_with: Option<&'static [u8]>,
    cells: Cells,
}

struct Open<'t> {
    name: &'t [u8],
    /// How many texts are before it.
    texts: usize,
}

/// The row of a table of HTML.
#[derive(Default)]
struct Cells {
    /// The number of the cell that the search is in, from 1 on.
    cell: u32,
    /// A bit for each column whose head is the name of a secret.
    secret: u64,
    /// A bit for each of these whose name is hardly a word of prose.
    exact: u64,
}

impl<'t> Markup<'t> {
    /// Takes note of an element with a secret's name that begins.
    pub(super) fn open(&mut self, name: &'t [u8]) {
        if self.open.len() == MAX_OPEN {
            self.open.remove(0);
        }
        self.open.push(Open { name: local(name), texts: self.texts.len() });
        // What is directly behind its tag is hidden anyway.
        self.text = usize::MAX;
    }

    /// Takes note of the `<` at an index.
    #[inline(never)]
    pub(super) fn begin(&mut self, text: &'t [u8], at: usize, found: &mut Found<'_>) {
        let rest = text.get(at..).unwrap_or_default();
        if let [b'<', b't' | b'T', kind, ..] = rest {
            self.cells.begin(*kind);
        }
        if self.open.is_empty() || self.ends_with.is_some() {
            return;
        }
        self.add(text, self.text.min(at), at);
        if rest.starts_with(b"<!--") {
            self.ends_with = Some(b"--");
        } else if rest.starts_with(b"<![CDATA[") {
            self.ends_with = Some(b"]]");
            self.text = at.plus(b"<![CDATA[".len());
        } else if rest.starts_with(b"</") {
            self.close(local(name(text, at.plus(2))), found);
        }
    }

    /// Takes note of the `>` at an index.
    pub(super) fn end(&mut self, text: &[u8], at: usize) {
        if self.open.is_empty() {
            return;
        }
        if let Some(end) = self.ends_with {
            let before = text.get(..at).unwrap_or_default();
            if !before.ends_with(end) {
                return;
            }
            self.ends_with = None;
            if end == b"]]" {
                self.add(text, self.text, at.minus(2));
            }
        }
        self.text = at.plus(1);
    }

    fn add(&mut self, text: &[u8], start: usize, end: usize) {
        let content = text.get(start..end).unwrap_or_default();
        let start = end.minus(content.trim_ascii_start().len());
        let end = start.plus(content.trim_ascii().len());
        if start < end {
            self.texts.push((start, end));
        }
    }

    fn close(&mut self, name: &[u8], found: &mut Found<'_>) {
        let Some(index) = self.open.iter().rposition(|open| open.name == name) else { return };
        let texts = self.open.get(index).map_or(0, |open| open.texts);
        self.texts.drain(texts.min(self.texts.len())..).for_each(|(start, end)| found(start, end, Hide::Value, true));
        self.open.truncate(index);
        if self.open.is_empty() {
            self.texts.clear();
        }
    }

    /// Takes note of a cell with a secret's name that is the head of a column. The name may be hardly a word of prose.
    pub(super) fn head(&mut self, is_exact: bool) {
        self.cells.secret |= self.cells.bit();
        self.cells.exact |= if is_exact { self.cells.bit() } else { 0 };
    }

    /// Whether the cell that the search is in is below such a name, and whether that is hardly a word of prose.
    pub(super) fn name_above(&self) -> Option<bool> {
        let bit = self.cells.bit();
        (self.cells.secret & bit != 0).then_some(self.cells.exact & bit != 0)
    }
}

impl Cells {
    /// A row (`<tr`), a cell (`<td`, `<th`) or the table (`<table`) begins.
    fn begin(&mut self, kind: u8) {
        match kind {
            b'r' | b'R' => self.cell = 0,
            b'd' | b'D' | b'h' | b'H' => self.cell = self.cell.saturating_add(1),
            b'a' | b'A' => *self = Cells::default(),
            _ => {}
        }
    }

    fn bit(&self) -> u64 {
        1_u64.checked_shl(self.cell).unwrap_or(0)
    }
}

/// The name of an element that begins at an index.
pub(super) fn name(text: &[u8], start: usize) -> &[u8] {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.iter().take(MAX_NAME).take_while(|byte| !is_end_of_name(byte)).count();
    rest.get(..length).unwrap_or_default()
}

fn is_end_of_name(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'<')
}

/// A name without that of its namespace.
fn local(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}
