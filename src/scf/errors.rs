//! The error codes of API 3.0, one row for each. A row has the reaction of a delivery and the help for a person.
//!
//! Sources: API document "Public error codes", SCF document 583/17243. A code without a row is final.

use crate::http::RetryAction;
#[cfg(feature = "api")]
use crate::json::members;

/// What kind of error a code names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It passes within seconds.
    Passing,
    /// SCF changes the function. It can say that a function is Active and, a moment after a change, that it is not.
    Busy,
    /// The clock of the caller is wrong.
    Clock,
    /// The temporary credentials have expired.
    Credentials,
    /// It stays until somebody changes something.
    Final,
}

impl Kind {
    /// What to do before the request is sent again. `None` if another attempt is of no use.
    const fn retry(self) -> Option<RetryAction> {
        match self {
            Kind::Passing | Kind::Busy => Some(RetryAction::Wait),
            Kind::Clock => Some(RetryAction::Clock),
            Kind::Credentials => Some(RetryAction::Credentials),
            Kind::Final => None,
        }
    }

    /// How often a call by a person's program is made in all. Such a program corrects neither clock nor credentials.
    #[cfg(feature = "api")]
    const fn attempts(self) -> u32 {
        match self {
            Kind::Passing => 4,
            Kind::Busy => 60,
            Kind::Clock | Kind::Credentials | Kind::Final => 1,
        }
    }
}

/// An error code of the API.
struct ApiError {
    /// What the code begins with, as the official SDKs list it.
    code: &'static str,
    /// What a person can do.
    #[cfg_attr(not(feature = "api"), expect(dead_code, reason = "only `advice` shows it"))]
    help: &'static str,
    kind: Kind,
}

/// The first row that a code begins with counts.
static ERRORS: &[ApiError] = &[
    ApiError {
        code: "AuthFailure.SignatureExpire",
        help: "The clock of this machine is wrong: set it, then run it again",
        kind: Kind::Clock,
    },
    ApiError {
        code: "AuthFailure.SecretIdNotFound",
        help: "There is no such SecretId: compare TENCENTCLOUD_SECRET_ID with the CAM console",
        kind: Kind::Final,
    },
    ApiError {
        code: "AuthFailure.InvalidSecretId",
        help: "TENCENTCLOUD_SECRET_ID is not a key of API 3.0; make one in the CAM console",
        kind: Kind::Final,
    },
    ApiError {
        code: "AuthFailure.SignatureFailure",
        help: "TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID",
        kind: Kind::Final,
    },
    ApiError {
        code: "AuthFailure.TokenFailure",
        help: "TENCENTCLOUD_SECURITY_TOKEN is missing or has expired; get new temporary keys",
        kind: Kind::Credentials,
    },
    ApiError {
        code: "AuthFailure.UnauthorizedOperation",
        help: "Your keys may not do this; give their user the policies QcloudSCFFullAccess and, for the trigger, QcloudMPSFullAccess",
        kind: Kind::Final,
    },
    ApiError {
        code: "UnauthorizedOperation",
        help: "Your keys may not do this; give their user the policies QcloudSCFFullAccess and, for the trigger, QcloudMPSFullAccess. To bind a role they need cam:PassRole on it",
        kind: Kind::Final,
    },
    ApiError {
        code: "ResourceNotFound.Role",
        help: "There is no such execution role; make it in the CAM console for the service SCF",
        kind: Kind::Final,
    },
    ApiError {
        code: "InvalidParameter.RoleNotExist",
        help: "There is no such execution role; make it in the CAM console for the service SCF",
        kind: Kind::Final,
    },
    ApiError {
        code: "FailedOperation.QcsRoleNotFound",
        help: "Open the SCF console once and authorize the service role SCF_QcsRole",
        kind: Kind::Final,
    },
    ApiError {
        code: "ResourceNotFound.Namespace",
        help: "There is no such namespace in this region; make it, or leave out --namespace",
        kind: Kind::Final,
    },
    ApiError {
        code: "InvalidParameterValue.Runtime",
        help: "This region has no such runtime; take another with --runtime",
        kind: Kind::Final,
    },
    ApiError {
        code: "InvalidParameterValue.Environment",
        help: "SCF takes at most 4 KB of variables, none of which begins with SCF_, QCLOUD_ or TENCENTCLOUD_",
        kind: Kind::Final,
    },
    ApiError {
        code: "InvalidParameterValue.SystemEnvironment",
        help: "Variables may not begin with SCF_, QCLOUD_ or TENCENTCLOUD_",
        kind: Kind::Final,
    },
    ApiError {
        code: "OperationDenied.TopicHasDeliverFunction",
        help: "The topic triggers a function already: take that trigger away in its console, or name another topic",
        kind: Kind::Final,
    },
    ApiError {
        code: "LimitExceeded.Function",
        help: "The region has as many functions as your quota allows; delete one, or ask for more",
        kind: Kind::Final,
    },
    ApiError {
        code: "LimitExceeded.Trigger",
        help: "The function has as many triggers as it may; delete one in the console",
        kind: Kind::Final,
    },
    ApiError {
        code: "ResourceInUse",
        help: "Something of that name is there already; look in the SCF console",
        kind: Kind::Final,
    },
    ApiError {
        code: "FailedOperation.FunctionStatusError",
        help: "The function is being changed by somebody else; run it again in a minute",
        kind: Kind::Busy,
    },
    ApiError {
        code: "FailedOperation.FunctionNameStatusError",
        help: "The function is being changed by somebody else; run it again in a minute",
        kind: Kind::Busy,
    },
    ApiError {
        code: "FailedOperation.UpdateStatus",
        help: "The function is being changed by somebody else; run it again in a minute",
        kind: Kind::Busy,
    },
    ApiError { code: "FailedOperation.InsufficientBalance", help: "The account is in arrears", kind: Kind::Final },
    ApiError { code: "ResourceUnavailable.InsufficientBalance", help: "The account is in arrears", kind: Kind::Final },
    ApiError {
        code: "UnsupportedRegion",
        help: "There is no such region, or it has no SCF; take another with --region",
        kind: Kind::Final,
    },
    ApiError {
        code: "RequestLimitExceeded",
        help: "Too many requests at once; run it again in a minute",
        kind: Kind::Passing,
    },
    ApiError {
        code: "InternalError",
        help: "The service failed; run it again, and ask its support with the id of the request if it stays so",
        kind: Kind::Passing,
    },
    ApiError {
        code: "ResourceUnavailable",
        help: "The service has no room at the moment; run it again in a minute",
        kind: Kind::Passing,
    },
    ApiError {
        code: "ResourceInsufficient",
        help: "The service has no room at the moment; run it again in a minute",
        kind: Kind::Passing,
    },
    ApiError { code: "InvalidAction", help: "The service has no such action", kind: Kind::Final },
];

/// The row of a code such as `ResourceNotFound.Role`.
fn known(code: &str) -> Option<&'static ApiError> {
    ERRORS.iter().find(|error| code.starts_with(error.code))
}

/// What to do after a request that ended with this code, before the next attempt. `None` if no attempt can succeed.
#[inline(never)]
pub(crate) fn retry(code: &str) -> Option<RetryAction> {
    known(code).and_then(|error| error.kind.retry())
}

/// What to do about an error of the API.
#[cfg(feature = "api")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Advice {
    /// For the person who called it.
    pub help: &'static str,
    /// How many times the call is made in all, with a pause between. It is 1 if the call ends so every time.
    pub tries: u32,
}
#[cfg(feature = "api")]
members!(Advice: help, tries);

/// What a person can do about an error code such as `ResourceNotFound.Role`.
#[cfg(feature = "api")]
#[must_use]
pub fn advice(code: &str) -> Advice {
    let unknown = "Look the code up in the documentation of the API; nothing was changed by this request";
    known(code)
        .map_or(Advice { help: unknown, tries: 1 }, |error| Advice { help: error.help, tries: error.kind.attempts() })
}

#[cfg(all(test, feature = "api"))]
mod tests {
    use super::*;

    #[test]
    fn no_row_hides_a_later_one() {
        for (at, error) in ERRORS.iter().enumerate() {
            let hidden = ERRORS[..at].iter().find(|earlier| error.code.starts_with(earlier.code));
            assert_eq!(hidden.map(|earlier| earlier.code), None, "before {}", error.code);
        }
    }

    #[test]
    fn a_code_that_nobody_knows_is_to_be_looked_up() {
        assert!(advice("ResourceNotFound.RoleOfTheFunction").help.contains("no such execution role"));
        assert!(advice("Whatever").help.starts_with("Look the code up"));
    }

    #[test]
    fn what_passes_is_tried_again() {
        for (code, tries) in [
            ("InternalError", 4),
            ("RequestLimitExceeded.UinLimitExceeded", 4),
            ("FailedOperation.UpdateStatus", 60),
            ("LimitExceeded.Function", 1),
            ("Whatever", 1),
        ] {
            assert_eq!(advice(code).tries, tries, "{code}");
        }
    }
}
