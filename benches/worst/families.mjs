/**
 * Inputs of the worst kind that we know of, one family each: `make(size)` gives the event as a function gets it, about `size`
 * bytes of JSON.
 */

import { gzipSync } from 'node:zlib';

const workflow = (members) => ({
  EventType: 'WorkflowTask',
  WorkflowTaskEvent: {
    TaskId: '1250000000-WorkflowTask-worst',
    Status: 'FINISH',
    ErrCode: 0,
    ...members,
  },
});
const transcode = (output) => ({
  Type: 'Transcode',
  TranscodeTask: { Status: 'SUCCESS', ErrCode: 0, Message: '', Output: output },
});
const times = (count, make) =>
  Array.from({ length: Math.max(1, Math.floor(count)) }, (_, index) => make(index));
const webRequest = (body) => ({ httpMethod: 'POST', requestContext: {}, headers: {}, body });
const id = (index) => String(index).padStart(8, '0');

/** @type {Record<string, { make: (size: number) => unknown, env?: Record<string, string>, template?: string }>} */
export const FAMILIES = {
  'one long text': { make: (size) => workflow({ Message: 'x'.repeat(size) }) },
  'many members': {
    make: (size) => workflow(Object.fromEntries(times(size / 13, (index) => [`m${id(index)}`, 1]))),
  },
  'many values': { make: (size) => workflow({ Values: times(size / 2, () => 1) }) },
  'empty sub-tasks': {
    make: (size) => workflow({ MediaProcessResultSet: times(size / 3, () => ({})) }),
  },
  'sub-tasks with a file': {
    make: (size) =>
      workflow({
        MediaProcessResultSet: times(size / 130, (index) =>
          transcode({ Path: `/out/${id(index)}.mp4` }),
        ),
      }),
  },
  'file ids': {
    make: (size) =>
      workflow({
        MediaProcessResultSet: [
          transcode(Object.fromEntries(times(size / 21, (index) => [`a${id(index)}FileId`, 'x']))),
        ],
      }),
  },
  findings: {
    make: (size) =>
      workflow({
        AiRecognitionResultSet: [
          {
            Type: 'AsrFullTextRecognition',
            AsrFullTextTask: {
              Status: 'SUCCESS',
              Output: {
                SegmentSet: times(size / 60, (index) => ({
                  Text: id(index),
                  StartTimeOffset: index,
                })),
              },
            },
          },
        ],
      }),
  },
  'a message full of a secret': {
    make: (size) =>
      workflow({
        Message: 'AKIDsecret'.repeat(size / 10),
        InputInfo: { Type: 'AWS-S3', S3InputInfo: { S3SecretId: 'AKIDsecret' } },
      }),
  },
  'many secrets': {
    make: (size) =>
      workflow({
        Message: times(size / 60, (index) => `AKIDsecret${id(index)}`).join(' '),
        Inputs: times(size / 60, (index) => ({ S3SecretId: `AKIDsecret${id(index)}` })),
      }),
  },
  'many URLs': {
    make: (size) =>
      workflow({
        Message: times(
          size / 50,
          (index) => `https://u:p@h.example/${id(index)}?sign=abc#token=x`,
        ).join(' '),
      }),
  },
  'escapes in a web request': {
    make: (size) =>
      webRequest(
        `{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Message":"${'\\u0041'.repeat(size / 7)}"}}`,
      ),
  },
  'text in text': {
    make: (size) => {
      let text = JSON.stringify(workflow({ Message: '' }));
      for (let depth = 0; depth < 3; depth += 1) text = JSON.stringify(text);
      const free = Math.max(0, size - text.length * 2);
      return [
        JSON.stringify(JSON.stringify(JSON.stringify(workflow({ Message: 'x'.repeat(free) })))),
      ];
    },
  },
  'a list of nothing': { make: (size) => times(size / 2, () => 0) },
  'a list of notifications': {
    make: (size) =>
      times(size / 140, (index) => ({
        EventType: 'EditMediaTask',
        EditMediaTaskEvent: {
          TaskId: `125-EditMedia-${id(index)}`,
          Status: 'FINISH',
          ErrCode: 0,
          Message: '',
          Output: null,
        },
      })),
  },
  'unsigned, with a key': {
    env: { MPS_NOTIFY_KEY: 'the-key-of-the-tasks' },
    make: (size) => webRequest(JSON.stringify(times(size / 3, () => ({})))),
  },
  'unsigned web requests, with a key': {
    env: { MPS_NOTIFY_KEY: 'the-key-of-the-tasks' },
    make: (size) => times(size / 60, () => webRequest('{"EventType":"x"}')),
  },
  'a batch of logs': {
    template: 'cls-to-cos',
    make: (size) => {
      const records = times(size / 2, (index) => ({
        timestamp: '1740816000000000',
        content: `line ${id(index * 7919)}`,
      }));
      const data = gzipSync(
        JSON.stringify({ topic_id: 't', topic_name: 'n', records: records.slice(0, size / 12) }),
      );
      return { clslogs: { data: data.toString('base64') } };
    },
  },
};
