import { session } from "~/session/session";

/** The one polite region of the page (`<div id="announcer">`), for readers of screens. */
export function announce(text: string): void {
  const region = document.getElementById("announcer");
  if (!region) return;
  // The same words twice in a row are only said again if the region was empty between.
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

// What was said to one person may be a message of theirs.
session.onParting(() => announce(""));
