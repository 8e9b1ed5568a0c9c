//! Tables in texts: the names of columns are in one row, and their values in the rows below. Examples are CSV, Markdown and what
//! clients of databases print.

use crate::asserted::Asserted;

use super::Hide;
use super::names;
use super::value::{self, Found};

/// The most columns that are read.
const MAX_COLUMNS: usize = 64;

/// The most bytes of the name of a column.
const MAX_NAME: usize = 64;

/// The most bytes of a row before the names that are looked at.
const MAX_ROW: usize = 512;

/// The table that the search is in.
#[derive(Default)]
pub(super) struct Table {
    columns: Option<Columns>,
    /// Where the row with the names is. It has no values.
    header: (usize, usize),
    /// Where the row ends that was read last.
    until: usize,
    /// Whether a cell has a quote that nothing closes. Then quotes are letters as others.
    has_open_quote: bool,
}

/// The columns with secrets.
#[derive(Clone, Copy)]
struct Columns {
    separator: Separator,
    /// Whether rows begin with a separator, too.
    is_framed: bool,
    count: usize,
    /// A bit for each column with the name of a secret.
    secret: u64,
    /// A bit for each of these whose name is hardly a word of prose.
    exact: u64,
    /// Whether a name has several words.
    has_words: bool,
    /// Whether a rule of hyphens is below the names.
    is_ruled: bool,
}

/// What is between two cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Byte(u8),
    /// A line of a box, of three bytes.
    Line,
    /// Two blanks or more.
    Blanks,
}

impl Separator {
    /// The separator of the cells of a line.
    fn of(line: &[u8]) -> Self {
        let has = |byte: u8| line.contains(&byte);
        match [b'|', b'\t', b';', b','].into_iter().find(|byte| has(*byte)) {
            _ if line.first().is_some_and(|first| *first == 0xe2) => Separator::Line,
            Some(byte) => Separator::Byte(byte),
            None => Separator::Blanks,
        }
    }

    /// The length of the one at an index, 0 if there is none.
    fn length(self, text: &[u8], at: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        match self {
            Separator::Byte(byte) => usize::from(rest.first() == Some(&byte)),
            Separator::Line if matches!(rest, [0xe2, 0x94, 0x82 | 0x83, ..] | [0xe2, 0x95, 0x91, ..]) => 3,
            Separator::Blanks if rest.starts_with(b"  ") => rest.iter().take_while(|byte| **byte == b' ').count(),
            _ => 0,
        }
    }
}

impl Table {
    /// Reads the line that begins at an index. It is a row of the table, the names of another one, or neither.
    #[inline(never)]
    pub(super) fn line(&mut self, text: &[u8], start: usize, found: &mut Found<'_>) {
        if start < self.until || (self.columns.is_none() && !may_be_header(text, start)) {
            return;
        }
        let (may_have_name, length) = names::may_be_in_line(text.get(start..).unwrap_or_default());
        #[cfg(test)]
        value::looked_at::add(0, length);
        let end = start.plus(length);
        let line = text.get(start..end).unwrap_or_default();
        if let Some(columns) = &mut self.columns {
            if is_rule(line) {
                columns.is_ruled = true;
                return;
            }
            if let Some(until) = self.row(text, start, found) {
                self.until = until;
                return;
            }
            self.columns = None;
        }
        if may_have_name
            && let Some(columns) = header(line)
            && columns.has_row(text, end.plus(1))
            && !columns.has_row_before(text, start)
        {
            (self.columns, self.header) = (Some(columns), (start, end));
        }
    }

    /// Whether the cell that begins at an index is in the row with the names, and is one.
    pub(super) fn is_name(&self, text: &[u8], at: usize) -> bool {
        let is_letter =
            |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'_' | b'-' | b'"' | b'\'' | b'`');
        self.header.0 <= at && at < self.header.1 && {
            let rest = text.get(at..self.header.1).unwrap_or_default();
            let length = rest.iter().take(MAX_NAME).take_while(|byte| is_letter(byte)).count();
            matches!(rest.get(length), None | Some(b'|' | b'\t' | b',' | b'\r'))
        }
    }

    /// Hides the secrets of a row. Returns where it ends, `None` if it is not one.
    fn row(&mut self, text: &[u8], start: usize, found: &mut Found<'_>) -> Option<usize> {
        let columns = self.columns?;
        let mut at = begin(text, start, columns);
        if matches!(text.get(at), None | Some(b'\r' | b'\n')) {
            return None;
        }
        let mut column = 0_usize;
        loop {
            let (cell, next) = self.cell(text, at, columns.separator);
            let length = columns.separator.length(text, next);
            #[cfg(test)]
            value::looked_at::add(at, next);
            // A line without the separator is not a row.
            if length == 0 && column == 0 && columns.count > 1 {
                return None;
            }
            if column < MAX_COLUMNS && columns.secret >> column & 1 == 1 {
                let is_exact = columns.exact >> column & 1 == 1;
                if columns.is_secret(text, &cell, is_exact) {
                    found(cell.start, cell.end, Hide::Value, true);
                }
            }
            if length == 0 {
                return Some(next);
            }
            (at, column) = (next.plus(length), column.plus(1));
        }
    }

    /// The cell that begins at an index, and where it ends: at a separator or at the end of the line.
    fn cell(&mut self, text: &[u8], at: usize, separator: Separator) -> (Cell, usize) {
        let start = value::behind_blanks(text, at, |byte| *byte == b' ');
        if let Some(quote @ (b'"' | b'\'' | b'`')) = text.get(start).copied()
            && !self.has_open_quote
        {
            let first = start.plus(1);
            let end = value::quote_end(
                text,
                first,
                match quote {
                    b'"' => b"\"",
                    b'\'' => b"'",
                    _ => b"`",
                },
            );
            let next = value::behind_blanks(text, end.plus(1), |byte| matches!(byte, b' ' | b'\r'));
            let next = if separator == Separator::Blanks { end.plus(1) } else { next };
            self.has_open_quote = end >= text.len();
            if !self.has_open_quote && (separator.length(text, next) > 0 || is_line_end(text, next)) {
                return (Cell { start: first, end, is_quoted: true }, next.min(text.len()));
            }
        }
        let mut end = start;
        while !is_line_end(text, end) && separator.length(text, end) == 0 {
            end = end.plus(1);
        }
        let cell = text.get(start..end).unwrap_or_default().trim_ascii_end();
        (Cell { start, end: start.plus(cell.len()), is_quoted: false }, end)
    }
}

/// Where the content of a cell is.
struct Cell {
    start: usize,
    end: usize,
    is_quoted: bool,
}

impl Columns {
    /// Whether the line at an index is a row of them, or a rule above the rows.
    fn has_row(self, text: &[u8], start: usize) -> bool {
        let line = text.get(start..line_end(text, start)).unwrap_or_default().trim_ascii();
        #[cfg(test)]
        value::looked_at::add(0, line.len());
        let has_separator = (0..line.len()).any(|at| self.separator.length(line, at) > 0);
        // A text in quotes may have several lines.
        let is_row = has_separator || line.starts_with(b"\"") || self.count == 1;
        // Between bars there may be words about a name, and no rule below them.
        is_rule(line) || (is_row && !line.is_empty() && !(self.has_words && self.separator == Separator::Byte(b'|')))
    }

    /// Whether the line before an index is a row with as many cells, or a rule below other names. Then this is a row, too.
    fn has_row_before(self, text: &[u8], start: usize) -> bool {
        let Some(end) = start.checked_sub(1) else { return false };
        let before = text.get(end.saturating_sub(MAX_ROW)..end).unwrap_or_default();
        let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
        let frames = if self.is_framed { 2_usize } else { 0 };
        let mut separators = 0_usize;
        let mut at = 0_usize;
        while at < line.len() {
            let length = self.separator.length(line, at);
            separators = separators.plus(usize::from(length > 0));
            at = at.plus(length.max(1));
        }
        self.count > 1 && separators.plus(1) == self.count.plus(frames)
    }

    /// Whether a cell of a column with a secret's name is a secret, and not words about one.
    fn is_secret(self, text: &[u8], cell: &Cell, is_exact: bool) -> bool {
        let content = text.get(cell.start..cell.end).unwrap_or_default();
        if content.is_empty() || names::is_state(content) {
            return false;
        }
        let is_word = !content.contains(&b' ');
        if is_exact && (self.count > 1 || self.is_ruled) {
            return is_word || cell.is_quoted || self.is_ruled;
        }
        is_word && value::is_random(content)
    }
}

/// Whether a name of a column may begin at an index. Of most lines that is all that is looked at.
fn may_be_header(text: &[u8], start: usize) -> bool {
    const MOST_WORDS: usize = 6;
    let first = value::behind_blanks(text, start, |byte| *byte == b' ');
    let (mut words, mut before) = (0_usize, b'x');
    for byte in text.get(first..).unwrap_or_default().iter().take(MAX_NAME) {
        match byte {
            b'|' | b'\t' | b';' | b',' | b'\n' | b'\r' | 0xe2 => return true,
            b' ' if before == b' ' => return true,
            b' ' if words == MOST_WORDS => return false,
            b' ' => words = words.plus(1),
            b'"' | b'\'' | b'`' => {}
            byte if !is_letter_of_name(byte) => return false,
            _ => {}
        }
        before = *byte;
    }
    false
}

/// The columns of a line that has the names of columns, one of which is that of a secret.
fn header(line: &[u8]) -> Option<Columns> {
    let line = line.trim_ascii();
    let separator = Separator::of(line);
    let is_framed = separator.length(line, 0) > 0;
    let mut columns =
        Columns { separator, is_framed, count: 0, secret: 0, exact: 0, has_words: false, is_ruled: false };
    let mut start = if is_framed { separator.length(line, 0) } else { 0 };
    let mut at = start;
    while at <= line.len() {
        let length = separator.length(line, at);
        if length == 0 && at < line.len() {
            at = at.plus(1);
            continue;
        }
        let name = name(line.get(start..at)?)?;
        // The last separator may be the frame.
        if at == line.len() && name.is_empty() && columns.count > 0 {
            break;
        }
        columns.has_words |= name.contains(&b' ');
        if columns.count < MAX_COLUMNS && !name.is_empty() && value::is_secret(name) {
            columns.secret |= 1 << columns.count;
            columns.exact |= u64::from(names::is_exact(name)) << columns.count;
        }
        columns.count = columns.count.plus(1);
        at = at.plus(length.max(1));
        start = at;
    }
    let is_table = columns.count > 1 || is_framed || columns.exact != 0;
    (is_table && columns.secret != 0).then_some(columns)
}

/// The name of a column. `None` if it is not one.
fn name(cell: &[u8]) -> Option<&[u8]> {
    let cell = cell.trim_ascii();
    let cell = match cell {
        [open @ (b'"' | b'\'' | b'`'), name @ .., close] if open == close => name,
        [b'*', b'*', name @ .., b'*', b'*'] => name,
        cell => cell,
    };
    (cell.len() <= MAX_NAME && cell.iter().all(is_letter_of_name)).then_some(cell)
}

fn is_letter_of_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'-' | b'.' | b' ' | b'(' | b')' | b'[' | b']' | b'#' | b'*' | 0x80..)
}

/// Where the first cell of a row begins.
fn begin(text: &[u8], start: usize, columns: Columns) -> usize {
    if !columns.is_framed && columns.separator != Separator::Blanks {
        return start;
    }
    let first = value::behind_blanks(text, start, |byte| *byte == b' ');
    first.plus(if columns.is_framed { columns.separator.length(text, first) } else { 0 })
}

/// Whether a line only divides rows, as `|---|:-:|` does.
fn is_rule(line: &[u8]) -> bool {
    let is_part =
        |byte: &u8| matches!(byte, b'-' | b'+' | b'|' | b':' | b'=' | b' ' | b'\t' | b'\r' | 0x80..=0xbf | 0xe2);
    line.iter().any(|byte| matches!(byte, b'-' | b'=' | 0xe2)) && line.iter().all(is_part)
}

fn line_end(text: &[u8], start: usize) -> usize {
    let line = text.get(start..).unwrap_or_default();
    start.plus(line.iter().position(|byte| *byte == b'\n').unwrap_or(line.len()))
}

fn is_line_end(text: &[u8], at: usize) -> bool {
    match text.get(at) {
        Some(b'\r') => matches!(text.get(at.plus(1)), None | Some(b'\n')),
        byte => matches!(byte, None | Some(b'\n')),
    }
}
