/** What the answers of COS say of the bucket, its region, the keys and the clock. */

import type { Finding } from './finding';

export interface CosAnswer {
  status: number;
  /** The error code; empty if there is none. */
  code: string;
  message: string;
}

export function cosAnswer(status: number, body: string): CosAnswer {
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? '';
  return { status, code: element('Code'), message: element('Message') };
}

type Diagnosis = Omit<Finding, 'check'> & { check?: string };

/** Failures by the code of COS, which can also stand in the message of `AccessDenied`. (COS document 436/7730.) */
const CODES: Record<string, (place: string) => Diagnosis> = {
  NoSuchBucket: (place) => ({
    level: 'fail',
    message: `there is no bucket ${place}`,
    help: 'compare COS_BUCKET (with its APPID) and COS_REGION with the COS console',
  }),
  InvalidAccessKeyId: () => ({
    check: 'credentials',
    level: 'fail',
    message: 'COS does not know the SecretId',
    help: 'compare it with the CAM console; of temporary keys all three parts belong together',
  }),
  SignatureDoesNotMatch: () => ({
    check: 'credentials',
    level: 'fail',
    message: 'the SecretKey does not belong to the SecretId',
    help: 'copy both again, without spaces or line breaks',
  }),
  ExpiredToken: () => ({
    check: 'credentials',
    level: 'fail',
    message: 'the temporary keys have expired',
    help: 'get new ones; in the function they are always fresh',
  }),
  RequestTimeTooSkewed: () => ({
    check: 'clock',
    level: 'fail',
    message: 'COS finds the clock of this machine wrong by more than 15 minutes',
    help: 'set the clock',
  }),
  'Request has expired': () => ({
    check: 'clock',
    level: 'fail',
    message: 'COS finds the signature expired or not yet valid: the clock of this machine is wrong',
    help: 'set the clock',
  }),
  PaymentRequired: () => ({ level: 'fail', message: 'the account is in arrears', help: 'pay' }),
};

const VERBS: Record<string, string> = {
  read: 'GetObject',
  write: 'PutObject',
  delete: 'DeleteObject',
};

/** @param place the bucket and its region, for the message */
export function diagnose(step: string, answer: CosAnswer, key: string, place: string): Diagnosis {
  const { status, code, message } = answer;
  if (status >= 200 && status < 300 && step !== 'read') {
    return { level: 'ok', message: `${key} was ${step === 'write' ? 'written' : 'deleted'}` };
  }
  if (step === 'read' && (status === 200 || (status === 404 && /^(NoSuchKey)?$/.test(code)))) {
    return { level: 'ok', message: `${place} is there and may be read` };
  }
  if (status >= 300 && status < 400) {
    return {
      level: 'fail',
      message: `${place} is somewhere else: COS answered ${status}`,
      help: 'set COS_REGION to the region that the COS console shows for the bucket',
    };
  }
  const named = CODES[code] ?? Object.entries(CODES).find(([name]) => message.includes(name))?.[1];
  if (named !== undefined) return named(place);
  if (status === 403) {
    const verb = VERBS[step] ?? step;
    return {
      level: 'fail',
      message: `the keys may not ${step} ${key} (${code || status})`,
      help: `give the role name/cos:${verb} on this prefix; compare region, APPID and bucket in the policy`,
    };
  }
  return {
    level: status >= 500 ? 'warn' : 'fail',
    message: `COS answered ${status} ${code}`.trimEnd(),
    help:
      status >= 500 ? 'try again later' : 'look the code up in the documentation of COS (436/7730)',
  };
}
