'use strict';

/*
 * What the package says of sample events, as one text that must be the same on every platform. It is itself plain enough
 * for all of them, Node.js 8.9 and browsers included.
 */

const NOW = new Date(1700000000000);

const PLAN = {
  options: {
    cos: { bucket: 'archive-1250000000', region: 'ap-tokyo' },
    notify: [
      { kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=example' },
    ],
    scf: { region: 'ap-tokyo' },
    invoke: [{ function: 'next' }],
  },
  now: NOW,
};

/** What comes of each call for each event: a value, or what an error says. */
exports.vectors = (api, events) => {
  const said = {};
  for (const name of Object.keys(events)) {
    const event = events[name];
    const calls = {
      reports: () => api.parse(event),
      in_english: () => api.parse(event, { lang: 'en' }),
      safely: () => {
        const result = api.safeParse(event);
        return result.ok ? result.reports.length : [result.error.code, result.raw === event];
      },
      cloud_events: () => api.toCloudEvents(event, { now: NOW }),
      verified: () => api.verify(event, 'key', { now: NOW }) === undefined,
      text: () => api.render(event, 'text', { lang: 'ja' }),
      message: () => api.render(event, 'feishu'),
      plan: () => api.plan(event, PLAN),
    };
    said[name] = {};
    for (const call of Object.keys(calls)) {
      try {
        said[name][call] = calls[call]();
      } catch (error) {
        const { code, message, help, path, offset } = error;
        said[name][call] = [error.name, code, message, help, path, offset];
      }
    }
  }
  return JSON.stringify(said);
};
