//! Passwords on command lines that no name gives away: `-u user:password`, and `-p password` of a command that has a user, too.

use crate::asserted::Asserted;

use super::value::{self, Hidden};

/// The command line that the search is in.
#[derive(Default)]
pub(super) struct Command {
    /// Whether an option of it names a user.
    has_user: bool,
}

/// Options that name a user, maybe with the password behind a colon.
const USERS: [&[u8]; 4] = [b"--username", b"--user", b"--proxy-user", b"-u"];

/// The most bytes of a user's name.
const MAX_USER: usize = 128;

impl Command {
    /// Takes note of the end of a line.
    pub(super) fn end_line(&mut self) {
        self.has_user = false;
    }

    /// The password of the option that begins at an index.
    #[inline(never)]
    pub(super) fn password(&mut self, text: &[u8], at: usize) -> Option<(Hidden, usize)> {
        let rest = text.get(at..)?;
        if let Some(option) = USERS.iter().find(|option| rest.starts_with(option)) {
            let end = at.plus(option.len());
            let is_short = option.len() == 2;
            // Other options begin so.
            let is_other = match text.get(end) {
                Some(b' ' | b'=') => false,
                Some(byte) => !is_short || byte.is_ascii_punctuation() && !matches!(byte, b'"' | b'\''),
                None => true,
            };
            if is_other {
                return None;
            }
            self.has_user = true;
            return behind_user(text, end);
        }
        if !rest.starts_with(b"-p") {
            return None;
        }
        let is_known =
            self.has_user || text.get(..at).is_some_and(|before| before.trim_ascii_end().ends_with(b"sshpass"));
        let start = value::behind_blanks(text, at.plus(2), |byte| *byte == b' ');
        let value = Value::at(text, start).filter(|_| is_known)?;
        // Ports and folders have the same option.
        let content = text.get(value.start..value.end)?;
        let is_password = !content.is_empty()
            && !content.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
            && !matches!(content.first(), Some(b'-' | b'/' | b'.'));
        is_password.then_some((Hidden::Range(value.end), value.start))
    }
}

/// The password behind the name of a user. Numbers are the user and its group.
fn behind_user(text: &[u8], end: usize) -> Option<(Hidden, usize)> {
    let start = match text.get(end)? {
        b'=' => end.plus(1),
        _ => value::behind_blanks(text, end, |byte| *byte == b' '),
    };
    let value = Value::at(text, start)?;
    let content = text.get(value.start..value.end)?;
    let user = content.iter().take(MAX_USER).position(|byte| *byte == b':')?;
    let (user, password) = (content.get(..user)?, content.get(user.plus(1)..)?);
    let is_group = user == password || content.iter().all(|byte| byte.is_ascii_digit() || *byte == b':');
    let is_url = password.starts_with(b"//");
    let start = value.start.plus(user.len()).plus(1);
    (!user.is_empty() && !is_group && !is_url).then_some((Hidden::Range(value.end), start))
}

/// The most bytes of the value of an option.
const MAX_VALUE: usize = 256;

/// The value of an option, without its quotes.
struct Value {
    start: usize,
    end: usize,
}

impl Value {
    fn at(text: &[u8], start: usize) -> Option<Self> {
        let text = text.get(..start.saturating_add(MAX_VALUE)).unwrap_or(text);
        let quote: &[u8] = match text.get(start)? {
            b'"' => b"\"",
            b'\'' => b"'",
            _ => {
                let rest = text.get(start..)?;
                let length = rest.iter().take_while(|byte| !byte.is_ascii_whitespace() && !is_quote(byte)).count();
                #[cfg(test)]
                value::looked_at::add(0, length);
                return Some(Value { start, end: start.plus(length) });
            }
        };
        let start = start.plus(1);
        Some(Value { start, end: value::quote_end(text, start, quote) })
    }
}

fn is_quote(byte: &u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}
