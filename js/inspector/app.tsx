import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { ArchiveView } from './archive/ArchiveView';
import { client, closeRow, isListing, opened } from './archive/state';
import { Compare } from './compare/Compare';
import { compareWith } from './compare/state';
import { filesOf, isWanted } from './input/dropped';
import { Origin } from './input/Origin';
import { Paste } from './input/Paste';
import { Samples } from './input/Samples';
import { takeFiles, takeText } from './input/take';
import { words } from './lang';
import { Export } from './out/Export';
import { PlanView } from './plan/PlanView';
import { origins } from './raw/origins';
import { Raw } from './raw/Raw';
import { ReportView } from './report/ReportView';
import { badLink, result } from './state/event';
import { PASTED } from './state/place';
import { selection } from './state/selection';
import { dialog, notice, rawShown, view } from './state/view';
import { Header } from './ui/Header';
import { Icon } from './ui/Icon';
import { KeySheet } from './ui/KeySheet';
import { listen } from './ui/keys';

export function App() {
  const t = words.value;
  const isOver = useDrop();
  useEffect(listen, []);
  useScroll();
  useSignalEffect(() => {
    document.title = `MPS ${words.value.title}`;
  });
  useSignalEffect(() => {
    void [view.value, result.value, origins.value, opened.value];
    const { fields, from } = selection.value;
    requestAnimationFrame(() => light(fields, from === 'raw'));
  });
  const isList = isListing.value;
  return (
    <>
      <Header />
      <main
        id="main"
        tabIndex={-1}
        class={`${isList ? 'listing' : view.value} ${rawShown.value ? 'raw-shown' : ''}`}
      >
        {isList ? (
          <ArchiveView />
        ) : view.value === 'report' ? (
          <>
            <div class="column">
              {badLink.value === undefined && <Origin />}
              {client.value && (
                <button type="button" class="quiet back" onClick={closeRow}>
                  <Icon name="previous" /> {t.archiveBack}
                </button>
              )}
              <ReportView />
            </div>
            <button
              type="button"
              class="quiet switch"
              onClick={() => {
                rawShown.value = !rawShown.value;
              }}
            >
              {rawShown.value ? t.hideRaw : t.showRaw}
            </button>
            <Raw />
          </>
        ) : view.value === 'plan' ? (
          <PlanView />
        ) : (
          <Compare />
        )}
      </main>
      {dialog.value === 'samples' && <Samples />}
      {dialog.value === 'paste' && <Paste />}
      {dialog.value === 'export' && <Export />}
      {dialog.value === 'keys' && <KeySheet />}
      <p class="notice" role="status" aria-live="polite">
        {notice.value}
      </p>
      {isOver && (
        <div class="drop" aria-hidden="true">
          <p>{t.dropHere}</p>
        </div>
      )}
    </>
  );
}

/** Shows which fields of the report are selected. */
function light(fields: readonly string[], scrolls: boolean): void {
  let isFirst = true;
  // A large event has more fields than can be compared with every element.
  const lit = new Set(fields.flatMap(partsOf));
  for (const element of document.querySelectorAll<HTMLElement>('[data-field]')) {
    const path = element.dataset.field ?? '';
    const isLit = lit.has(path);
    element.classList.toggle('lit', isLit);
    if (isLit && isFirst && scrolls) {
      element.scrollIntoView({ block: 'nearest' });
      isFirst = false;
    }
  }
}

/** A path and those of what it is in: `a[0].b`, `a[0]`, `a`. */
function partsOf(path: string): string[] {
  return [path, ...[...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index))];
}

/** Each view is found again where it was left; at first it is seen from its top. */
function useScroll(): void {
  const places = useRef(new Map<string, number>());
  const name = client.value && opened.value === undefined ? `${view.value} list` : view.value;
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    scrollTo(0, places.current.get(name) ?? 0);
    // What had the focus may have gone with the view; the next Tab begins where the new one does.
    if (!isFirst.current && document.activeElement === document.body) {
      document.getElementById('main')?.focus({ preventScroll: true });
    }
    isFirst.current = false;
    return () => {
      places.current.set(name, scrollY);
    };
  }, [name]);
}

function useDrop(): boolean {
  const over = useSignal(false);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!isWanted(event.dataTransfer)) return;
      event.preventDefault();
      over.value = true;
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) over.value = false;
    };
    const drop = async (event: DragEvent) => {
      event.preventDefault();
      over.value = false;
      const transfer = event.dataTransfer;
      if (transfer === null) return;
      const text = transfer.getData('text/plain');
      const files = await filesOf(transfer);
      // What is dropped beside an event that is compared is the other one.
      if (view.peek() === 'compare' && files.length === 1) compareWith(files[0]);
      else if (files.length > 0) takeFiles(files);
      else if (text !== '') takeText(text, PASTED);
    };
    // What is pasted anywhere but into a field is an event.
    const paste = (event: ClipboardEvent) => {
      const target = event.composedPath()[0] as HTMLElement;
      if (target.isContentEditable || /^(INPUT|TEXTAREA)$/.test(target.tagName ?? '')) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() !== '') takeText(text, PASTED);
    };
    document.addEventListener('dragover', drag);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', drag);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return over.value;
}
