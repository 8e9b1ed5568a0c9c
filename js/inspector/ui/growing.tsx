import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '../lang';
import { language } from '../state/settings';
import { count } from '../units';

/** How many elements of a list are drawn at first, and how many more each time its end is seen. */
const STEP = 100;
/** How far below the screen the end of a list is drawn already. What is above it is not looked at. */
const AHEAD = '0px 0px 800px';

/**
 * Draws a long list as far as it is looked at: `shown` elements, and `end` behind them, at which more are drawn. What is
 * printed has all of them. The search of the browser finds only what is drawn, which `end` says.
 */
export function useGrowing(total: number): { shown: number; end: ComponentChildren } {
  const t = words.value;
  const shown = useSignal(STEP);
  const end = useRef<HTMLDivElement>(null);
  const beside = useRef<{ next: Element; top: number } | undefined>(undefined);
  useEffect(() => {
    const element = end.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (!seen?.isIntersecting) return;
        const next = element.parentElement?.nextElementSibling;
        const top = next?.getBoundingClientRect().top ?? innerHeight;
        if (next && top < innerHeight) beside.current = { next, top };
        shown.value += STEP;
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
    // Not again as the list grows: an end that stays in view is that of a list above what is looked at.
  }, [total]);
  // What stands behind the list stays in sight.
  useLayoutEffect(() => {
    const before = beside.current;
    beside.current = undefined;
    if (before === undefined) return;
    const { next, top } = before;
    scrollBy({ top: next.getBoundingClientRect().top - top, behavior: 'instant' });
  }, [shown.value]);
  useEffect(() => {
    const all = () => {
      shown.value = total;
    };
    addEventListener('beforeprint', all);
    return () => removeEventListener('beforeprint', all);
  }, [total]);
  const isMore = shown.value < total;
  return {
    shown: Math.min(shown.value, total),
    end: isMore && (
      <div ref={end} class="end muted">
        {t.drawn(count(shown.value, language.value), count(total, language.value))}{' '}
        <button
          type="button"
          class="link"
          onClick={() => {
            const section = end.current?.parentElement;
            shown.value = total;
            // Tab goes on from the list.
            if (section) section.tabIndex = -1;
            section?.focus({ preventScroll: true });
          }}
        >
          {t.drawAll}
        </button>
      </div>
    ),
  };
}
