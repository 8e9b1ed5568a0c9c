import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../core/report';
import { goTo, isListing, openExport } from '../archive/state';
import { named } from '../input/dropped';
import { takeFiles } from '../input/take';
import { LANGUAGES, words } from '../lang';
import { language, type Theme, theme } from '../state/settings';
import { type Dialog, dialog, type View, view } from '../state/view';
import { Icon, type IconName } from './Icon';

export function Header() {
  const t = words.value;
  return (
    <header class="top">
      <button
        type="button"
        class="skip"
        onClick={() => {
          (
            document.querySelector<HTMLElement>('.list') ?? document.getElementById('main')
          )?.focus();
        }}
      >
        {isListing.value ? t.skipToList : t.skip}
      </button>
      <p class="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="7" />
          <path d="M7 10h18M7 16h11M7 22h15" />
        </svg>
        <span>
          MPS <strong>{t.title}</strong>
        </span>
      </p>
      <div class="tools">
        <Files />
        <Opener name="paste" label={t.paste} />
        <Opener name="samples" label={t.samples} />
        <Opener name="export" label={t.exportTitle} open={openExport} />
      </div>
      <div class="settings">
        <label>
          <span class="visually-hidden">{t.lang}</span>
          <select
            id="page-language"
            value={language.value}
            onChange={(event) => {
              language.value = event.currentTarget.value as Language;
            }}
          >
            {Object.entries(LANGUAGES).map(([id, name]) => (
              <option key={id} value={id} lang={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="visually-hidden">{t.theme}</span>
          <select
            id="page-theme"
            value={theme.value}
            onChange={(event) => {
              theme.value = event.currentTarget.value as Theme;
            }}
          >
            {(['auto', 'light', 'dark'] as const).map((id) => (
              <option key={id} value={id}>
                {t.themes[id]}
              </option>
            ))}
          </select>
        </label>
        <Opener name="keys" label={t.keys} />
      </div>
      <Views />
    </header>
  );
}

function Opener({
  name,
  label,
  open = () => {
    dialog.value = name;
  },
}: {
  name: NonNullable<Dialog> & IconName;
  label: string;
  open?(): void;
}) {
  return (
    <button type="button" class="tool" title={label} onClick={() => open()}>
      <Icon name={name} />
      <span>{label}</span>
    </button>
  );
}

function Files() {
  const t = words.value;
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (event: { currentTarget: HTMLInputElement }) => {
    const chosen = [...(event.currentTarget.files ?? [])].map(named);
    event.currentTarget.value = '';
    takeFiles(chosen);
  };
  return (
    <>
      <button type="button" class="tool strong" onClick={() => files.current?.click()}>
        <Icon name="open" />
        <span>{t.open}</span>
      </button>
      <input
        ref={files}
        id="open-files"
        class="aside"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t.open}
        onChange={take}
      />
      <button type="button" class="tool folder" onClick={() => folder.current?.click()}>
        <Icon name="open" />
        <span>{t.openFolder}</span>
      </button>
      <input
        ref={folder}
        id="open-folder"
        class="aside"
        type="file"
        tabIndex={-1}
        aria-label={t.openFolder}
        onChange={take}
        {...{ webkitdirectory: true }}
      />
    </>
  );
}

function Views() {
  const t = words.value;
  const names: [View, string][] = [
    ['report', t.viewReport],
    ['plan', t.viewPlan],
    ['compare', t.viewCompare],
  ];
  const nav = useRef<HTMLElement>(null);
  const now = view.value;
  // On a narrow screen the tabs scroll: the one that is looked at is in sight.
  useEffect(() => {
    const tab = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current && tab) nav.current.scrollLeft = tab.offsetLeft - nav.current.offsetLeft - 24;
  }, [now]);
  return (
    <nav class="views" aria-label={t.views} ref={nav}>
      {names.map(([id, name]) => (
        <button
          key={id}
          type="button"
          aria-current={now === id ? 'page' : undefined}
          onClick={() => goTo(id)}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
