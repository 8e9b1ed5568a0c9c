/** Twelve events of `tests/fixtures/`, and what people ask of them first. */

export interface AskedEvent {
  folder: 'events' | 'malformed';
  name: string;
  /** What its banner says. */
  verdict: string;
  /** Why it is so; empty if there is nothing to say. */
  why: RegExp;
  /** What to do. */
  todo: RegExp;
  question: string;
  answer: string;
  /** The element that has the answer. */
  selector: string;
  /** Where that is, for people. */
  where: string;
}

export const ASKED_EVENTS: readonly AskedEvent[] = [
  {
    folder: 'events',
    name: 'workflow-partial',
    verdict: 'Partly done',
    why: /^3 of 6: the source has no usable picture.*1 of 6: no such template/s,
    todo: /^What to do\s+Correct the cause, then retry only what failed/,
    question: 'Why did it fail?',
    answer: 'The source has no usable picture',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'workflow-failed-source',
    verdict: 'Failed',
    why: /^the source /,
    todo: /Correct the cause, then retry the task/,
    question: 'May I retry it?',
    answer: 'Correct the cause, then retry the task: before that it fails again.',
    selector: '.outcome .todo',
    where: 'what to do',
  },
  {
    folder: 'events',
    name: 'schedule-ai-failed',
    verdict: 'Failed',
    why: /^3 of 7: a fault of the service.*2 of 7: the source is damaged.*(1 of 7: .*){2}$/s,
    todo: /Correct the causes that you can correct, then retry the task/,
    question: 'Whose fault is it?',
    answer: 'A fault of the service',
    selector: '.outcome .reason li:first-child',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'live-eof-timeout',
    verdict: 'Failed',
    why: /^no data from the stream/,
    todo: /Correct the cause, then retry the task/,
    question: 'Why did the stream end?',
    answer: 'No data from the stream',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'edit-media-failed',
    verdict: 'Failed',
    why: /^the source was not downloaded/,
    todo: /Correct the cause, then retry the task/,
    question: 'Which task is it?',
    answer: '2600012001-EditMedia-',
    selector: '.facts',
    where: 'facts',
  },
  {
    folder: 'events',
    name: 'workflow-ai-review',
    verdict: 'Block suggested',
    why: /^guns 99% sure · .* – 3 places$/,
    todo: /Look at the places below, then block or release the file/,
    question: 'May it be published?',
    answer: 'guns 99% sure',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'live-review',
    verdict: 'Block suggested',
    why: /^guns 97% sure · moan 88% sure – 2 places$/,
    todo: /then stop the stream or let it go on/,
    question: 'What did the review of the stream find?',
    answer: 'guns 97% sure · moan 88% sure – 2 places',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'workflow-quality-control',
    verdict: 'Defect found',
    why: /^No picture stream$/,
    todo: /Look at the defects below, then replace or accept/,
    question: 'Is the file sound?',
    answer: 'No picture stream',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'workflow-processing',
    verdict: 'Processing',
    why: /^$/,
    todo: /Wait: a notification comes when the task ends/,
    question: 'What is it waiting for?',
    answer: 'Awaited: Transcoding (template 100030)',
    selector: '.outcome .lead',
    where: 'beside the verdict',
  },
  {
    folder: 'events',
    name: 'schedule-success',
    verdict: 'Succeeded',
    why: /^$/,
    todo: /^Nothing to do\.$/,
    question: 'Is all of it done?',
    answer: 'All 7 sub-tasks are done.',
    selector: '.outcome .lead',
    where: 'beside the verdict',
  },
  {
    folder: 'events',
    name: 'workflow-contradictions',
    verdict: 'Contradicts itself',
    why: /^Transcoding \(template 100020\): the state is SUCCESS, but there is no file of.*The task as a whole: .*part of the source was skipped$/s,
    todo: /Trust the files, not the states/,
    question: 'Can I trust it?',
    answer: 'the state is SUCCESS, but there is no file',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'malformed',
    name: 'array-missing-bracket',
    verdict: 'Not readable',
    why: /^not valid JSON/,
    todo: /^What to do\s+pass the notification's text exactly/,
    question: 'Where is it broken?',
    answer: 'line 1, column 288',
    selector: '.outcome button',
    where: 'verdict',
  },
];
