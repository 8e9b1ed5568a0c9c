import { TEMPLATES, type Template } from '../../input/templates';
import { loaded, planWords } from '../lang/loaded';
import { later } from '../raw/load';
import { language } from '../state/settings';
import { Coded } from '../ui/Coded';
import { Icon } from '../ui/Icon';
import { Said } from '../ui/Said';
import { type Field, isBasic, nameOf, type Path, schema } from './schema';
import { options, problems, setOption, template } from './state';

/** A form made of the schema of the options. */
export function Form() {
  const t = loaded(planWords);
  return (
    <form class="options" onSubmit={(event) => event.preventDefault()}>
      <h2>{t.options}</h2>
      <p class="muted">{t.optionsHint}</p>
      <label class="labeled">
        <span>{t.template}</span>
        <select
          value={template.value}
          onChange={(event) => {
            template.value = event.currentTarget.value as Template;
          }}
        >
          {TEMPLATES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {schema.value && <Members field={schema.value} path={[]} value={options.value} />}
    </form>
  );
}

interface MemberProps {
  name: string;
  field: Field;
  path: Path;
  value: unknown;
}

function Member(props: MemberProps) {
  const { field, name, path, value } = props;
  if (field.anyOf !== undefined) return <JsonText {...props} />;
  if (field.type === 'object' && field.properties === undefined) return <NamedTexts {...props} />;
  if (field.type === 'object') {
    return (
      <details open={value !== undefined}>
        <summary>
          <code>{name}</code> <Help path={path} />
        </summary>
        <Members field={field} path={path} value={value} />
      </details>
    );
  }
  if (field.type === 'array' && field.items?.type === 'object') return <List {...props} />;
  // What may have commas in it is a text a line.
  if (field.type === 'array' && field.maxItems !== undefined) return <Lines {...props} />;
  return <Input {...props} />;
}

function Members({ field, path, value }: Omit<MemberProps, 'name'>) {
  const members = value as Record<string, unknown> | undefined;
  const all = Object.entries(field.properties ?? {});
  const member = ([name, inner]: [string, Field]) => (
    <Member key={name} name={name} field={inner} path={[...path, name]} value={members?.[name]} />
  );
  const basic = all.filter(([name]) => isBasic([...path, name]));
  const advanced = all.filter(([name]) => !isBasic([...path, name]));
  if (basic.length === 0) return <div class="members">{all.map(member)}</div>;
  const isUsed = advanced.some(
    ([name]) => members?.[name] !== undefined || hasProblem([...path, name]),
  );
  return (
    <div class="members">
      {basic.map(member)}
      {advanced.length > 0 && (
        <details class="advanced" open={isUsed}>
          <summary>{loaded(planWords).moreOptions(advanced.length)}</summary>
          <div class="members">{advanced.map(member)}</div>
        </details>
      )}
    </div>
  );
}

const hasProblem = (path: Path): boolean =>
  [...problems.value.keys()].some((id) => `${id}.`.startsWith(`${path.join('.')}.`));

function List({ name, field, path, value }: MemberProps) {
  const t = loaded(planWords);
  const items = Array.isArray(value) ? value : [];
  const inner = field.items as Field;
  return (
    <details open={items.length > 0}>
      <summary>
        <code>{name}</code> <Help path={path} />
      </summary>
      {items.map((item, index) => (
        <fieldset key={index} class="item">
          <legend>
            {name} {index + 1}
          </legend>
          <Members field={inner} path={[...path, index]} value={item} />
          <button
            type="button"
            class="quiet"
            onClick={({ currentTarget }) => {
              currentTarget.closest('details')?.querySelector('summary')?.focus();
              setOption([...path, index], undefined);
            }}
          >
            {t.removeItem(name, index + 1)}
          </button>
        </fieldset>
      ))}
      <button type="button" class="quiet" onClick={() => setOption([...path, items.length], {})}>
        <Icon name="add" /> {t.addItem(name)}
      </button>
    </details>
  );
}

/** An object whose names are free and whose values are texts: `name=value`, one a line. */
function NamedTexts({ name, field, path, value }: MemberProps) {
  const lines = (texts: unknown) =>
    Object.entries((texts ?? {}) as Record<string, string>)
      .map((pair) => pair.join('='))
      .join('\n');
  const set = (next: string) => {
    const pairs = next
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [
        line.slice(0, line.indexOf('=')).trim(),
        line.slice(line.indexOf('=') + 1).trim(),
      ]);
    setOption(path, pairs.length > 0 ? Object.fromEntries(pairs) : undefined);
  };
  const id = path.join('.');
  return (
    <div class="labeled">
      <label for={id}>
        <code>{name}</code> <Help path={path} />
      </label>
      <textarea
        id={id}
        rows={3}
        spellcheck={false}
        value={lines(value)}
        placeholder={lines(field.examples?.[0])}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </div>
  );
}

/** A list of texts, one a line. */
function Lines({ name, field, path, value }: MemberProps) {
  const lines = (texts: unknown) => ((texts ?? []) as string[]).join('\n');
  const set = (text: string) => {
    const texts = text.split('\n').map((line) => line.trim());
    setOption(path, text.trim() === '' ? undefined : texts.filter(Boolean));
  };
  const id = path.join('.');
  return (
    <div class="labeled">
      <label for={id}>
        <code>{name}</code> <Help path={path} />
      </label>
      <textarea
        id={id}
        rows={3}
        spellcheck={false}
        value={lines(value)}
        placeholder={lines(field.examples?.[0])}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </div>
  );
}

/** An object of any depth, as JSON. What is not JSON yet is marked, and the option stays as it was. */
function JsonText({ name, field, path, value }: MemberProps) {
  const set = (area: HTMLTextAreaElement) => {
    try {
      setOption(path, area.value.trim() === '' ? undefined : JSON.parse(area.value));
      area.setCustomValidity('');
    } catch (error) {
      area.setCustomValidity((error as Error).message);
      area.reportValidity();
    }
  };
  const id = path.join('.');
  return (
    <div class="labeled">
      <label for={id}>
        <code>{name}</code> <Help path={path} />
      </label>
      <textarea
        id={id}
        rows={2}
        spellcheck={false}
        value={value === undefined ? '' : JSON.stringify(value)}
        placeholder={JSON.stringify(field.examples?.[0])}
        onChange={(event) => set(event.currentTarget)}
      />
    </div>
  );
}

function Input({ name, field, path, value }: MemberProps) {
  const t = loaded(planWords);
  const isList = field.type === 'array';
  const text = isList ? ((value as string[] | undefined) ?? []).join(', ') : String(value ?? '');
  const set = (next: string) => {
    const items = next
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
    setOption(path, next === '' ? undefined : isList ? items : next);
  };
  const id = path.join('.');
  const hint = unsetText(field);
  const placeholder = field.enum ? '' : String(field.default ?? field.examples?.[0] ?? '');
  const problem = problems.value.get(id);
  const wrong = problem && { 'aria-invalid': true, 'aria-describedby': `${id}-problem` };
  return (
    <div class="labeled">
      <label for={id}>
        <code>{name}</code> <Help path={path} />
        {!field.enum && field['x-default'] !== undefined && hint && (
          <span class="help">
            {' '}
            {t.unset}: <Coded text={hint} />
          </span>
        )}
      </label>
      {field.enum ? (
        <select
          id={id}
          value={text}
          {...wrong}
          onChange={(event) => set(event.currentTarget.value)}
        >
          <option value="">
            {t.unset}
            {hint !== undefined && ` (${hint.replaceAll('`', '')})`}
          </option>
          {field.enum.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          {...(field.writeOnly ? { type: 'password' as const } : {})}
          {...wrong}
          autocomplete="off"
          spellcheck={false}
          value={text}
          placeholder={placeholder}
          onInput={(event) => set(event.currentTarget.value)}
        />
      )}
      {problem && (
        <p id={`${id}-problem`} class="problem" role="alert">
          <Said text={problem.message} />
        </p>
      )}
    </div>
  );
}

/** What an option is that is not set. */
function unsetText(field: Field): string | undefined {
  if (field.default !== undefined) return String(field.default);
  const text = field['x-default'];
  return text === undefined ? undefined : later.value?.optionDefault(text, language.value);
}

/** What an option is for. */
function Help({ path }: { path: Path }) {
  return (
    <span class="help">
      <Coded text={later.value?.optionHelp(nameOf(path), language.value) ?? ''} />
    </span>
  );
}
