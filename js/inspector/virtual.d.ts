declare module 'virtual:archive-worker' {
  /** The code of the worker that reads archives. */
  const code: string;
  export default code;
}
declare module 'virtual:background-worker' {
  /** The code of the worker for what would stop the page. */
  const code: string;
  export default code;
}
declare module 'virtual:translations' {
  /** JSON text of what the core says in other languages, by the English sentences. */
  const translations: string;
  export default translations;
}
declare module 'virtual:core' {
  /** The core, deflated, in Base64. */
  const packed: string;
  export default packed;
}
declare module 'virtual:samples' {
  /** JSON text of `[name, event][]`: those that the page offers at once. */
  const samples: string;
  export default samples;
}
declare module 'virtual:more-samples' {
  /** The others, in the same form. */
  const samples: string;
  export default samples;
}
declare module '*.css';
