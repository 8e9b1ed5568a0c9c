/**
 * What reports say of the samples, written by hand from the samples and from what the service's documentation says
 * they mean.
 */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';
import type { Output, Place, Report, Task } from '../../js/core/report';
import type * as Package from '../../js/entries/index';
import { eventNames, eventObject, PKG } from './support/project';

const { parse }: typeof Package = createRequire(import.meta.url)(`${PKG}/index.js`);

function reportOf(event: string | object): Report {
  const [report, ...more] = parse(typeof event === 'string' ? eventObject(event) : event);
  assert.ok(report && more.length === 0);
  return report;
}

function cos(bucket: string, region: string, key: string): Place {
  // Written with JavaScript's own encoder, which shares nothing with the core's.
  const path = encodeURIComponent(key)
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    storage: 'cos',
    bucket,
    region,
    key,
    uri: `cos://${bucket}/${key}`,
    url: `https://${bucket}.cos.${region}.myqcloud.com/${path}`,
  };
}

function placeOf({ storage, bucket, region, key, uri, url }: Output): Place {
  return JSON.parse(JSON.stringify({ storage, bucket, region, key, uri, url }));
}

/** Kind and state of each sub-task, in their order. */
function kinds(report: Report): string[] {
  return report.tasks.map(({ kind, name, status }) => `${name ?? kind} ${status}`);
}

test('status and outcome of every sample', () => {
  const expected: Record<string, [status: string, outcome: string]> = {
    'batch-task.json': ['finished', 'partial'],
    'detail-batch.json': ['finished', 'partial'],
    'detail-workflow.json': ['finished', 'success'],
    'edit-media-failed.json': ['finished', 'failure'],
    'edit-media-processing.json': ['processing', 'processing'],
    'edit-media-success.json': ['finished', 'success'],
    'extract-blind-watermark.json': ['finished', 'success'],
    'image-task.json': ['finished', 'partial'],
    'live-analysis.json': ['processing', 'processing'],
    'live-eof-timeout.json': ['finished', 'failure'],
    'live-eof.json': ['finished', 'success'],
    'live-quality-control.json': ['processing', 'processing'],
    'live-recognition.json': ['processing', 'processing'],
    'live-record.json': ['finished', 'success'],
    'live-review-empty-lists.json': ['processing', 'processing'],
    'live-review.json': ['processing', 'processing'],
    'live-schedule-task.json': ['finished', 'partial'],
    'live-subtitle.json': ['processing', 'processing'],
    'schedule-ai-failed.json': ['finished', 'failure'],
    'schedule-ai.json': ['finished', 'success'],
    'schedule-partial.json': ['finished', 'partial'],
    'schedule-success.json': ['finished', 'success'],
    'unknown-event-type.json': ['finished', 'unknown'],
    'workflow-ai-analysis.json': ['finished', 'success'],
    'workflow-ai-recognition.json': ['finished', 'success'],
    'workflow-ai-review.json': ['finished', 'success'],
    'workflow-contradictions.json': ['finished', 'success'],
    'workflow-dubbing.json': ['finished', 'success'],
    'workflow-failed-source.json': ['finished', 'failure'],
    'workflow-many-outputs.json': ['finished', 'success'],
    'workflow-null-siblings.json': ['finished', 'success'],
    'workflow-odd-values.json': ['finished', 'partial'],
    'workflow-old-2019.json': ['finished', 'partial'],
    'workflow-partial.json': ['finished', 'partial'],
    'workflow-processing.json': ['processing', 'processing'],
    'workflow-quality-control.json': ['finished', 'success'],
    'workflow-s3-secrets.json': ['finished', 'success'],
    'workflow-smart-erase.json': ['finished', 'success'],
    'workflow-smart-subtitles.json': ['finished', 'success'],
    'workflow-storage-types.json': ['finished', 'success'],
    'workflow-text-of-lines.json': ['finished', 'partial'],
    'workflow-types-otherwise.json': ['finished', 'partial'],
    'workflow-unknown-kind.json': ['finished', 'success'],
    'workflow-unknown-results.json': ['finished', 'unknown'],
    'workflow-url-input.json': ['finished', 'success'],
  };
  for (const [name, [status, outcome]] of Object.entries(expected)) {
    const report = reportOf(name);
    assert.deepEqual([report.status, report.outcome], [status, outcome], name);
  }
  assert.deepEqual(Object.keys(expected).sort(), eventNames);
});

test('a task whose sub-tasks all succeeded: every file, where it lies', () => {
  const report = reportOf('workflow-many-outputs.json');
  assert.deepEqual(kinds(report), [
    'Transcode success',
    'Transcode success',
    'AnimatedGraphics success',
    'SnapshotByTimeOffset success',
    'SampleSnapshot success',
    'ImageSprites success',
    'AdaptiveDynamicStreaming success',
  ]);
  assert.deepEqual(
    report.input,
    cos('course-1250000000', 'ap-guangzhou', '课程/2024春/第01讲 导论.mov'),
  );
  const out = (name: string) =>
    cos('course-out-1250000000', 'ap-guangzhou', `课程/2024春/第01讲 导论_${name}`);
  assert.deepEqual(
    report.tasks.map(({ outputs }) => outputs.map(placeOf)),
    [
      [out('transcode_100040.mp4')],
      [out('transcode_100220.m3u8')],
      [out('animatedGraphic_20000.gif')],
      [0, 1, 2].map((number) => out(`snapshotByTimeOffset_10_${number}.jpg`)),
      [0, 1, 2, 3].map((number) => out(`sampleSnapshot_10_${number}.jpg`)),
      [out('imageSprite_10_0.jpg'), out('imageSprite_10_1.jpg'), out('imageSprite_10.vtt')],
      [out('adaptiveDynamicStreaming_10.m3u8')],
    ],
  );
  // The output's own Definition is 0: the input has the template's id.
  assert.equal(report.tasks[0]?.definition, 100040);
  assert.equal(report.session_id, 'course-20240521-000731');
  assert.deepEqual(JSON.parse(report.session_context ?? ''), {
    course: 731,
    title: '导论',
    retry: false,
  });
  assert.ok(report.tasks.every(({ code, code_ext, message }) => !code && !code_ext && !message));
  assert.deepEqual([report.code, report.message, report.warnings], [undefined, undefined, []]);
});

test('a task of which a part failed: codes and messages', () => {
  const report = reportOf('workflow-partial.json');
  assert.equal(report.code, undefined);
  const failed = (code: number, code_ext: string, message: string) => ({ code, code_ext, message });
  const noVideo = failed(
    60000,
    'SourceFileError.NoVideoMedia',
    'The source file has no video stream',
  );
  const expected: [string, object][] = [
    ['Transcode success', {}],
    ['Transcode failure', noVideo],
    ['AnimatedGraphics failure', noVideo],
    ['SnapshotByTimeOffset failure', noVideo],
    [
      'ImageSprites failure',
      failed(40000, 'InvalidInput.DefinitionNotExist', 'Definition 99 does not exist'),
    ],
    ['Transcode success', {}],
  ];
  assert.deepEqual(
    kinds(report),
    expected.map(([kind]) => kind),
  );
  for (const [index, [kind, errors]] of expected.entries()) {
    const { code, code_ext, message, outputs } = report.tasks[index] as Task;
    assert.deepEqual(JSON.parse(JSON.stringify({ code, code_ext, message })), errors, kind);
    assert.equal(outputs.length, kind.endsWith('success') ? 1 : 0);
  }
  assert.deepEqual(
    report.input,
    cos('podcast-1250000001', 'ap-shanghai', '播客/EP 12 只剩50%的电.m4a'),
  );
});

test('an unreadable source: the task’s own code, and no media', () => {
  const report = reportOf('workflow-failed-source.json');
  assert.equal(report.code, 60000);
  assert.equal(report.message, 'Invalid data found when processing input');
  assert.equal(report.media, undefined);
  assert.deepEqual(
    report.tasks.map(({ status, code_ext }) => [status, code_ext]),
    [
      ['failure', 'SourceFileError'],
      ['failure', 'SourceFileError'],
      ['failure', '302'],
    ],
  );
});

test('a task under way: what is done is there already', () => {
  const report = reportOf('workflow-processing.json');
  assert.deepEqual(kinds(report), [
    'Transcode processing',
    'SampleSnapshot success',
    'ImageSprites processing',
    'AdaptiveDynamicStreaming processing',
  ]);
  assert.equal(report.tasks[0]?.progress, 37);
  assert.equal(report.tasks[0]?.message, undefined); // it says SUCCESS, which it is not yet
  assert.equal(report.tasks[1]?.outputs.length, 2);
  assert.ok(report.tasks.every(({ finished_at }) => !finished_at?.startsWith('0000')));
  assert.equal(report.finished_at, undefined);
});

test('an edit: several inputs, one output with what it holds', () => {
  const report = reportOf('edit-media-success.json');
  const input = (key: string) => cos('studio-1250000002', 'ap-nanjing', key);
  assert.deepEqual(report.input, input('素材/片头 v2.mp4'));
  assert.equal(report.inputs?.length, 3);
  const [task] = report.tasks;
  assert.deepEqual([task?.kind, task?.family, task?.status], ['EditMedia', 'edit', 'success']);
  assert.equal(task?.outputs[0]?.key, '成片/采访 终版.mp4');
  assert.equal(task?.outputs[0]?.size, 151990412);
  const failed = reportOf('edit-media-failed.json');
  assert.deepEqual(
    [failed.code, failed.message, failed.tasks[0]?.outputs],
    [60000, 'download source failed: 素材/不存在.mp4', []],
  );
});

test('an orchestration: activities are sub-tasks', () => {
  assert.deepEqual(kinds(reportOf('schedule-success.json')), [
    'Transcode success',
    'SnapshotByTimeOffset success',
    'SampleSnapshot success',
    'ImageSprites success',
    'AnimatedGraphics success',
    'AdaptiveDynamicStreaming success',
    'AsrFullTextRecognition success',
  ]);
  const partial = reportOf('schedule-partial.json');
  const sprites = partial.tasks.at(-1);
  assert.deepEqual(
    [sprites?.kind, sprites?.code, sprites?.code_ext, sprites?.message],
    ['ImageSprites', 70000, 'InternalError', 'internal error, please retry'],
  );
  // A # and a space belong to the key, not to the URL's syntax.
  assert.match(partial.tasks[0]?.outputs[0]?.url ?? '', /%20%E8%A7%86%E9%A2%91%238_transcode/);
});

test('the storage that Type names counts, and an output without one inherits it', () => {
  const s3 = reportOf('workflow-s3-secrets.json');
  assert.equal(s3.input?.uri, 's3://media-in/in/Übersicht 100% final.mp4');
  assert.equal(s3.tasks[0]?.outputs[0]?.storage, 's3');
  assert.ok(!JSON.stringify(s3).includes('FAKE-'));

  const fromUrl = reportOf('workflow-url-input.json');
  assert.equal(fromUrl.input?.storage, 'url');
  assert.match(fromUrl.input?.url ?? '', /^https:\/\/media\.example\.com\/%E8%A7%86/);
  assert.deepEqual(
    placeOf(fromUrl.tasks[0]?.outputs[0] as Output),
    cos('mirror-1250000004', 'ap-tokyo', 'mirror/demo clip_transcode_100010.mp4'),
  );
});

test('unknown types and kinds are told by their names', () => {
  const type = reportOf('unknown-event-type.json');
  assert.deepEqual([type.event_type, type.event_name], ['other', 'QuantumRenderTask']);
  assert.ok(type.warnings.some(({ code }) => code === 'unknown_event_type'));
  const kind = reportOf('workflow-unknown-kind.json');
  const hologram = kind.tasks.find(({ name }) => name === 'HologramCapture');
  assert.deepEqual([hologram?.kind, hologram?.status], ['other', 'success']);
  assert.ok(kind.warnings.some(({ message }) => message.includes('HologramCapture')));
});

test('numbers that come as text, and other oddities', () => {
  const report = reportOf('workflow-odd-values.json');
  assert.deepEqual(
    [report.media?.width, report.media?.height, report.media?.bitrate, report.media?.duration],
    [1920, 1080, 2048311, 12.345678329467773],
  );
  assert.equal(report.input?.key, 'no/leading/slash/a+b&c=d#e%20f.mp4');
  assert.equal(report.tasks[0]?.definition, 100040);
  assert.equal(report.tasks[0]?.outputs[0]?.key, 'double//slash/video.mp4');
  assert.deepEqual(
    report.tasks[1]?.outputs.map(({ key }) => key),
    ['x/😀 0.jpg'],
  );
});

/** A finished workflow of one transcode, but for what a test changes. */
function transcode(change: { status?: string; storage?: object; path?: string; task?: object }) {
  const { status = 'SUCCESS', path = '/out.mp4', task = {} } = change;
  const storage = change.storage ?? {
    Type: 'COS',
    CosOutputStorage: { Bucket: 'out-1250000000', Region: 'ap-guangzhou' },
  };
  const TranscodeTask = {
    Status: status,
    ErrCode: 0,
    Input: {},
    Output: { OutputStorage: storage, Path: path },
    ...task,
  };
  const CosInputInfo = { Bucket: 'in-1250000000', Region: 'ap-guangzhou', Object: '/in.mp4' };
  const WorkflowTaskEvent = {
    TaskId: 't',
    Status: 'FINISH',
    ErrCode: 0,
    InputInfo: { Type: 'COS', CosInputInfo },
    MediaProcessResultSet: [{ Type: 'Transcode', TranscodeTask }],
  };
  return { EventType: 'WorkflowTask', WorkflowTaskEvent };
}

test('nothing succeeded that is known: no success', () => {
  assert.notEqual(reportOf('batch-task.json').outcome, 'success'); // one of its two outputs failed
  assert.notEqual(reportOf(transcode({ status: 'CANCELLED' })).outcome, 'success');
});

test('an output in a storage of an unknown type is not said to lie in the source’s bucket', () => {
  const event = transcode({ storage: { Type: 'GCS', GcsOutputStorage: { Bucket: 'x' } } });
  const [output] = reportOf(event).tasks[0]?.outputs ?? [];
  assert.equal(output?.storage, 'unknown');
  assert.equal(output.bucket, undefined);
});

test('a scheme is at the beginning of a URL only', () => {
  const [output] =
    reportOf(transcode({ path: '/talks/Re: http://example.mp4' })).tasks[0]?.outputs ?? [];
  assert.equal(output?.storage, 'cos');
  assert.equal(output.key, 'talks/Re: http://example.mp4');
});

test('times are ISO 8601 or left out', () => {
  const report = reportOf(transcode({ task: { BeginProcessTime: 'yesterday', FinishTime: '1' } }));
  assert.deepEqual([report.started_at, report.finished_at], [undefined, undefined]);
});

test('the place in a warning is a path', () => {
  const event = transcode({});
  (event.WorkflowTaskEvent.MediaProcessResultSet as unknown[]).push(null);
  for (const { path } of reportOf(event).warnings) assert.doesNotMatch(path, /\.\.|\.$/);
});
