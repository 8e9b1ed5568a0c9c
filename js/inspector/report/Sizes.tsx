import type { Report } from '../../core/report';
import { bitsPerSecond, bytes } from '../../display/units';
import { words } from '../lang';
import { taskName } from '../state/kinds';
import { field } from '../state/selection';
import { language } from '../state/settings';
import { share } from '../units';
import { nameOf } from './Input';
import { outputsOf } from './Outputs';

const MOST = 12;

/** Size and bitrate of the outputs, beside those of the source. */
export function Sizes({ report }: { report: Report }) {
  const t = words.value;
  const { media } = report;
  const outputs = outputsOf(report).filter(({ output }) => output.size !== undefined);
  if (media?.size === undefined || outputs.length === 0) return null;
  const lines = [
    {
      path: 'media',
      name: t.fields.source,
      size: media.size,
      bitrate: media.bitrate,
      isSource: true,
    },
    ...outputs.slice(0, MOST).map(({ path, output, task }) => ({
      path,
      name: taskName(task) || nameOf(output),
      size: output.size,
      bitrate: output.bitrate,
      isSource: false,
    })),
  ];
  const columns = [
    { key: 'size' as const, label: t.fields.size, show: bytes },
    { key: 'bitrate' as const, label: t.fields.bitrate, show: bitsPerSecond },
  ].filter(({ key }) => lines.filter((line) => line[key]).length > 1);
  return (
    <section aria-labelledby="sizes">
      <h2 id="sizes">{t.sizes}</h2>
      <table class="chart">
        <thead>
          <tr>
            <th scope="col">{t.fields.output}</th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.path} class={line.isSource ? 'source' : ''}>
              <th scope="row">{line.name}</th>
              {columns.map(({ key, show }) => {
                const value = line[key];
                const most = Math.max(...lines.map((it) => it[key] ?? 0));
                return (
                  <td key={key} {...field(`${line.path}.${key}`)}>
                    {value !== undefined && (
                      <>
                        <span class="meter">
                          <span style={{ width: `${(value / most) * 100}%` }} />
                        </span>
                        <span class="amount">
                          {show(value)}
                          {!line.isSource && media[key]
                            ? ` · ${share(value / media[key], language.value)}`
                            : ''}
                        </span>
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
