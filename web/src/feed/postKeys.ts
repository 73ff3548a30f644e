/** Moves the real focus from post to post; `by` 0: to the first one. */
export function moveBy(list: HTMLElement | null, by: number): void {
  const posts = [...(list?.querySelectorAll("article") ?? [])];
  const at = posts.findIndex((post) => post.contains(document.activeElement));
  const next = by === 0 ? 0 : at === -1 ? firstInView(posts) : at + by;
  const post = posts[Math.max(0, Math.min(posts.length - 1, next))];
  post?.focus({ preventScroll: true });
  post?.scrollIntoView({ block: "start" });
}

function firstInView(posts: Element[]): number {
  return posts.findIndex((post) => post.getBoundingClientRect().bottom > 0);
}

/** Likes the post that has the focus, or no longer. */
export function likeFocused(list: HTMLElement | null): void {
  const post = document.activeElement?.closest("article");
  if (post && list?.contains(post)) post.querySelector<HTMLElement>("[data-like]")?.click();
}
