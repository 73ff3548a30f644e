import { createContext, type ReactNode, use } from "react";
import { createPortal } from "react-dom";

/** Where the frame has room beside the page. */
export const AsidePlace = createContext<HTMLElement | null>(null);

/** What stands beside a page: at its side from 1100 px on, under it where there is less room. */
export function Aside({ children }: { children: ReactNode }) {
  const place = use(AsidePlace);
  return place && createPortal(children, place);
}
