import type { Media, Place, Report } from '../../core/report';
import { clock } from '../../display/durations';
import { fileName as nameOf } from '../../display/file-name';
import { bitsPerSecond, bytes } from '../../display/units';
import { words } from '../lang';
import { asInEvent } from '../raw/links';
import { field } from '../state/selection';
import { Copy } from '../ui/Copy';
import { Icon } from '../ui/Icon';
import { filesOf } from './causes';
import { placeOf, stepsFor } from './Next';

/** The file that was processed, and what it holds. */
export function Input({ report }: { report: Report }) {
  const t = words.value;
  const places = report.inputs ?? (report.input ? [report.input] : []);
  const { files, isOneOf } = filesOf(report);
  if (places.length === 0 && report.media === undefined) return null;
  return (
    <section aria-labelledby="input">
      <h2 id="input">{places.length > 1 ? t.inputs : t.input}</h2>
      {places.map((place, index) => (
        <PlaceLine
          key={place.uri ?? index}
          place={place}
          path={report.inputs ? `inputs[${index}]` : 'input'}
          isAtFault={!isOneOf && files.length < places.length && files.includes(place)}
        />
      ))}
      {report.media && <MediaFacts media={report.media} />}
    </section>
  );
}

export { nameOf };

/** `isAtFault`: an error names it, and not others. */
export function PlaceLine({
  place,
  path,
  isAtFault = false,
}: {
  place: Place;
  path: string;
  isAtFault?: boolean;
}) {
  const t = words.value;
  const uri = place.uri ?? place.file_id ?? '';
  return (
    <p class="place">
      <strong {...field(`${path}.${place.key === undefined ? 'uri' : 'key'}`)}>
        {nameOf(place)} {isAtFault && <span class="tag failure">{words.value.status.failure}</span>}
      </strong>
      <span class="uri" {...field(`${path}.bucket`)}>
        {uri}
        {place.region && <span class="region">{place.region}</span>}
      </span>
      <PlaceActions place={place} name={nameOf(place) || t.fields.place} />
    </p>
  );
}

export function PlaceActions({ place, name }: { place: Place; name: string }) {
  const label = `${words.value.openLink}: ${name}`;
  const link = /^https?:/.test(place.url ?? '') ? place.url : undefined;
  const page = stepsFor(placeOf(place))?.object_page;
  const onConsole = `${words.value.console.folder}: ${name}`;
  return (
    <span class="actions">
      <Copy text={place.uri ?? place.url ?? place.file_id ?? ''} what={name} />
      {page !== undefined && (
        <a
          class="ghost small"
          href={page}
          target="_blank"
          rel="noreferrer noopener"
          title={onConsole}
          aria-label={onConsole}
        >
          <Icon name="open" />
        </a>
      )}
      {link !== undefined && (
        <a
          class="ghost small"
          href={link}
          {...asInEvent(link)}
          target="_blank"
          rel="noreferrer noopener"
          title={label}
          aria-label={label}
        >
          <Icon name="link" />
        </a>
      )}
    </span>
  );
}

function MediaFacts({ media }: { media: Media }) {
  const t = words.value;
  const video = media.video?.[0];
  const audio = media.audio?.[0];
  const pixels = media.width && media.height ? `${media.width} × ${media.height}` : undefined;
  const facts: [string, string, string | undefined | false][] = [
    [t.fields.duration, 'duration', media.duration !== undefined && clock(media.duration)],
    [t.fields.size, 'size', media.size !== undefined && bytes(media.size)],
    [t.fields.bitrate, 'bitrate', media.bitrate !== undefined && bitsPerSecond(media.bitrate)],
    [t.fields.resolution, 'width', pixels],
    // A container of many names is called by the first.
    [t.fields.container, 'container', media.container?.split(',')[0]],
    [
      t.fields.video,
      'video[0].codec',
      video && [video.codec, video.fps && `${video.fps} fps`].filter(Boolean).join(' '),
    ],
    [
      t.fields.audio,
      'audio[0].codec',
      audio &&
        [audio.codec, audio.sample_rate && `${audio.sample_rate / 1000} kHz`]
          .filter(Boolean)
          .join(' '),
    ],
  ];
  return (
    <dl class="tiles">
      {facts.map(
        ([name, path, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd {...field(`media.${path}`)}>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
