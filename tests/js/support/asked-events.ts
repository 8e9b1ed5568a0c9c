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
    why: /^Transcoding · Animated image \+1: The source has no usable picture – .*Image sprites \(template 99\): No such template – check its ID$/s,
    todo: /^What to do\s+Do what stands beside each, then submit only what failed again \(ProcessMedia\)/,
    question: 'Why did it fail?',
    answer: 'The source has no usable picture',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'workflow-failed-source',
    verdict: 'Failed',
    why: /^The source /,
    todo: /Check or replace the file, then submit the task again \(ProcessMedia\)/,
    question: 'May I retry it?',
    answer: 'A retry without that fails again.',
    selector: '.outcome .todo',
    where: 'what to do',
  },
  {
    folder: 'events',
    name: 'schedule-ai-failed',
    verdict: 'Failed',
    why: /^Erasure · Dubbing: The source is damaged.*Smart subtitles: .*Recognition · Content review \+1: A fault of the service.*Analysis \(template 20\): /s,
    todo: /Correct the first 2 of these; for the others a retry is enough/,
    question: 'Whose fault is it?',
    answer: 'A fault of the service',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'live-eof-timeout',
    verdict: 'Failed',
    why: /^No data from the stream/,
    todo: /If the broadcast was to end, nothing is wrong/,
    question: 'Why did the stream end?',
    answer: 'No data from the stream',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'edit-media-failed',
    verdict: 'Failed',
    why: /^The source was not downloaded/,
    todo: /Check that it exists and may be read, then submit the task again \(EditMedia\)/,
    question: 'Which task is it?',
    answer: '2600012001-EditMedia-',
    selector: '.facts',
    where: 'facts',
  },
  {
    folder: 'events',
    name: 'workflow-ai-review',
    verdict: 'Block suggested',
    why: /^guns 99% sure \(0:20\) · .*\(1:20\)$/,
    todo: /The pictures have expired: look at these times in the file itself/,
    question: 'May it be published?',
    answer: 'guns 99% sure (0:20)',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'live-review',
    verdict: 'Block suggested',
    why: /^guns 97% sure \(0:31\) · moan 88% sure \(1:00\)$/,
    todo: /Query the task to learn which stream it is/,
    question: 'What did the review of the stream find?',
    answer: 'guns 97% sure (0:31) · moan 88% sure (1:00)',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'workflow-quality-control',
    verdict: 'Defect found',
    why: /^No picture stream MetaData, however, has a picture stream of 1920 × 1080\.$/,
    todo: /The check and MetaData do not agree: play the file/,
    question: 'Is the file sound?',
    answer: 'No picture stream',
    selector: '.outcome .reason',
    where: 'below the verdict',
  },
  {
    folder: 'events',
    name: 'workflow-processing',
    verdict: 'Was processing',
    why: /^$/,
    todo: /by now it has ended/,
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
    why: /^Transcoding \(template 100020\) – treat it as failed: there is no file.*The task as a whole – check its files: .*part of the source was skipped/s,
    todo: /Submit what made no file again \(ProcessMedia\)/,
    question: 'Can I trust it?',
    answer: 'treat it as failed: there is no file',
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
