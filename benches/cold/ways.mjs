/**
 * The ways in which owners run the function, each with events made from a seed: none of them is a fixture, so that nothing is
 * tuned to them.
 */

import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Way
 * @property {string} name as a key
 * @property {string} label as people read it
 * @property {(event: object) => boolean} takes which notifications it is measured with
 * @property {string[]} sets the variables that its owner sets, of those of the environment
 * @property {number} stored how many objects ours stores
 * @property {number} posted how many messages ours posts
 * @property {boolean} [gateway] the event comes inside a request of API Gateway
 */

const bucket = ['COS_BUCKET', 'COS_ENDPOINT'];
const detail = (event) => event[`${event.EventType}Event`] ?? {};
const finished = (event, type) => event.EventType === type && detail(event).Status === 'FINISH';
const hasReview = ({ AiContentReviewResultSet }) => (AiContentReviewResultSet ?? []).length > 0;

/** @type {Way[]} */
export const WAYS = [
  {
    name: 'store',
    label: 'store',
    takes: (event) => finished(event, 'WorkflowTask') && !hasReview(detail(event)),
    sets: bucket,
    stored: 2,
    posted: 0,
  },
  {
    name: 'bot',
    label: 'bot, no bucket',
    takes: (event) => finished(event, 'WorkflowTask'),
    sets: ['WECOM_WEBHOOK_URL'],
    stored: 0,
    posted: 1,
  },
  {
    name: 'both',
    label: 'store and bot, `NOTIFY_LANG=en`',
    takes: (event) => finished(event, 'WorkflowTask'),
    sets: [...bucket, 'WECOM_WEBHOOK_URL', 'NOTIFY_LANG'],
    stored: 3,
    posted: 1,
  },
  {
    name: 'review',
    label: 'store a review',
    takes: (event) => event.EventType === 'WorkflowTask' && hasReview(detail(event)),
    sets: bucket,
    stored: 2,
    posted: 0,
  },
  {
    name: 'schedule',
    label: 'store a schedule',
    takes: (event) => event.EventType === 'ScheduleTask',
    sets: bucket,
    stored: 2,
    posted: 0,
  },
  {
    name: 'edit',
    label: 'store a failed edit',
    takes: (event) => event.EventType === 'EditMediaTask' && detail(event).ErrCode !== 0,
    sets: bucket,
    stored: 2,
    posted: 0,
  },
  {
    name: 'gateway',
    label: 'store, by API Gateway',
    takes: (event) => finished(event, 'WorkflowTask'),
    sets: bucket,
    stored: 2,
    posted: 0,
    gateway: true,
  },
];

/** For each way its events, from a file with a notification a line. */
export function eventsOfWays(file) {
  const events = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return Object.fromEntries(
    WAYS.map(({ name, takes }) => {
      const taken = events.filter(takes);
      if (taken.length === 0) throw new Error(`no event for the way \`${name}\``);
      return [name, taken];
    }),
  );
}

/** An event of a way with a task id of its own, so that it was never stored before. */
export function eventOf(way, event, taskId) {
  const member = `${event.EventType}Event`;
  const notification = { ...event, [member]: { ...event[member], TaskId: taskId } };
  if (way.gateway !== true) {
    return notification;
  }
  return {
    requestContext: {
      serviceId: 'service-f94sy04v',
      path: '/mps',
      httpMethod: 'POST',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      identity: {},
      sourceIp: '10.0.2.14',
      stage: 'release',
    },
    headers: { 'content-type': 'application/json', host: 'service-f94sy04v.gz.apigw.example' },
    body: JSON.stringify(notification),
    pathParameters: {},
    queryStringParameters: {},
    headerParameters: {},
    stageVariables: { stage: 'release' },
    path: '/mps',
    queryString: {},
    httpMethod: 'POST',
  };
}
