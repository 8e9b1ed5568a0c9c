import { words } from '../lang';
import { language, zone } from '../state/settings';
import { moment } from '../units';

/** A time in the zone that was chosen; in the other one while it is pointed at. */
export function Moment({ iso }: { iso: string }) {
  const other = zone.value === 'utc' ? 'local' : 'utc';
  return (
    <time dateTime={iso} title={moment(iso, language.value, other)}>
      {moment(iso, language.value, zone.value)}
    </time>
  );
}

/** Changes the zone of all times. */
export function ZoneSwitch() {
  const t = words.value;
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
