import { words } from '../lang';
import { language, zone } from '../state/settings';
import { moment } from '../units';

/** A time in the zone that was chosen; in the other one while it is pointed at. */
export function Moment({ iso }: { iso: string }) {
  const other = zone.value === 'utc' ? 'local' : 'utc';
  return (
    <time dateTime={iso} title={IS_UTC ? undefined : moment(iso, language.value, other)}>
      {moment(iso, language.value, zone.value)}
    </time>
  );
}

/** Whether the machine has the time of UTC, all the year. */
const IS_UTC = /^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu|Greenwich)([+-]?0)?$/i.test(
  new Intl.DateTimeFormat().resolvedOptions().timeZone,
);

/** Changes the zone of all times, where there are two. */
export function ZoneSwitch() {
  const t = words.value;
  if (IS_UTC) return null;
  const isUtc = zone.value === 'utc';
  return (
    <button
      type="button"
      class="link zone"
      onClick={() => {
        zone.value = isUtc ? 'local' : 'utc';
      }}
    >
      {isUtc ? t.zoneLocal : t.zoneUtc}
    </button>
  );
}
