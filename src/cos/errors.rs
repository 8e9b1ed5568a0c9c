//! The error codes of COS, one row for each. A row has the reaction of a delivery and the advice for the owner.
//!
//! Source: COS document 436/7730, "Error Codes". A code without a row is final below status 500, except 408 and 429.

use crate::cos::is_of_cos;
use crate::http::{Response, RetryAction, is_plain};
use crate::text::{find, split_once};

/// What an error means for the request that it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The object exists already, and was to be kept.
    Exists,
    /// No object has this key.
    NotFound,
    /// The same request can succeed after this action.
    Retry(RetryAction),
    /// No attempt can succeed until somebody changes the setup.
    Final,
}

/// An error code of COS.
#[derive(Debug)]
pub(crate) struct CosError {
    /// The code; for [`REQUEST_EXPIRED`] the message.
    code: &'static str,
    meaning: Meaning,
    /// Whether the error also comes as `AccessDenied` with its name in the message. Failures of authentication do.
    in_message: bool,
    /// The advice for the owner of the bucket. It is absent if the code alone says enough.
    #[cfg(feature = "api")]
    pub advice: Option<Advice>,
}

/// What an error means for the person who set the bucket up.
#[cfg(feature = "api")]
#[derive(Debug)]
pub(crate) struct Advice {
    /// Which check of the doctor fails.
    pub check: &'static str,
    /// What is wrong.
    pub message: &'static str,
    /// Whether the name of the bucket follows the message.
    pub names_bucket: bool,
    /// What to do.
    pub help: &'static str,
}

/// The message of an expired signature, whose code is `AccessDenied`.
const REQUEST_EXPIRED: &str = "Request has expired";

/// A row of the table. Advice is compiled only where it can be read.
macro_rules! row {
    ($code:expr, $meaning:expr) => {
        CosError {
            code: $code,
            meaning: $meaning,
            in_message: false,
            #[cfg(feature = "api")]
            advice: None,
        }
    };
    ($code:expr, $meaning:expr, in_message: $in_message:expr, advice: $advice:expr) => {
        CosError {
            code: $code,
            meaning: $meaning,
            in_message: $in_message,
            #[cfg(feature = "api")]
            advice: Some($advice),
        }
    };
}

static ERRORS: &[CosError] = &[
    row!("FileAlreadyExists", Meaning::Exists),
    row!("NoSuchKey", Meaning::NotFound),
    row!("BadDigest", Meaning::Retry(RetryAction::Once)),
    // The body or the connection broke on the way.
    row!("IncompleteBody", Meaning::Retry(RetryAction::Wait)),
    row!("RequestTimeout", Meaning::Retry(RetryAction::Wait)),
    row!("UserNetworkTooSlow", Meaning::Retry(RetryAction::Wait)),
    // Two writers met within milliseconds.
    row!("PathConflict", Meaning::Retry(RetryAction::Wait)),
    row!("UploadConflict", Meaning::Retry(RetryAction::Wait)),
    row!("ExpiredToken", Meaning::Retry(RetryAction::Credentials), in_message: true, advice: Advice {
        check: "credentials",
        message: "the temporary keys have expired",
        names_bucket: false,
        help: "get new ones; in the function they are always fresh",
    }),
    row!("RequestTimeTooSkewed", Meaning::Retry(RetryAction::Clock), in_message: true, advice: Advice {
        check: "clock",
        message: "COS finds the clock of this machine wrong by more than 15 minutes",
        names_bucket: false,
        help: "set the clock",
    }),
    row!(REQUEST_EXPIRED, Meaning::Retry(RetryAction::Clock), in_message: true, advice: Advice {
        check: "clock",
        message: "COS finds the signature expired or not yet valid: the clock of this machine is wrong",
        names_bucket: false,
        help: "set the clock",
    }),
    row!("InvalidAccessKeyId", Meaning::Final, in_message: true, advice: Advice {
        check: "credentials",
        message: "COS does not know the SecretId",
        names_bucket: false,
        help: "compare it with the CAM console; of temporary keys all three parts belong together",
    }),
    row!("SignatureDoesNotMatch", Meaning::Final, in_message: true, advice: Advice {
        check: "credentials",
        message: "the SecretKey does not belong to the SecretId",
        names_bucket: false,
        help: "copy both again, without spaces or line breaks",
    }),
    row!("NoSuchBucket", Meaning::Final, in_message: false, advice: Advice {
        check: "bucket",
        message: "there is no bucket",
        names_bucket: true,
        help: "compare COS_BUCKET (with its APPID) and COS_REGION with the COS console",
    }),
    row!("PaymentRequired", Meaning::Final, in_message: false, advice: Advice {
        check: "bucket",
        message: "the account is in arrears",
        names_bucket: false,
        help: "top up the account in the billing console",
    }),
];

/// What the body of an error response contains.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ErrorBody<'r> {
    /// The error code, such as `NoSuchBucket`; empty if there is none.
    pub code: &'r str,
    message: &'r str,
}

impl<'r> ErrorBody<'r> {
    /// Reads the body of a response.
    pub(crate) fn of(response: &Response<'r>) -> Self {
        let code = element(response.body, "<Code>", "</Code>");
        let message = element(response.body, "<Message>", "</Message>");
        ErrorBody { code: if is_plain(code) { code } else { "" }, message }
    }

    /// The row of the table, if the code has one.
    #[inline(never)]
    pub(crate) fn known(self) -> Option<&'static CosError> {
        let is_denied = self.code == "AccessDenied";
        ERRORS.iter().find(|error| {
            error.code == self.code || (is_denied && error.in_message && find(self.message, error.code).is_some())
        })
    }
}

/// What a response other than a success means.
pub(crate) fn meaning_of(response: &Response<'_>, body: ErrorBody<'_>) -> Meaning {
    match (response.status, body.code) {
        // A 404 of a proxy is not about the object.
        (404, "") if is_of_cos(response) => Meaning::NotFound,
        (404, "") | (200..=299 | 408 | 429 | 500 | 502..=599, _) => Meaning::Retry(RetryAction::Wait),
        (400..=499, _) => body.known().map_or(Meaning::Final, |error| error.meaning),
        _ => Meaning::Final,
    }
}

/// What a person can do about a refusal, if that is known.
#[cfg(feature = "api")]
pub(crate) fn help(status: u16, body: ErrorBody<'_>) -> Option<&'static str> {
    let known = body.known().and_then(|error| error.advice.as_ref()).map(|advice| advice.help);
    known.or((status == 403).then_some(ALLOW))
}

/// Without the feature nobody reads advice.
#[cfg(not(feature = "api"))]
pub(crate) const fn help(_status: u16, _body: ErrorBody<'_>) -> Option<&'static str> {
    None
}

/// What to do if a policy forbids a request.
#[cfg(feature = "api")]
const ALLOW: &str = "let the policy of the keys allow cos:PutObject and cos:GetObject, and cos:GetBucket to list keys; compare the \
                     bucket and region in the policy";

/// The text of an element of an error body. It is empty if there is none, as in a proxy's web page.
fn element<'b>(body: &'b [u8], start: &str, end: &str) -> &'b str {
    let text = core::str::from_utf8(body).unwrap_or_default();
    split_once(text, start).and_then(|(_, rest)| split_once(rest, end)).map(|(text, _)| text).unwrap_or_default()
}
