// Line icons of our own, 24 × 24, always beside words and so hidden from screen readers.
const paths = {
  wallet:
    'M4 8.5 14.5 4l4.5 10.5M3 9h13.5A1.5 1.5 0 0 1 18 10.5v8a1.5 1.5 0 0 1-1.5 1.5h-12A1.5 1.5 0 0 1 3 18.5zM3 13h15M6 17h4',
  logIn: 'M13 4h5a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-5M3 12h11M10 8l4 4-4 4',
  ledger: 'M6 3h11a2 2 0 0 1 2 2v16H7a2 2 0 0 1-2-2V4a1 1 0 0 1 1-1zM5 18a2 2 0 0 1 2-2h12M9 7.5h6M9 11h6',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8v4.4M9 14.8v4.4',
  family:
    'M8.5 11a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM2.5 19.5c0-3.3 2.7-5.5 6-5.5s6 2.2 6 5.5M16.5 12a2.6 2.6 0 1 0-.8-5M17.5 14.3c2.3.4 4 2.3 4 5',
  lock: 'M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8 11V8a4 4 0 0 1 8 0v3M12 14.5v2.5',
  open: 'M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8 11V8a4 4 0 0 1 7.6-1.7M12 14.5v2.5',
  card: 'M4 5.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM6 9.5h4.5v4H6zM13.5 10h4.5M13.5 13h3M6 16h5',
  reader:
    'M4 13h16a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1zM6.5 13V5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v8M9.5 7.5h3v2.5h-3zM7 16.5h4',
  words: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-9l-4 3.5V17H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM7.5 9.5h9M7.5 12.8h5',
  paper: 'M6 3h8.5L19 7.5V20a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM14 3v5h5M8.5 12h7M8.5 15h7M8.5 18h4',
  check: 'm4.5 12.5 5 5 10-11',
  cross: 'M6 6l12 12M18 6 6 18',
  warn: 'M12 3.5 22 20.5H2zM12 10v5M12 17.4v.6',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.4V8',
  instead:
    'M8 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 19c0-3 2.5-5 5.5-5 1.2 0 2.3.3 3.2.9M13 17.5h8.5M18 14l3.5 3.5L18 21M15.5 4.5h5v5h-5z',
  inbox: 'M4 13 6.5 5h11L20 13v5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18zM4 13h4.5l1 2.5h5l1-2.5H20',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.4 1.4M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.4-1.4',
  send: 'M3.5 12h14M12 6l6 6-6 6M21 5v14',
  practice: 'M4 20l1-4L16.5 4.5a2 2 0 0 1 2.8 0l.2.2a2 2 0 0 1 0 2.8L8 19zM14.5 6.5l3 3',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  sign: 'M4 20h16M6 16.5 15.8 6.7a1.8 1.8 0 0 1 2.5 2.5L8.5 19l-3.5.5zM14 8.5l2.5 2.5',
  seek: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3 21 21M7.8 10.6l2 2 3.6-4',
  doctor:
    'M7 4H5.5A1.5 1.5 0 0 0 4 5.5V10a4.5 4.5 0 0 0 9 0V5.5A1.5 1.5 0 0 0 11.5 4H10M8.5 14.5V16a4.5 4.5 0 0 0 9 0v-2.5M17.5 13.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  folder:
    'M3.5 6.5A1.5 1.5 0 0 1 5 5h4.5l2 2.5H19A1.5 1.5 0 0 1 20.5 9v9a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18z',
  calendar:
    'M5 5.5h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1zM4 10h16M8 3v4M16 3v4M8 13.5h2M14 13.5h2M8 16.8h2',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5V8H15',
  print: 'M7 8V3.5h10V8M6 17H4V9.5A1.5 1.5 0 0 1 5.5 8h13A1.5 1.5 0 0 1 20 9.5V17h-2M7 14h10v6.5H7z',
  building:
    'M5 21V4.5A1.5 1.5 0 0 1 6.5 3h8A1.5 1.5 0 0 1 16 4.5V21M16 9h2.5A1.5 1.5 0 0 1 20 10.5V21M3 21h18M8.5 7h4M8.5 11h4M8.5 15h4',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
      <path d={paths[name]} stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
