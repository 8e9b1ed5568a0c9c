//! What to do about an error of API 3.0, for the person who set a function up or deploys one.

/// An error of the API, and what to do.
struct ApiError {
    /// What its code begins with, as the official SDKs list it.
    code: &'static str,
    help: &'static str,
}

/// The first row that a code begins with counts.
static API_ERRORS: [ApiError; 27] = [
    ApiError {
        code: "AuthFailure.SignatureExpire",
        help: "The clock of this machine is wrong: set it, then run it again",
    },
    ApiError {
        code: "AuthFailure.SecretIdNotFound",
        help: "There is no such SecretId: compare TENCENTCLOUD_SECRET_ID with the CAM console",
    },
    ApiError {
        code: "AuthFailure.InvalidSecretId",
        help: "TENCENTCLOUD_SECRET_ID is no key of API 3.0; make one in the CAM console",
    },
    ApiError {
        code: "AuthFailure.SignatureFailure",
        help: "TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID",
    },
    ApiError {
        code: "AuthFailure.TokenFailure",
        help: "TENCENTCLOUD_SECURITY_TOKEN is missing or has expired; get new temporary keys",
    },
    ApiError {
        code: "AuthFailure.UnauthorizedOperation",
        help: "Your keys may not do this; give their user the policies QcloudSCFFullAccess and, for the trigger, QcloudMPSFullAccess",
    },
    ApiError {
        code: "UnauthorizedOperation",
        help: "Your keys may not do this; give their user the policies QcloudSCFFullAccess and, for the trigger, QcloudMPSFullAccess. To bind a role they need cam:PassRole on it",
    },
    ApiError {
        code: "ResourceNotFound.Role",
        help: "There is no such execution role; make it in the CAM console for the service SCF",
    },
    ApiError {
        code: "InvalidParameter.RoleNotExist",
        help: "There is no such execution role; make it in the CAM console for the service SCF",
    },
    ApiError {
        code: "FailedOperation.QcsRoleNotFound",
        help: "Open the SCF console once and authorize the service role SCF_QcsRole",
    },
    ApiError {
        code: "ResourceNotFound.Namespace",
        help: "There is no such namespace in this region; make it, or leave out --namespace",
    },
    ApiError {
        code: "InvalidParameterValue.Runtime",
        help: "This region has no such runtime; take another with --runtime",
    },
    ApiError {
        code: "InvalidParameterValue.Environment",
        help: "SCF takes at most 4 KB of variables, none of which begins with SCF_, QCLOUD_ or TENCENTCLOUD_",
    },
    ApiError {
        code: "InvalidParameterValue.SystemEnvironment",
        help: "Variables may not begin with SCF_, QCLOUD_ or TENCENTCLOUD_",
    },
    ApiError {
        code: "OperationDenied.TopicHasDeliverFunction",
        help: "The topic triggers a function already: take that trigger away in its console, or name another topic",
    },
    ApiError {
        code: "LimitExceeded.Function",
        help: "The region has as many functions as your quota allows; delete one, or ask for more",
    },
    ApiError {
        code: "LimitExceeded.Trigger",
        help: "The function has as many triggers as it may; delete one in the console",
    },
    ApiError { code: "ResourceInUse", help: "Something of that name is there already; look in the SCF console" },
    ApiError {
        code: "FailedOperation.FunctionStatusError",
        help: "The function is being changed by somebody else; run it again in a minute",
    },
    ApiError {
        code: "FailedOperation.FunctionNameStatusError",
        help: "The function is being changed by somebody else; run it again in a minute",
    },
    ApiError {
        code: "FailedOperation.UpdateStatus",
        help: "The function is being changed by somebody else; run it again in a minute",
    },
    ApiError { code: "FailedOperation.InsufficientBalance", help: "The account is in arrears" },
    ApiError { code: "ResourceUnavailable.InsufficientBalance", help: "The account is in arrears" },
    ApiError {
        code: "UnsupportedRegion",
        help: "There is no such region, or it has no SCF; take another with --region",
    },
    ApiError { code: "RequestLimitExceeded", help: "Too many requests at once; run it again in a minute" },
    ApiError {
        code: "InternalError",
        help: "The service failed; run it again, and ask its support with the id of the request if it stays so",
    },
    ApiError { code: "InvalidAction", help: "The service has no such action" },
];

/// What to do about an error code such as `ResourceNotFound.Role`.
#[must_use]
pub fn help(code: &str) -> &'static str {
    let known = API_ERRORS.iter().find(|error| code.starts_with(error.code));
    known.map_or("Look the code up in the documentation of the API; nothing was changed by this request", |error| {
        error.help
    })
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
        assert!(help("ResourceNotFound.RoleOfTheFunction").contains("no such execution role"));
        assert!(help("Whatever").starts_with("Look the code up"));
    }
}
