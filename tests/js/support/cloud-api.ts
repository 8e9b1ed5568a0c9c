import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Send } from '../../../js/delivery/transport/transport';
import { requestChecks } from './sdk-requests';
import { sdkAuthorization } from './tc3';

/** The keys of the account that deploys. */
export const DEPLOYER = {
  TENCENTCLOUD_SECRET_ID: 'AKIDdeployerdeployer',
  TENCENTCLOUD_SECRET_KEY: 'KeyOfTheDeployerNobodyMaySee',
  TENCENTCLOUD_SECURITY_TOKEN: 'TokenOfTheDeployerNobodyMaySee',
};

/** What `deploy` needs to make a function. */
export const NEW_FUNCTION = {
  template: 'mps-webhook',
  namespace: 'default',
  region: 'ap-guangzhou',
  role: 'mps-webhook',
};

const ACTIONS = [
  'CreateFunction',
  'UpdateFunctionCode',
  'UpdateFunctionConfiguration',
  'GetFunction',
  'ListTriggers',
  'GetFunctionEventInvokeConfig',
  'UpdateFunctionEventInvokeConfig',
  'InvokeFunction',
  'CreateTrigger',
  'UpdateTrigger',
];
/**
 * Those that there are no types of: CAM and CLS have no package of their own (parameters by the official SDK for Python), and
 * BindTrigger is not documented.
 */
const OTHER_PARAMETERS: Record<string, string[]> = {
  GetRole: ['RoleName'],
  ListAttachedRolePolicies: ['RoleName', 'Keyword', 'Page', 'Rp'],
  ListPolicies: ['Scope', 'Keyword', 'Page', 'Rp'],
  GetPolicy: ['PolicyId'],
  CreatePolicy: ['PolicyName', 'PolicyDocument', 'Description'],
  UpdatePolicy: ['PolicyName', 'PolicyDocument'],
  AttachRolePolicy: ['PolicyName', 'AttachRoleName'],
  BindTrigger: ['ScfRegion', 'EventType', 'Qualifier', 'FunctionName', 'Namespace'],
  CreateDeliverCloudFunction: [
    'TopicId',
    'FunctionName',
    'Namespace',
    'Qualifier',
    'Timeout',
    'MaxMsgNum',
  ],
};
const CAM = { service: 'cam', version: '2019-01-16' };
const SERVICES: Record<string, { service: string; version: string }> = {
  GetRole: CAM,
  ListAttachedRolePolicies: CAM,
  ListPolicies: CAM,
  GetPolicy: CAM,
  CreatePolicy: CAM,
  UpdatePolicy: CAM,
  AttachRolePolicy: CAM,
  BindTrigger: { service: 'mps', version: '2019-06-12' },
  CreateDeliverCloudFunction: { service: 'cls', version: '2020-10-16' },
};

// biome-ignore lint/suspicious/noExplicitAny: whatever the API has
type Content = any;

export interface Called {
  action: string;
  parameters: Content;
}

const checks = requestChecks(ACTIONS);

/** The APIs of SCF, CAM and MPS in memory, as far as deploying needs them. Every request is checked before it is answered. */
export class CloudApi {
  readonly calls: Called[] = [];
  readonly functions = new Map<string, Content>();
  readonly triggers = new Map<string, Content[]>();
  /** What happens with failed events, of functions where it is not as SCF has it by itself. */
  readonly invocations = new Map<string, Content>();
  /** What invocations end with. */
  result: Content = { RetMsg: '"done"', Log: 'a line of the log', ErrMsg: '', InvokeResult: 0 };
  readonly roles = new Set<string>(['mps-webhook']);
  /** The policies of the account, and the roles that each is attached to. */
  readonly policies: { name: string; document: string; roles: string[] }[] = [];
  /** How often a function that was changed is looked at before it is Active. */
  looks = 2;
  /** Where all services are, if not where Tencent Cloud has them. */
  endpoint: string | undefined;
  /** What goes wrong: an error code, or an error of the transport. */
  fail: (action: string) => string | Error | undefined = () => undefined;

  /** The files of a function's code. */
  code(name: string): Record<string, Uint8Array> {
    return unzipSync(this.functions.get(name)?.zip);
  }

  readonly send: Send = async (request, body) => {
    const { headers, url, method } = request;
    const action = headers['x-tc-action'] ?? '';
    const { service, version } = SERVICES[action] ?? { service: 'scf', version: '2018-04-16' };
    assert.equal(method, 'POST');
    const base = this.endpoint ?? `https://${service}.tencentcloudapi.com`;
    assert.equal(url, `${base}/`);
    assert.equal(headers.host, new URL(base).host);
    assert.equal(headers['x-tc-version'], version);
    assert.equal(headers['x-tc-region'], 'ap-guangzhou');
    assert.equal(headers['x-tc-token'], DEPLOYER.TENCENTCLOUD_SECURITY_TOKEN);
    assert.ok(request.timeout > 0);
    // The SDK signs the host without its port.
    if (this.endpoint === undefined) this.#verify(service, url, headers, Buffer.from(body ?? []));

    const parameters = JSON.parse(Buffer.from(body ?? []).toString());
    const wrong = checks[action]?.(parameters);
    assert.equal(wrong, undefined, `${action}: ${wrong}`);
    const others = OTHER_PARAMETERS[action];
    if (others) assert.deepEqual(Object.keys(parameters), others);
    this.calls.push({ action, parameters });

    const failure = this.fail(action);
    if (failure instanceof Error) throw failure;
    const content = failure ? error(failure) : this.#answer(action, parameters);
    const text = JSON.stringify({ Response: { ...content, RequestId: 'r-1' } });
    return { status: 200, headers: {}, body: Buffer.from(text) };
  };

  /** The actions that were called since, but for those that only read. */
  changes(from = 0): string[] {
    return this.calls
      .slice(from)
      .map(({ action }) => action)
      .filter((action) => !/^(Get|List)/.test(action));
  }

  /** The signature is the one that the official SDK makes. */
  #verify(service: string, url: string, headers: Record<string, string>, payload: Buffer): void {
    const expected = sdkAuthorization({
      url,
      payload,
      timestamp: Number(headers['x-tc-timestamp']),
      service,
      secretId: DEPLOYER.TENCENTCLOUD_SECRET_ID,
      secretKey: DEPLOYER.TENCENTCLOUD_SECRET_KEY,
      contentType: headers['content-type'],
    });
    assert.equal(headers.authorization, expected);
  }

  #answer(action: string, parameters: Content): object {
    const { FunctionName: name } = parameters;
    const existing = this.functions.get(name);
    switch (action) {
      case 'GetRole':
        return this.roles.has(parameters.RoleName)
          ? { RoleInfo: {} }
          : error('InvalidParameter.RoleNotExist');
      case 'ListAttachedRolePolicies':
      case 'ListPolicies': {
        const { RoleName, Keyword, Page, Rp } = parameters;
        const all = this.policies
          .map(({ name, roles }, index) => ({ PolicyId: index + 1, PolicyName: name, roles }))
          .filter(({ PolicyName }) => PolicyName.includes(Keyword))
          .filter(({ roles }) => RoleName === undefined || roles.includes(RoleName))
          .map(({ roles, ...policy }) => policy);
        return { List: all.slice((Page - 1) * Rp, Page * Rp), TotalNum: all.length };
      }
      case 'GetPolicy':
        return { PolicyDocument: this.policies[parameters.PolicyId - 1]?.document };
      case 'CreatePolicy':
        if (this.policies.some(({ name }) => name === parameters.PolicyName))
          return error('FailedOperation.PolicyNameInUse');
        this.policies.push({
          name: parameters.PolicyName,
          document: parameters.PolicyDocument,
          roles: [],
        });
        return { PolicyId: this.policies.length };
      case 'UpdatePolicy':
      case 'AttachRolePolicy': {
        const policy = this.policies.find(({ name }) => name === parameters.PolicyName);
        if (policy === undefined) return error('InvalidParameter.PolicyIdNotExist');
        if (action === 'UpdatePolicy') policy.document = parameters.PolicyDocument;
        else policy.roles.push(parameters.AttachRoleName);
        return {};
      }
      case 'CreateFunction':
        if (existing) return error('ResourceInUse.Function');
        this.functions.set(name, this.#changed({ Runtime: 'Nodejs8.9' }, parameters));
        return {};
      case 'BindTrigger': {
        const ResourceId = `qcs::mps::uin/1:TriggerType/${parameters.EventType}Event`;
        const list = this.triggers.get(name) ?? [];
        this.triggers.set(name, [
          ...list,
          { Type: 'mps', ResourceId, BindStatus: 'on', Enable: 1 },
        ]);
        return { ResourceId };
      }
      case 'CreateDeliverCloudFunction': {
        const ResourceId = `qcs::cls:ap-guangzhou:uin/1:topic/${parameters.TopicId}`;
        this.triggers.set(name, [{ Type: 'cls', ResourceId, Enable: 1 }]);
        return {};
      }
      case 'ListTriggers': {
        const all = this.triggers.get(name) ?? [];
        const { Offset, Limit } = parameters;
        return { Triggers: all.slice(Offset, Offset + Limit), TotalCount: all.length };
      }
    }
    if (!existing) return error('ResourceNotFound.Function');
    if (action === 'GetFunction') {
      if (existing.looks !== undefined && existing.Status !== 'Active' && existing.looks-- <= 0)
        existing.Status = 'Active';
      const { zip, looks, ...shown } = existing;
      return shown;
    }
    if (action === 'GetFunctionEventInvokeConfig') {
      const AsyncTriggerConfig = this.invocations.get(name) ?? {
        MsgTTL: 21600,
        RetryConfig: [{ RetryNum: 2 }, { RetryNum: -1 }],
      };
      return { AsyncTriggerConfig };
    }
    // SCF refuses changes of a function that is being changed.
    if (existing.Status !== 'Active') return error('FailedOperation.FunctionStatusError');
    if (action === 'CreateTrigger' || action === 'UpdateTrigger') {
      const { Type, TriggerName, TriggerDesc, Qualifier, CustomArgument } = parameters;
      const others = (this.triggers.get(name) ?? []).filter(
        (it) => it.Type !== Type || it.TriggerName !== TriggerName,
      );
      // The API takes the times as a text, and answers them in JSON.
      const found = { Type, TriggerName, Qualifier, CustomArgument, Enable: 1 };
      const made = { ...found, TriggerDesc: JSON.stringify({ cron: TriggerDesc }) };
      this.triggers.set(name, [...others, made]);
      return {};
    }
    if (action === 'InvokeFunction') return { Result: this.result };
    if (action === 'UpdateFunctionEventInvokeConfig') {
      this.invocations.set(name, parameters.AsyncTriggerConfig);
      return {};
    }
    this.functions.set(name, this.#changed(existing, parameters));
    return {};
  }

  #changed(before: Content, { Code, ...parameters }: Content): Content {
    const zip = Code ? Buffer.from(Code.ZipFile, 'base64') : before.zip;
    return { ...before, ...parameters, zip, Status: 'Creating', looks: this.looks };
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function error(Code: string): object {
  return { Error: { Code, Message: 'what the API says' } };
}
