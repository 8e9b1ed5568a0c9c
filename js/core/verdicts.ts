/** Verdicts in the order of the core. */

/** What people see first of a report, the worst first. */
export const VERDICTS = [
  'failure',
  'partial',
  'block',
  'defect',
  'review',
  'quality_warning',
  'contradiction',
  'processing',
  'unknown',
  'success',
] as const;
