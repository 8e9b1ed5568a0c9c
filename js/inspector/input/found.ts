/** Events in what is not an event by itself: what people copy from logs, chats and commands. */

import { eventsInText } from '../../input/events-in-text';
import { decode, encode, type InspectorCore } from '../core';

export interface FoundEvent {
  bytes: Uint8Array;
  /** 1 for the first line. */
  line: number;
}

/** The events in a text that the core refuses; none if the text is nothing but one broken event. */
export function eventsIn(core: InspectorCore, bytes: Uint8Array): FoundEvent[] {
  const judge = {
    isEvent: (json: string) =>
      core.parse(encode(json), 'en').some(({ report }) => report !== undefined),
    namesEvent: (text: string) => core.namesEvent(encode(text)),
  };
  return eventsInText(decode(bytes), judge).map(({ json, line }) => ({
    bytes: encode(json),
    line,
  }));
}
