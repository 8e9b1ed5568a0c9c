/** Signs, drawn with lines; what they mean is always said in words beside them. */

const PATHS = {
  success: 'M5 12.5l4.5 4.5L19 7',
  partial: 'M12 5v9M12 18.2v.6',
  failure: 'M6 6l12 12M18 6L6 18',
  processing: 'M6 12h.01M12 12h.01M18 12h.01',
  unknown: 'M9 9a3 3 0 116 .5c0 2-3 2.2-3 4.5M12 18.2v.6',
  block: 'M12 4a8 8 0 100 16 8 8 0 000-16M6.5 6.5l11 11',
  look: 'M11 5a6 6 0 100 12 6 6 0 000-12M15.5 15.5L20 20',
  unreadable: 'M9 9a3 3 0 116 .5c0 2-3 2.2-3 4.5M12 18.2v.6',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  link: 'M14 5h5v5M19 5l-8 8M16 14v5H5V8h5',
  close: 'M6 6l12 12M18 6L6 18',
  previous: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  open: 'M4 7h6l2 2h8v10H4z',
  paste: 'M8 5H5v15h14V5h-3M9 3h6v4H9z',
  samples: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  export: 'M12 15V4M8 8l4-4 4 4M5 14v6h14v-6',
  keys: 'M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8',
  theme: 'M12 4a8 8 0 100 16zM12 4a8 8 0 010 16',
  download: 'M12 4v11M8 11l4 4 4-4M5 20h14',
  print: 'M7 8V4h10v4M7 17H4V8h16v9h-3M7 14h10v6H7z',
  add: 'M12 5v14M5 12h14',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
