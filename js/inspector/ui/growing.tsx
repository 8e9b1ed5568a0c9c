import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** How many elements of a list are drawn at first, and how many more each time its end is seen. */
const STEP = 100;
/** How far below the screen the end of a list is drawn already. */
const AHEAD = '800px';

/**
 * Draws a long list as far as it is looked at: `shown` elements, and `end` behind them, at which more are drawn. What is
 * printed has all of them.
 */
export function useGrowing(total: number): { shown: number; end: ComponentChildren } {
  const shown = useSignal(STEP);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = end.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) shown.value += STEP;
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [shown.value, total]);
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
    end: isMore && <div ref={end} class="end" aria-hidden="true" />,
  };
}
