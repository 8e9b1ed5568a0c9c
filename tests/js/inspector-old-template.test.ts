/** What the template that the function replaces would send: by what its published code reads. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oldTemplate } from '../../js/inspector/plan/old-template';
import { eventBytes } from './support/project';

const of = (name: string) => oldTemplate(JSON.parse(eventBytes(name).toString()));

test('it says of everything that it is done', () => {
  assert.deepEqual(of('workflow-partial.json'), {
    text: [
      '<font color="info">视频处理完成！</font>',
      '> 视频处理任务ID:<font color="warning">2600011634-WorkflowTask-0e87c1212a698494dcdb198af3e0eb2ftt3</font>',
      '> 任务流状态:<font color="warning">FINISH</font>',
      '> 视频处理输出文件信息:<font color="warning">/播客/EP 12 只剩50%的电_transcode_1010.mp3</font>',
      '> 视频处理输出存储桶地域信息:<font color="warning">ap-shanghai/podcast-out-1250000001</font>',
      '> 视频处理任务执行状态:<font color="warning"></font>',
    ].join('\n'),
  });
});

test('it ends with an error where there is no output of a first transcoding', () => {
  const errors = {
    'edit-media-success.json': "Cannot read property 'TaskId' of null",
    'live-review.json': "Cannot read property 'TaskId' of undefined",
    'workflow-failed-source.json': "Cannot read property 'Path' of null",
  };
  for (const [name, error] of Object.entries(errors)) {
    assert.deepEqual(of(name), { error: `TypeError: ${error}` }, name);
  }
  assert.equal(oldTemplate('text'), undefined);
});
