import { useRouter } from "@tanstack/react-router";
import { useEffect, useLayoutEffect } from "react";

interface Place {
  /** The article at the upper edge of the window, and how far from the edge it begins. */
  id: string;
  top: number;
}

const PREFIX = "place:";
const ARTICLES = "article[data-place]";

/**
 * Keeps which article stands at the upper edge of the window, and leads back to it, to the pixel.
 *
 * The router restores the same on the way back; after a reload it does so before the list is there,
 * and what stands above the list may have another height by then.
 */
export function useReadingPlace(isHere: boolean): void {
  const router = useRouter();
  const key = router.state.location.state.__TSR_key ?? router.state.location.href;
  useEffect(() => {
    const save = () => savePlace(key);
    const stop = router.subscribe("onBeforeNavigate", save);
    addEventListener("pagehide", save);
    return () => {
      stop();
      removeEventListener("pagehide", save);
    };
  }, [router, key]);
  useLayoutEffect(() => {
    if (isHere) goToPlace(key);
  }, [isHere, key]);
}

function savePlace(key: string): void {
  const articles = document.querySelectorAll<HTMLElement>(ARTICLES);
  const first = [...articles].find((article) => article.getBoundingClientRect().bottom > 0);
  const id = first?.dataset.place;
  if (!first || !id || scrollY === 0) {
    sessionStorage.removeItem(PREFIX + key);
    return;
  }
  const place: Place = { id, top: first.getBoundingClientRect().top };
  sessionStorage.setItem(PREFIX + key, JSON.stringify(place));
}

function goToPlace(key: string): void {
  const kept = sessionStorage.getItem(PREFIX + key);
  if (kept === null) return;
  const { id, top } = JSON.parse(kept) as Place;
  const article = document.querySelector(`article[data-place="${CSS.escape(id)}"]`);
  if (article) scrollBy({ top: article.getBoundingClientRect().top - top, behavior: "instant" });
}
