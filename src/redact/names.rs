//! The names of members of JSON and of parameters of URLs that hold a secret.
//!
//! Names are compared without regard to case and to what is neither a letter nor a digit: `SecretKey`, `secret_key` and
//! `Secret-Key` are the same name. Letters and digits of full width, and the other letters that Unicode folds to those of
//! ASCII, count as those of ASCII.

use alloc::vec::Vec;

use super::hints;
use crate::asserted::Asserted;

/// The most letters and digits of a name that are normalized without allocating.
const SHORT: usize = 64;

/// What the names of members that hold a secret have in them.
const SECRET_PARTS: &[&str] = &["secret", "password", "passwd", "passphrase"];

/// What such names end in.
const SECRET_ENDS: &[&str] = &[
    "token",
    "signature",
    "signatureprovided",
    "notifykey",
    "accesskeyid",
    "accesskey",
    "privatekey",
    "apikey",
    "authkey",
    "signingkey",
    "accountkey",
    "customerkey",
    "subscriptionkey",
    "credential",
    "credentials",
    "pwd",
];

/// Members that hold a secret whatever else their names say.
const SECRETS: &[&str] = &[
    "sign",
    "signkey",
    "encodingaeskey",
    "wecomwebhookkey",
    "authorization",
    "proxyauthorization",
    "cookie",
    "setcookie",
    "awssqs",
];

/// What the names of members that hold a secret of their own have in them.
const OWN_PARTS: &[&str] = &["kms", "webhook"];

/// What such names end in.
const OWN_ENDS: &[&str] =
    &["drmkey", "drmkeys", "decryptkey", "decryptionkey", "encryptkey", "encryptionkey", "contentkey"];

/// Members that hold a secret that nothing else repeats. They are keys that decrypt media, and addresses of bots. Names are
/// compared as they are: the objects of this project and of S3 have a `key` that is the name of an object.
const OWN: &[&str] = &["Key", "Keys", "IV", "Iv", "Vector"];

const OWN_LONGEST: usize = 6;

/// What a member with this name holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A secret that other texts may repeat.
    Secret,
    /// A secret that is hidden in its place only.
    OwnSecret,
    /// Nothing that is known to be secret.
    Other,
}

/// What the member `name` of an object holds.
pub(super) fn member(name: &str) -> Holds {
    if name.len() <= OWN_LONGEST && OWN.contains(&name) {
        return Holds::OwnSecret;
    }
    if !hints::has_any(name.as_bytes()) {
        return Holds::Other;
    }
    let is_header = is_key_header(name.as_bytes());
    let name = Normalized::of(name.as_bytes());
    if SECRET_PARTS.iter().any(|part| name.contains(part))
        || SECRET_ENDS.iter().any(|end| name.ends_with(end))
        || SECRETS.iter().any(|whole| name.bytes() == whole.as_bytes())
    {
        return Holds::Secret;
    }
    let own = OWN_PARTS.iter().any(|part| name.contains(part)) || OWN_ENDS.iter().any(|end| name.ends_with(end));
    match () {
        () if own => Holds::OwnSecret,
        () if is_header => Holds::Secret,
        () => Holds::Other,
    }
}

/// Whether a name is that of a header such as `X-Service-Key` or `X-Auth`. A few of them have keys that are not secret.
fn is_key_header(name: &[u8]) -> bool {
    const ENDS: [&str; 2] = ["key", "auth"];
    const OPEN: [&str; 8] = [
        "idempotencykey",
        "cachekey",
        "objectkey",
        "routingkey",
        "partitionkey",
        "surrogatekey",
        "publickey",
        "msgkey",
    ];
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(b"x-")) && {
        let name = Normalized::of(name);
        ENDS.iter().any(|end| name.ends_with(end)) && !OPEN.iter().any(|end| name.ends_with(end))
    }
}

/// Whether the first line of a text may have the name of a secret, and the length of the line.
pub(super) fn may_be_in_line(text: &[u8]) -> (bool, usize) {
    let (mut before, mut is_found) = (0, false);
    for (length, byte) in text.iter().enumerate() {
        if *byte == b'\n' {
            return (is_found, length);
        }
        let first = FIRST_BY_SECOND.get(usize::from(*byte)).copied().unwrap_or(OTHER);
        // (Letters of full width begin with the last of these, and those that fold to ASCII with the others.)
        is_found |= first == before || matches!(byte, 0xc5 | 0xe2 | 0xef);
        before = byte | 0x20;
    }
    (is_found, text.len())
}

/// Two adjacent letters of every word above. They are of "secret", of "password", of "token", "cookie" and "webhook", of "sign"
/// and "signature", of all keys, of "authorization", of "awssqs", of "kms", of "passphrase", of "pwd".
const PAIRS: [&[u8; 2]; 10] = [b"cr", b"sw", b"ok", b"gn", b"ey", b"iz", b"sq", b"km", b"ph", b"wd"];

/// Maps the second letter of each of the [`PAIRS`] to the first, in lower case. [`OTHER`] stands for what is neither a letter
/// nor a digit.
static FIRST_BY_SECOND: [u8; 256] = first_by_second();

const OTHER: u8 = 0xff;

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn first_by_second() -> [u8; 256] {
    // No letter is 1.
    let mut table = [OTHER; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = 1;
        }
        byte += 1;
    }
    let mut at = 0;
    while at < PAIRS.len() {
        let [first, second] = *PAIRS[at];
        table[second as usize] = first;
        table[second.to_ascii_uppercase() as usize] = first;
        at += 1;
    }
    table
}

/// Whether a number can be the secret in the member `name`. Some numbers count tokens, but none counts keys.
pub(super) fn is_credential(name: &str) -> bool {
    !Normalized::of(name.as_bytes()).ends_with("token")
}

/// Whether a value is the directory in `PWD` or `OLDPWD`, which shells so name, and not a password.
pub(super) fn is_directory(name: &[u8], value: &[u8]) -> bool {
    let begins = matches!(value, [b'/' | b'~' | b'.', ..] | [_, b':', b'\\' | b'/', ..]);
    begins && matches!(Normalized::of(name).bytes(), b"pwd" | b"oldpwd")
}

/// Whether a name ends in "credential", which is also what programs call the object with all of them. Only a text can be one.
pub(super) fn is_of_credentials(name: &[u8]) -> bool {
    let name = Normalized::of(name);
    name.ends_with("credential") || name.ends_with("credentials")
}

/// Whether the member `name` describes a queue, with the secrets that open it.
pub(super) fn is_queue(name: &str) -> bool {
    Normalized::of(name.as_bytes()).bytes() == b"awssqs"
}

/// Whether the parameter `name` of a URL signs the URL or authenticates who uses it.
pub(super) fn is_secret_parameter(name: &[u8]) -> bool {
    // All parameters of a presigned URL of COS and of S3.
    let begins = |start: &str| name.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start.as_bytes()));
    if begins("q-") || begins("x-amz-") {
        return true;
    }
    const PARTS: [&str; 9] =
        ["secret", "token", "password", "passwd", "passphrase", "credential", "signature", "apikey", "accesskey"];
    const ENDS: [&str; 4] = ["sign", "key", "keyid", "auth"];
    const WHOLES: [&str; 13] = [
        "sig",
        "ak",
        "sk",
        "pwd",
        "pass",
        "jwt",
        "hmac",
        "policy",
        "session",
        "sessionid",
        "ticket",
        "authorization",
        "googleaccessid",
    ];
    let name = Normalized::of(name);
    PARTS.iter().any(|part| name.contains(part))
        || name.bytes().starts_with(b"sign")
        || name.bytes() == b"keypairid"
        || ENDS.iter().any(|end| name.ends_with(end))
        || WHOLES.iter().any(|whole| name.bytes() == whole.as_bytes())
}

/// Whether a name is that of a secret's member and hardly a word of prose. The names "InvalidToken" and "secret" are words of prose.
pub(super) fn is_exact(name: &[u8]) -> bool {
    const ENDS: [&str; 27] = [
        "secretid",
        "secretkey",
        "accesskey",
        "accesskeyid",
        "notifykey",
        "signkey",
        "apikey",
        "privatekey",
        "authkey",
        "encodingaeskey",
        "password",
        "passwd",
        "securitytoken",
        "sessiontoken",
        "accesstoken",
        "refreshtoken",
        "clientsecret",
        "authorization",
        "passphrase",
        "pwd",
        "signingkey",
        "accountkey",
        "customerkey",
        "subscriptionkey",
        "authtoken",
        "apitoken",
        "privatetoken",
    ];
    const OF_ERRORS: [&str; 9] =
        ["invalid", "expired", "missing", "unknown", "wrong", "bad", "illegal", "malformed", "incorrect"];
    let normalized = Normalized::of(name);
    is_header(name)
        || (ENDS.iter().any(|end| normalized.ends_with(end))
            && !OF_ERRORS.iter().any(|start| normalized.bytes().starts_with(start.as_bytes())))
}

/// Whether a name is that of an HTTP header that authenticates. Only the name counts.
pub(super) fn is_header(name: &[u8]) -> bool {
    let begins = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(b"x-"));
    begins || is_cookie(name) || is_one_of(name, &["authorization", "proxyauthorization"])
}

/// Whether a name is that of a header with cookies.
pub(super) fn is_cookie(name: &[u8]) -> bool {
    is_one_of(name, &["cookie", "setcookie"])
}

/// Whether a word is a scheme of authentication that one word of credentials follows.
pub(super) fn is_scheme(word: &[u8]) -> bool {
    is_one_of(word, &["basic", "bearer", "token", "apikey", "negotiate", "ntlm", "aws", "dpop", "cos"])
}

/// Whether a word is a scheme of authentication that parameters follow.
pub(super) fn has_parameters(word: &[u8]) -> bool {
    let word = Normalized::of(word);
    word.contains("hmac") || ["digest", "oauth", "hawk"].iter().any(|scheme| word.bytes() == scheme.as_bytes())
}

/// Whether a word is not a value but describes one.
pub(super) fn is_state(word: &[u8]) -> bool {
    is_one_of(
        word,
        &[
            "null",
            "nil",
            "none",
            "undefined",
            "true",
            "false",
            "empty",
            "missing",
            "required",
            "invalid",
            "expired",
            "denied",
            "wrong",
            "incorrect",
            "unknown",
            "unset",
            "set",
            "not",
            "no",
            "ok",
            "yes",
            "mismatch",
            "failed",
            "error",
            "forbidden",
            "unauthorized",
            "revoked",
            "disabled",
            "malformed",
            "is",
            "was",
            "must",
            "has",
        ],
    )
}

/// Whether a text is the name of a secret and nothing else.
pub(super) fn is_secret_name(text: &str) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    text.len() <= SHORT && text.bytes().all(is_name) && member(text) == Holds::Secret
}

/// Whether a member with this name has the value of what another member names.
pub(super) fn is_value(name: &[u8]) -> bool {
    // (They begin so, and most names, such as "VideoUrl" and "Status", do not.)
    let may_be = match *name {
        [b'v' | b'V', next, ..] => !next.is_ascii_alphanumeric() || next.eq_ignore_ascii_case(&b'a'),
        [b'v' | b'V'] => true,
        [b's' | b'S', b't' | b'T', b'a' | b'A', ..] => false,
        [b's' | b'S', ..] => matches!(name.len(), 6 | 11 | 12),
        _ => false,
    };
    may_be && is_one_of(name, &["v", "val", "value", "values", "string", "stringvalue", "secretvalue"])
}

fn is_one_of(name: &[u8], names: &[&str]) -> bool {
    // (None of them is longer; of some letters there may be several bytes, and beside them other characters.)
    name.len() <= SHORT && {
        let name = Normalized::of(name);
        names.iter().any(|other| name.bytes() == other.as_bytes())
    }
}

/// The letters and digits of a name in lower case.
struct Normalized {
    short: [u8; SHORT],
    length: usize,
    /// All of them, if there are more than `short` holds.
    long: Vec<u8>,
}

impl Normalized {
    fn of(name: &[u8]) -> Self {
        let mut normalized = Normalized { short: [0; SHORT], length: 0, long: Vec::new() };
        let mut at = 0_usize;
        while let Some(rest) = name.get(at..).filter(|rest| !rest.is_empty()) {
            let (letter, length) = letter(rest);
            if let Some(letter) = letter {
                normalized.push(letter);
            }
            at = at.plus(length);
        }
        normalized
    }

    fn push(&mut self, letter: u8) {
        if let Some(place) = self.short.get_mut(self.length) {
            *place = letter;
            self.length = self.length.plus(1);
            return;
        }
        if self.long.is_empty() {
            self.long.extend_from_slice(&self.short);
        }
        self.long.push(letter);
    }

    fn bytes(&self) -> &[u8] {
        if self.long.is_empty() { self.short.get(..self.length).unwrap_or_default() } else { &self.long }
    }

    fn contains(&self, part: &str) -> bool {
        self.bytes().windows(part.len()).any(|window| window == part.as_bytes())
    }

    fn ends_with(&self, end: &str) -> bool {
        self.bytes().ends_with(end.as_bytes())
    }
}

/// The letter or digit that bytes begin with, in lower case, if any. The number is how many bytes are looked at.
pub(super) fn letter(bytes: &[u8]) -> (Option<u8>, usize) {
    let folded = |letter, first: u8, byte: u8| (Some(byte.minus(first).plus(letter)), 3);
    match *bytes {
        [byte, ..] if byte.is_ascii() => (byte.is_ascii_alphanumeric().then(|| byte.to_ascii_lowercase()), 1),
        // Of full width: digits, capitals, small letters.
        [0xef, 0xbc, byte @ 0x90..=0x99, ..] => folded(b'0', 0x90, byte),
        [0xef, 0xbc, byte @ 0xa1..=0xba, ..] => folded(b'a', 0xa1, byte),
        [0xef, 0xbd, byte @ 0x81..=0x9a, ..] => folded(b'a', 0x81, byte),
        // The long s, and the sign of the kelvin.
        [0xc5, 0xbf, ..] => (Some(b's'), 2),
        [0xe2, 0x84, 0xaa, ..] => (Some(b'k'), 3),
        _ => (None, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&[&str]; 5] = [SECRET_PARTS, SECRET_ENDS, SECRETS, OWN_PARTS, OWN_ENDS];

    #[test]
    fn every_word_is_found_in_every_spelling() {
        for word in WORDS.iter().flat_map(|words| words.iter()) {
            let spaced: std::string::String =
                word.chars().flat_map(|letter| [letter.to_ascii_uppercase(), '_']).collect();
            for name in [*word, &spaced] {
                assert_ne!(member(name), Holds::Other, "{name}");
            }
        }
    }

    #[test]
    fn members_that_hold_secrets() {
        for name in [
            "S3SecretId",
            "S3SecretKey",
            "AwsSQS",
            "NotifyKey",
            "Sign",
            "secret_key",
            "SessionToken",
            "x-cos-security-token",
            "Password",
            "Signature",
            "authorization",
            "MPS_NOTIFY_KEY_SECRET",
            "TENCENTCLOUD_SECRETID",
            "access_key_id",
        ] {
            assert_eq!(member(name), Holds::Secret, "{name}");
        }
        for name in ["\u{ff33}3Secret\u{ff2b}ey", "\u{ff33}\u{ff29}\u{ff47}n", "\u{17f}ign", "to\u{212a}en"] {
            assert_eq!(member(name), Holds::Secret, "{name}");
        }
        for count in [1, 63, 64, 65, 1_000] {
            let others = "x-".repeat(count);
            for name in
                [[&others, "NotifyKey"].concat(), ["SecretOf", &others].concat(), [&others, "Secret", &others].concat()]
            {
                assert_eq!(member(&name), Holds::Secret, "{name}");
            }
            assert_eq!(member(&[&others, "DrmKey"].concat()), Holds::OwnSecret);
        }
        for (start, end) in [("x-", "key"), ("X-", "Auth")] {
            assert_eq!(member(&[start, "Service-", end].concat()), Holds::Secret);
        }
        for name in ["Key", "Vector", "DrmKey", "KmsKeyId", "WebhookUrl"] {
            assert_eq!(member(name), Holds::OwnSecret, "{name}");
        }
        for name in ["key", "event_key", "SignedUrl", "Keyword", "TokenCount", "TaskId", "msgKey", "Design", ""] {
            assert_eq!(member(name), Holds::Other, "{name}");
        }
    }

    #[test]
    fn parameters_that_sign_or_authenticate() {
        for name in [
            "q-signature",
            "q-ak",
            "X-Amz-Signature",
            "x-cos-security-token",
            "Signature",
            "sign",
            "txSecret",
            "wsSecret",
            "token",
            "access_token",
            "key",
            "auth_key",
            "AWSAccessKeyId",
            "sig",
            "Key-Pair-Id",
            "password",
            "OSSAccessKeyId",
        ] {
            assert!(is_secret_parameter(name.as_bytes()), "{name}");
        }
        for name in [
            "t",
            "txTime",
            "Expires",
            "x-oss-process",
            "author",
            "code",
            "versionId",
            "a",
            "page",
            "keyword",
            "response-content-type",
            "",
        ] {
            assert!(!is_secret_parameter(name.as_bytes()), "{name}");
        }
    }
}
