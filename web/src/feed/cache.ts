import type { InfiniteData } from "@tanstack/react-query";
import { changePost } from "~/api/cache";
import type {
  CommentView,
  CommentViewPage,
  FeedPost,
  FeedPostPage,
  LikeView,
  PostView,
} from "~/api/http";
import { queryClient } from "~/api/queryClient";

/** What is shown once one likes something, or no longer does. */
export function liking(it: LikeView, liked: boolean): LikeView {
  if (it.liked === liked) return it;
  return { liked, likeCount: Math.max(0, it.likeCount + (liked ? 1 : -1)) };
}

/** Adds a comment of one's own to what is shown of its post; one that is there already counts once. */
export function addComment(comment: CommentView): void {
  const { postId } = comment;
  const key = ["comments", postId];
  const shown = queryClient.getQueryData<InfiniteData<CommentViewPage>>(key);
  if (shown && holds(shown.pages, comment.id)) return;
  if (shown) queryClient.setQueryData(key, { ...shown, pages: withLast(shown.pages, comment) });
  changePost(postId, (it) => ({ commentCount: it.commentCount + 1 }));
}

function withLast(pages: CommentViewPage[], comment: CommentView): CommentViewPage[] {
  return pages.map((page, index) =>
    index === pages.length - 1 ? { ...page, items: [...page.items, comment] } : page,
  );
}

/**
 * All items of a list, once each: one's own new comment is shown before its page is read, and stands
 * where the server has it from then on.
 */
export function itemsOf<Item extends { id: string }>(pages: readonly { items: Item[] }[]): Item[] {
  const items = pages.flatMap((page) => page.items);
  const ids = items.map(({ id }) => id);
  return items.filter(({ id }, index) => ids.lastIndexOf(id) === index);
}

/** Adds a new post of one's own to the top of the feed. */
export function addPost(made: PostView): void {
  queryClient.setQueryData<InfiniteData<FeedPostPage>>(
    ["feed", "latest"],
    (feed) => feed && { ...feed, pages: withFirst(feed.pages, made) },
  );
}

/** The feed with a post of one's own at its top; a retry that was answered twice is there once. */
export function withFirst(pages: FeedPostPage[], made: PostView): FeedPostPage[] {
  if (holds(pages, made.id)) return pages;
  return pages.map((page, index) =>
    index === 0 ? { ...page, items: [{ ...made, suggested: false }, ...page.items] } : page,
  );
}

function holds(pages: readonly { items: { id: string }[] }[], id: string): boolean {
  return pages.some(({ items }) => items.some((item) => item.id === id));
}

/**
 * Up to where a feed has been read: the first post of somebody else, and how many of one's own stand
 * above it.
 *
 * One's own new post is put at the top, above what others may have posted before it and nobody has
 * read, so it says nothing of where the reading began.
 */
export function readUpTo(
  posts: readonly FeedPost[],
  myId: string,
): { after: string | undefined; own: number } {
  const followed = posts.filter(({ suggested }) => !suggested);
  const others = followed.findIndex(({ author }) => author.id !== myId);
  const own = others === -1 ? Math.max(0, followed.length - 1) : others;
  return { after: followed[own]?.id, own };
}

/** A post as the feed or a list has it. */
export function shownElsewhere(id: string): PostView | undefined {
  const lists = queryClient.getQueriesData<InfiniteData<{ items: PostView[] }>>({
    queryKey: ["feed"],
  });
  return lists
    .flatMap(([, list]) => list?.pages?.flatMap(({ items }) => items) ?? [])
    .find((it) => it.id === id);
}
