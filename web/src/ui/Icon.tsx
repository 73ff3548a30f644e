import type { ReactNode } from "react";

/** The drawings of the icons: 24 by 24, in strokes. */
const DRAWINGS = {
  home: (
    <>
      <path d="M4 11.2 12 4l8 7.2" />
      <path d="M6 9.8V20h12V9.8" />
      <path d="M10 20v-5h4v5" />
    </>
  ),
  explore: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m15.5 8.5-2 5-5 2 2-5z" />
    </>
  ),
  swap: (
    <>
      <rect x="3.5" y="4.5" width="17" height="15" rx="3" />
      <path d="M12 4.5v3l3.5-1.2v5L12 10v4l-3.5-1.3v5L12 16.5v3" />
    </>
  ),
  chat: (
    <>
      <path d="M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.500v9a1.5 1.5 0 0 1-1.5 1.500H11l-4.5 3.500V17h-1A1.5 1.5 0 0 1 4 15.500z" />
      <path d="M8 9.500h8M8 12.800h5" />
    </>
  ),
  bell: (
    <>
      <path d="M6.5 16.500V11a5.5 5.5 0 0 1 11 0v5.500l1.5 1.500H5z" />
      <path d="M10 20.500h4" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8.5" r="3.8" />
      <path d="M4.5 20c.8-4 3.7-6 7.5-6s6.7 2 7.5 6" />
    </>
  ),
  pen: (
    <>
      <path d="m5 19 .9-4L16.5 4.400a1.6 1.6 0 0 1 2.3 0l.8.800a1.6 1.6 0 0 1 0 2.300L9 18.100z" />
      <path d="m14.5 6.5 3 3" />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  heart: (
    <path d="M12 19.500C7 15.8 4 12.9 4 9.400A4.2 4.2 0 0 1 12 7.500a4.2 4.2 0 0 1 8 1.900c0 3.5-3 6.4-8 10.100z" />
  ),
  comment: (
    <path d="M12 5c4.7 0 8 2.9 8 6.600s-3.3 6.6-8 6.600c-.9 0-1.8-.1-2.6-.3L5 20l.9-3.600C4.7 15.2 4 13.5 4 11.6 4 7.9 7.3 5 12 5z" />
  ),
  share: (
    <>
      <path d="M12 15V4.500M8 8l4-3.700L16 8" />
      <path d="M6 12.500V19.500h12v-7" />
    </>
  ),
  more: (
    <>
      <circle cx="5.5" cy="12" r="1" />
      <circle cx="12" cy="12" r="1" />
      <circle cx="18.5" cy="12" r="1" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.500V12l3 2" />
    </>
  ),
  globe: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M3.5 12h17M12 3.500c3 3 3.5 5.5 3.5 8.500s-.5 5.5-3.5 8.500c-3-3-3.5-5.5-3.5-8.500S9 6.5 12 3.500z" />
    </>
  ),
  check: <path d="m5 12.5 4.5 4.500L19 7.5" />,
  read: <path d="m2.5 12.5 4 4 8-8.500M10.5 15.500l1 1 8-8.5" />,
  x: <path d="m6 6 12 12M18 6 6 18" />,
  plus: <path d="M12 5v14M5 12h14" />,
  back: <path d="m14.5 5.5-6.5 6.5 6.5 6.5" />,
  next: <path d="m9.5 5.5 6.5 6.5-6.5 6.5" />,
  calendar: (
    <>
      <rect x="4" y="5.5" width="16" height="14.5" rx="2" />
      <path d="M4 10h16M8.5 3.500v4M15.5 3.500v4" />
    </>
  ),
  video: (
    <>
      <rect x="3.5" y="6.5" width="11.5" height="11" rx="2" />
      <path d="m15 11 5.5-3v8L15 13" />
    </>
  ),
  send: (
    <>
      <path d="M4.5 11.8 20 4.500l-5.5 15.5-3-6.700z" />
      <path d="m11.5 13.3 4-4.3" />
    </>
  ),
  clip: <path d="m8.5 12.5 5.8-5.800a2.8 2.8 0 0 1 4 4l-7.6 7.600a4.6 4.6 0 0 1-6.5-6.500l7-7" />,
  alert: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.500v5.5" />
      <path d="M12 16.300v.1" />
    </>
  ),
  flag: <path d="M6 21V4.500M6 5h11.500l-2.5 4 2.5 4H6" />,
  book: (
    <path d="M12 7c-2-1.5-4.5-2-8-2v13c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V5c-3.5 0-6 .5-8 2zM12 7v13" />
  ),
  medal: (
    <>
      <circle cx="12" cy="14.5" r="5" />
      <path d="m9 10-3-6.500M15 10l3-6.500M10.5 3.5 12 7l1.5-3.5" />
    </>
  ),
  star: <path d="m12 3.6 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.900L3.5 9.800l5.9-.8z" />,
  retry: (
    <>
      <path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.300L20 9" />
      <path d="M20 4.500V9h-4.5" />
    </>
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.600l1.4 1.400M17 17l1.4 1.400M5.6 18.4 7 17M17 7l1.4-1.4" />
    </>
  ),
  moon: <path d="M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z" />,
  language: (
    <>
      <path d="M4 6.500h9M8.5 4.500v2M11 6.500c-1 3.5-3.5 6-6.5 7.500M6.5 9.500c1 2 2.8 3.5 5 4.5" />
      <path d="m12 20 4-9.5 4 9.500M13.4 17h5.2" />
    </>
  ),
  settings: (
    <>
      <path d="M4 7.5h8.5M17.5 7.5H20M4 16.5h2.5M11.5 16.5H20" />
      <circle cx="15" cy="7.5" r="2.5" />
      <circle cx="9" cy="16.5" r="2.5" />
    </>
  ),
  lock: (
    <>
      <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
      <path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14.5v2" />
    </>
  ),
  signout: (
    <>
      <path d="M14 5H6v14h8" />
      <path d="M10.5 12h10M17 8.500l3.5 3.5-3.5 3.5" />
    </>
  ),
  picture: (
    <>
      <rect x="3.5" y="5" width="17" height="14" rx="2" />
      <circle cx="8.5" cy="10" r="1.5" />
      <path d="m4 17 5-4 3 2.5 3.5-3.5 5 4.5" />
    </>
  ),
  trash: <path d="M5 7h14M9.5 7V4.500h5V7M7 7l1 12.500h8L17 7M10.5 10.500v6M13.5 10.500v6" />,
  eye: (
    <>
      <path d="M3 12c2-4 5.2-6 9-6s7 2 9 6c-2 4-5.2 6-9 6s-7-2-9-6z" />
      <circle cx="12" cy="12" r="2.5" />
    </>
  ),
  link: (
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.700l1-1" />
  ),
  file: (
    <>
      <path d="M7 3.500h7l4 4V20.500H7z" />
      <path d="M14 3.500v4h4" />
    </>
  ),
  block: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m6 6 12 12" />
    </>
  ),
  keyboard: (
    <>
      <rect x="3" y="6.5" width="18" height="11" rx="2" />
      <path d="M7 10h.1M10.3 10h.1M13.7 10h.1M17 10h.1M8 14h8" />
    </>
  ),
  offline: (
    <>
      <path d="M3.5 3.500l17 17" />
      <path d="M5 12a10 10 0 0 1 4-2.400M8 15.500a5.5 5.5 0 0 1 8 0M19 12a10 10 0 0 0-5-2.700M12 19v.1" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWINGS;

/** A drawing beside words, or inside of a control that has a name: readers of screens skip it. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? "i s" : "i"} viewBox="0 0 24 24" aria-hidden="true">
      {DRAWINGS[name]}
    </svg>
  );
}
