/** The query API of MPS on this machine: `DescribeTasks` and `DescribeTaskDetail`, version 2019-06-12. */

import type {
  DescribeTaskDetailResponse,
  DescribeTasksRequest,
  DescribeTasksResponse,
  TaskSimpleInfo,
} from 'tencentcloud-sdk-nodejs-mps/tencentcloud/services/mps/v20190612/mps_models';
import { type ApiService, answer, apiError, check } from '../api3';
import type { Credential } from '../cos/signature';
import {
  type FakeService,
  type ServiceAnswer,
  type ServiceFault,
  type ServiceRequest,
  startFakeService,
} from '../fake-service';

/** What the service knows of a task: its answer to `DescribeTaskDetail`, without the id of a request. */
export type TaskDetail = Omit<DescribeTaskDetailResponse, 'RequestId'>;

export interface MpsOptions {
  /** Who may send requests. Read at every request. */
  credentials: readonly Credential[];
  /** Whether requests are taken without a signature. The official client signs for the API's own host alone. */
  unsigned?: boolean;
  /** The tasks there are. Read at every request: tasks may come and finish between pages. */
  tasks: readonly TaskDetail[];
  /** Milliseconds since 1970; by default the clock of the machine. */
  now?: () => number;
  /** How many requests of an action the service takes in a second. */
  perSecond?: number;
  /** The most tasks on a page, whatever is asked for. */
  pageSize?: number;
  /** Injects faults. */
  tamper?: (request: ServiceRequest) => ServiceFault | undefined;
}

/** A request that was answered. */
export interface Asked {
  action: string;
  parameters: Record<string, unknown>;
  /** The error code of the answer; `undefined`: there was none. */
  refused: string | undefined;
  /** Milliseconds since 1970. */
  at: number;
}

export interface MpsEmulator extends FakeService {
  asked: Asked[];
}

const SERVICE: ApiService = {
  name: 'mps',
  version: '2019-06-12',
  actions: ['DescribeTasks', 'DescribeTaskDetail'],
};

/** The API answers tasks that were submitted within the last 7 days. */
const KNOWN_FOR = 7 * 24 * 3_600_000;

/** What stands for a time that is not there yet. */
const NO_TIME = '0000-00-00T00:00:00Z';

/** The id of a task, which is in the member of its type. */
export function taskIdOf(task: TaskDetail): string {
  const { WorkflowTask, EditMediaTask, ScheduleTask, LiveStreamProcessTask, LiveScheduleTask } =
    task;
  const body =
    WorkflowTask ?? EditMediaTask ?? ScheduleTask ?? LiveStreamProcessTask ?? LiveScheduleTask;
  return body?.TaskId ?? '';
}

/** Starts the emulator. It checks signatures and parameters as the API does. */
export async function startMps(options: MpsOptions): Promise<MpsEmulator> {
  const { now = Date.now, perSecond = 20 } = options;
  const asked: Asked[] = [];
  const serve = (action: string, parameters: Record<string, unknown>, at: number) => {
    const lately = asked.filter((one) => one.action === action && one.at > at - 1000);
    if (lately.length >= perSecond) return 'RequestLimitExceeded';
    return action === 'DescribeTasks'
      ? list(parameters as unknown as DescribeTasksRequest, options, at)
      : detail(parameters.TaskId, options, at);
  };
  const service = await startFakeService((request): ServiceAnswer => {
    const at = now();
    const action = request.headers['x-tc-action'] ?? '';
    const parameters = JSON.parse(request.body.toString() || '{}');
    const refusal = options.unsigned ? undefined : check(request, options.credentials, SERVICE);
    const served = refusal ?? serve(action, parameters, at);
    const refused = typeof served === 'string' ? served : undefined;
    asked.push({ action, parameters, refused, at });
    return typeof served === 'string' ? apiError(served) : answer(served);
  }, options.tamper);
  return { ...service, asked };
}

/** The names that a request may have. */
const OF_LIST = ['Status', 'SubTaskHasFailed', 'Limit', 'ScrollToken', 'StartTime', 'EndTime'];

/**
 * A page of tasks, or an error code. Those that were submitted last come first, and a token is the id of the next task: what is
 * submitted between two pages moves none to another page.
 */
function list(
  request: DescribeTasksRequest,
  { tasks, pageSize = 100 }: MpsOptions,
  now: number,
): DescribeTasksResponse | string {
  const { Status, Limit = 10, ScrollToken, StartTime, EndTime } = request;
  if (Object.keys(request).some((name) => !OF_LIST.includes(name))) return 'UnknownParameter';
  if (!['WAITING', 'PROCESSING', 'FINISH'].includes(Status)) return 'InvalidParameterValue';
  if (!Number.isInteger(Limit) || Limit < 1 || Limit > 100) return 'InvalidParameterValue';
  const [since, until] = [timeOf(StartTime, 0), timeOf(EndTime, now)];
  if (since === undefined || until === undefined) return 'InvalidParameterValue';
  const found = tasks
    .filter((task) => task.Status === Status)
    .map((task) => ({ task, submitted: Date.parse(task.CreateTime ?? '') }))
    .filter(({ submitted }) => submitted >= since && submitted <= until)
    .sort((one, other) => other.submitted - one.submitted)
    .map(({ task }) => task);
  const start = ScrollToken ? found.findIndex((task) => taskIdOf(task) === ScrollToken) : 0;
  if (start < 0) return 'InvalidParameterValue';
  const end = start + Math.min(Limit, pageSize);
  const next = found[end];
  return {
    TaskSet: found.slice(start, end).map(inList),
    ScrollToken: next === undefined ? '' : taskIdOf(next),
    TotalCount: found.length,
  };
}

function inList(task: TaskDetail): TaskSimpleInfo {
  const { TaskType, CreateTime = NO_TIME } = task;
  const { BeginProcessTime = NO_TIME, FinishTime = NO_TIME } = task;
  return {
    TaskId: taskIdOf(task),
    // The list has a name of its own for tasks of live streams.
    TaskType: TaskType === 'LiveStreamProcessTask' ? 'LiveProcessTask' : (TaskType ?? ''),
    CreateTime,
    BeginProcessTime,
    FinishTime,
    SubTaskTypes: [],
  };
}

function detail(
  id: unknown,
  { tasks }: MpsOptions,
  now: number,
): DescribeTaskDetailResponse | string {
  if (typeof id !== 'string' || id === '') return 'MissingParameter';
  const task = tasks.find((one) => taskIdOf(one) === id);
  const isKnown = task !== undefined && Date.parse(task.CreateTime ?? '') > now - KNOWN_FOR;
  return isKnown ? task : 'ResourceNotFound';
}

/** A time of a request; `undefined` if it is not one as the API documents it. */
function timeOf(text: string | undefined, byDefault: number): number | undefined {
  if (text === undefined) return byDefault;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : undefined;
}
