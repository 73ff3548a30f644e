import { useLayoutEffect } from "react";

/**
 * Tells the styles how much of the page the phone's keyboard leaves (`--visible`): not all browsers
 * make the page smaller for it.
 */
export function useVisibleHeight(): void {
  useLayoutEffect(() => {
    const visible = window.visualViewport;
    if (!visible) return;
    const root = document.documentElement;
    const measure = () => {
      root.style.setProperty("--visible", `${visible.height * visible.scale}px`);
      // Some browsers push the page up for the keyboard; it fits now, so it comes back.
      if (visible.scale === 1 && visible.offsetTop > 0) scrollTo(0, 0);
    };
    measure();
    visible.addEventListener("resize", measure);
    return () => {
      visible.removeEventListener("resize", measure);
      root.style.removeProperty("--visible");
    };
  }, []);
}
