// A reporter of node:test for `npm test`: how many tests passed, which failed, which were skipped and why, and how long
// each took, as one JSON object at the end.

export default async function* summary(source) {
  const passed = [];
  const failed = [];
  const skipped = [];
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, nesting, file, details, skip, todo } = data;
    const test = { name, file, nesting, seconds: details.duration_ms / 1000 };
    const reason = skip ?? todo;
    if (reason !== undefined && reason !== false) {
      skipped.push({ ...test, reason: reason === true ? 'without a reason' : String(reason) });
    } else if (type === 'test:fail') failed.push(test);
    else passed.push(test);
  }
  yield JSON.stringify({ passed, failed, skipped });
}
