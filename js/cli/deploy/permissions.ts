/** What the role of a function may do for the watch: a policy of CAM of its own, so that no other one is changed. */

import { Failure } from '../context';
import { ApiError, CAM, type Call } from './api';
import type { Row } from './rows';
import type { Wanted } from './settings';

/** A call of CAM that the plan makes. */
export interface PermissionStep {
  action: string;
  parameters: object;
}

/** What there is of the policy. */
interface Found {
  document: string;
  isAttached: boolean;
}

export interface PermissionPlan {
  rows: Row[];
  steps: PermissionStep[];
  warnings: string[];
}

/**
 * What has to be done so that a role has the permissions of the watch.
 *
 * @param call undefined: nothing is looked up, and the plan is that of a new policy
 * @param role undefined: the function has keys of its own, or its role is not known
 * @param document the policy that is wanted, as JSON text
 */
export async function permissionsOf(
  call: Call | undefined,
  wanted: Wanted,
  role: string | undefined,
  document: string,
): Promise<PermissionPlan> {
  const warn = (warning: string) => ({ rows: [], steps: [], warnings: [warning] });
  if (role === undefined) {
    return warn(
      'the watch needs the permissions of docs/operations.md, and no role is named that could be given them',
    );
  }
  const name = policyName(wanted);
  try {
    const found = call && (await findPolicy(call, role, name));
    const isSame = found !== undefined && isSameDocument(found.document, document);
    const before = found?.isAttached ? (isSame ? 'on' : 'other') : undefined;
    const steps: PermissionStep[] = [];
    if (found === undefined) {
      const Description = 'What the watch of mps-webhook needs';
      steps.push({
        action: 'CreatePolicy',
        parameters: { PolicyName: name, PolicyDocument: document, Description },
      });
    } else if (!isSame) {
      steps.push({
        action: 'UpdatePolicy',
        parameters: { PolicyName: name, PolicyDocument: document },
      });
    }
    if (!found?.isAttached) {
      steps.push({
        action: 'AttachRolePolicy',
        parameters: { PolicyName: name, AttachRoleName: role },
      });
    }
    const row = { what: 'policy of the watch', before, after: 'on', areWords: true };
    return { rows: [row], steps, warnings: [] };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return warn(
      `the policies of the role could not be looked up (${error.code}): give it the permissions of docs/operations.md yourself, or the watch fails`,
    );
  }
}

/** It depends on the function and where it is: two functions of a role may have two buckets. */
function policyName({ name, region, namespace }: Wanted): string {
  const parts = [name, 'watch', region, namespace === 'default' ? undefined : namespace];
  return parts.filter((part) => part !== undefined).join('-');
}

interface Listed {
  PolicyId?: number;
  PolicyName?: string;
}

async function findPolicy(call: Call, role: string, name: string): Promise<Found | undefined> {
  const attached = await listed(call, 'ListAttachedRolePolicies', name, { RoleName: role });
  const found = attached ?? (await listed(call, 'ListPolicies', name, { Scope: 'Local' }));
  if (found?.PolicyId === undefined) return undefined;
  const { PolicyDocument } = await call<{ PolicyDocument?: unknown }>(CAM, 'GetPolicy', {
    PolicyId: found.PolicyId,
  });
  return { document: `${PolicyDocument}`, isAttached: attached !== undefined };
}

/** The policy of this name on the pages of a list. */
async function listed(
  call: Call,
  action: string,
  name: string,
  parameters: object,
): Promise<Listed | undefined> {
  const Rp = 200;
  for (let Page = 1; Page <= MOST_PAGES; Page++) {
    const { List, TotalNum = 0 } = await call<{ List?: Listed[] | null; TotalNum?: number }>(
      CAM,
      action,
      { ...parameters, Keyword: name, Page, Rp },
    );
    const page = Array.isArray(List) ? List : [];
    const found = page.find(({ PolicyName }) => PolicyName === name);
    if (found !== undefined || page.length === 0 || Page * Rp >= TotalNum) return found;
  }
  throw new Failure(`${action} answers more than ${MOST_PAGES} pages`);
}

/** An account has 1,500 policies of its own at most. */
const MOST_PAGES = 20;

/** Whether two documents say the same, however they are written. */
function isSameDocument(one: string, other: string): boolean {
  try {
    return JSON.stringify(sorted(JSON.parse(one))) === JSON.stringify(sorted(JSON.parse(other)));
  } catch {
    return false;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, sorted(member)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
