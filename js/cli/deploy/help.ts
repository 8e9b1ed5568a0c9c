/** What to do about an error of the API, for a person. The codes are those of the official SDKs. */

/** The first that a code begins with is taken. */
const HELP: [string, string][] = [
  ['AuthFailure.SignatureExpire', 'The clock of this machine is wrong: set it, then run it again'],
  [
    'AuthFailure.SecretIdNotFound',
    'There is no such SecretId: compare TENCENTCLOUD_SECRET_ID with the CAM console',
  ],
  [
    'AuthFailure.InvalidSecretId',
    'TENCENTCLOUD_SECRET_ID is no key of API 3.0; make one in the CAM console',
  ],
  [
    'AuthFailure.SignatureFailure',
    'TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID',
  ],
  [
    'AuthFailure.TokenFailure',
    'TENCENTCLOUD_SECURITY_TOKEN is missing or has expired; get new temporary keys',
  ],
  [
    'AuthFailure.UnauthorizedOperation',
    'Your keys may not do this; give their user the policies QcloudSCFFullAccess and, for the trigger, QcloudMPSFullAccess',
  ],
  [
    'UnauthorizedOperation',
    'Your keys may not do this; give their user the policies QcloudSCFFullAccess and, for the trigger, QcloudMPSFullAccess. To bind a role they need cam:PassRole on it',
  ],
  [
    'ResourceNotFound.Role',
    'There is no such execution role; make it in the CAM console for the service SCF',
  ],
  [
    'InvalidParameter.RoleNotExist',
    'There is no such execution role; make it in the CAM console for the service SCF',
  ],
  [
    'FailedOperation.QcsRoleNotFound',
    'Open the SCF console once and authorize the service role SCF_QcsRole',
  ],
  [
    'ResourceNotFound.Namespace',
    'There is no such namespace in this region; make it, or leave out --namespace',
  ],
  ['InvalidParameterValue.Runtime', 'This region has no such runtime; take another with --runtime'],
  [
    'InvalidParameterValue.Environment',
    'SCF takes at most 4 KB of variables, none of which begins with SCF_, QCLOUD_ or TENCENTCLOUD_',
  ],
  [
    'InvalidParameterValue.SystemEnvironment',
    'Variables may not begin with SCF_, QCLOUD_ or TENCENTCLOUD_',
  ],
  [
    'OperationDenied.TopicHasDeliverFunction',
    'The topic triggers a function already: take that trigger away in its console, or name another topic',
  ],
  [
    'LimitExceeded.Function',
    'The region has as many functions as your quota allows; delete one, or ask for more',
  ],
  [
    'LimitExceeded.Trigger',
    'The function has as many triggers as it may; delete one in the console',
  ],
  ['ResourceInUse', 'Something of that name is there already; look in the SCF console'],
  [
    'FailedOperation.FunctionStatusError',
    'The function is being changed by somebody else; run it again in a minute',
  ],
  [
    'FailedOperation.FunctionNameStatusError',
    'The function is being changed by somebody else; run it again in a minute',
  ],
  [
    'FailedOperation.UpdateStatus',
    'The function is being changed by somebody else; run it again in a minute',
  ],
  ['FailedOperation.InsufficientBalance', 'The account is in arrears'],
  ['ResourceUnavailable.InsufficientBalance', 'The account is in arrears'],
  ['UnsupportedRegion', 'There is no such region, or it has no SCF; take another with --region'],
  ['RequestLimitExceeded', 'Too many requests at once; run it again in a minute'],
  [
    'InternalError',
    'The service failed; run it again, and ask its support with the id of the request if it stays so',
  ],
  ['InvalidAction', 'The service has no such action'],
];

export function helpFor(code: string): string {
  const found = HELP.find(([start]) => code === start || code.startsWith(start));
  return (
    found?.[1] ??
    'Look the code up in the documentation of the API; nothing was changed by this request'
  );
}
