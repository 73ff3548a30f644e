let title = "";
let unread = 0;

/** Sets what the window is called. */
export function setTitle(text: string): void {
  title = text;
  show();
}

/** Sets the number of unread messages before the title, and on the icon of the installed app. */
export function setUnread(count: number): void {
  unread = count;
  show();
  if (!("setAppBadge" in navigator)) return;
  const badged = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
  void badged.catch(() => undefined);
}

function show(): void {
  if (title !== "") document.title = unread > 0 ? `(${unread}) ${title}` : title;
}
