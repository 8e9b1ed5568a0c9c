declare module 'virtual:worker' {
  /** The code of the worker. */
  const code: string;
  export default code;
}
declare module 'virtual:core' {
  /** The core, deflated, in Base64. */
  const packed: string;
  export default packed;
}
declare module 'virtual:samples' {
  /** JSON text of `[name, event][]`. */
  const samples: string;
  export default samples;
}
declare module '*.css';
