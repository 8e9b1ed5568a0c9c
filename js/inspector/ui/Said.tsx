import { useEffect } from 'preact/hooks';
import { later, loadRest } from '../raw/load';
import { language } from '../state/settings';
import { Coded } from './Coded';

/** What the core says, in the language of the page; in English until the translations are loaded, and where there is none. */
export function Said({ text }: { text: string }) {
  const lang = language.value;
  const said = later.value?.translate(text, lang) ?? text;
  useEffect(() => {
    if (lang !== 'en') loadRest();
  }, [lang]);
  return (
    <span {...(said === text && { lang: 'en' })}>
      <Coded text={said} />
    </span>
  );
}
