//! What to do about an error of API 3.0, for the person who set a function up or deploys one.

use crate::json::members;

/// An error of the API, and what to do.
struct ApiError {
    /// What its code begins with, as the official SDKs list it.
    code: &'static str,
    help: &'static str,
    /// How often the call is made in all.
    tries: u32,
}

/// How often a call is made in all that ends with an error that passes soon. (API document "Public error codes".)
const PASSES_SOON: u32 = 4;
/// The same while SCF changes the function: it can say that a function is Active and, a moment after a change, that it is not.
const BEING_CHANGED: u32 = 60;

/// The first row that a code begins with counts.
static API_ERRORS: [ApiError; 27] = [
    ApiError {
        code: "AuthFailure.SignatureExpire",
        help: "The clock of this machine is wrong: set it, then run it again",
        tries: 1,
    },
    ApiError {
        code: "AuthFailure.SecretIdNotFound",
        help: "There is no such SecretId: compare TENCENTCLOUD_SECRET_ID with the CAM console",
        tries: 1,
    },
    ApiError {
        code: "AuthFailure.InvalidSecretId",
        help: "TENCENTCLOUD_SECRET_ID is no key of API 3.0; make one in the CAM console",
        tries: 1,
    },
    ApiError {
        code: "AuthFailure.SignatureFailure",
        help: "TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID",
        tries: 1,
    },
    ApiError {
        code: "AuthFailure.TokenFailure",
        help: "TENCENTCLOUD_SECURITY_TOKEN is missing or has expired; get new temporary keys",
        tries: 1,
    },
    ApiError {
        code: "AuthFailure.UnauthorizedOperation",
        help: "Your keys may not do this; give their user the policies QcloudSCFFullAccess and, for the trigger, QcloudMPSFullAccess",
        tries: 1,
    },
    ApiError {
        code: "UnauthorizedOperation",
        help: "Your keys may not do this; give their user the policies QcloudSCFFullAccess and, for the trigger, QcloudMPSFullAccess. To bind a role they need cam:PassRole on it",
        tries: 1,
    },
    ApiError {
        code: "ResourceNotFound.Role",
        help: "There is no such execution role; make it in the CAM console for the service SCF",
        tries: 1,
    },
    ApiError {
        code: "InvalidParameter.RoleNotExist",
        help: "There is no such execution role; make it in the CAM console for the service SCF",
        tries: 1,
    },
    ApiError {
        code: "FailedOperation.QcsRoleNotFound",
        help: "Open the SCF console once and authorize the service role SCF_QcsRole",
        tries: 1,
    },
    ApiError {
        code: "ResourceNotFound.Namespace",
        help: "There is no such namespace in this region; make it, or leave out --namespace",
        tries: 1,
    },
    ApiError {
        code: "InvalidParameterValue.Runtime",
        help: "This region has no such runtime; take another with --runtime",
        tries: 1,
    },
    ApiError {
        code: "InvalidParameterValue.Environment",
        help: "SCF takes at most 4 KB of variables, none of which begins with SCF_, QCLOUD_ or TENCENTCLOUD_",
        tries: 1,
    },
    ApiError {
        code: "InvalidParameterValue.SystemEnvironment",
        help: "Variables may not begin with SCF_, QCLOUD_ or TENCENTCLOUD_",
        tries: 1,
    },
    ApiError {
        code: "OperationDenied.TopicHasDeliverFunction",
        help: "The topic triggers a function already: take that trigger away in its console, or name another topic",
        tries: 1,
    },
    ApiError {
        code: "LimitExceeded.Function",
        help: "The region has as many functions as your quota allows; delete one, or ask for more",
        tries: 1,
    },
    ApiError {
        code: "LimitExceeded.Trigger",
        help: "The function has as many triggers as it may; delete one in the console",
        tries: 1,
    },
    ApiError {
        code: "ResourceInUse",
        help: "Something of that name is there already; look in the SCF console",
        tries: 1,
    },
    ApiError {
        code: "FailedOperation.FunctionStatusError",
        help: "The function is being changed by somebody else; run it again in a minute",
        tries: BEING_CHANGED,
    },
    ApiError {
        code: "FailedOperation.FunctionNameStatusError",
        help: "The function is being changed by somebody else; run it again in a minute",
        tries: BEING_CHANGED,
    },
    ApiError {
        code: "FailedOperation.UpdateStatus",
        help: "The function is being changed by somebody else; run it again in a minute",
        tries: BEING_CHANGED,
    },
    ApiError { code: "FailedOperation.InsufficientBalance", help: "The account is in arrears", tries: 1 },
    ApiError { code: "ResourceUnavailable.InsufficientBalance", help: "The account is in arrears", tries: 1 },
    ApiError {
        code: "UnsupportedRegion",
        help: "There is no such region, or it has no SCF; take another with --region",
        tries: 1,
    },
    ApiError {
        code: "RequestLimitExceeded",
        help: "Too many requests at once; run it again in a minute",
        tries: PASSES_SOON,
    },
    ApiError {
        code: "InternalError",
        help: "The service failed; run it again, and ask its support with the id of the request if it stays so",
        tries: PASSES_SOON,
    },
    ApiError { code: "InvalidAction", help: "The service has no such action", tries: 1 },
];

/// What to do about an error of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Advice {
    /// For the person who called it.
    pub help: &'static str,
    /// How often the call is made in all, with a pause between: 1 if it ends so every time.
    pub tries: u32,
}
members!(Advice: help, tries);

/// What to do about an error code such as `ResourceNotFound.Role`.
#[must_use]
pub fn advice(code: &str) -> Advice {
    let known = API_ERRORS.iter().find(|error| code.starts_with(error.code));
    let unknown = "Look the code up in the documentation of the API; nothing was changed by this request";
    known.map_or(Advice { help: unknown, tries: 1 }, |error| Advice { help: error.help, tries: error.tries })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_hides_a_later_one() {
        for (at, error) in API_ERRORS.iter().enumerate() {
            let hidden = API_ERRORS[..at].iter().find(|earlier| error.code.starts_with(earlier.code));
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
