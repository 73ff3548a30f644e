import { expect, it } from "vitest";
import type { FeedPost, FeedPostPage, PostView } from "~/api/http";
import { itemsOf, liking, readUpTo, withFirst } from "~/feed/cache";
import { firstPages } from "~/feed/keptFeed";
import { withTag, wordsOf } from "~/feed/postDraft";

const post = (id: string) => ({ id }) as PostView;
const page = (...ids: string[]) =>
  ({ items: ids.map((id) => ({ id })), nextCursor: null }) as FeedPostPage;

it.each([
  [{ liked: false, likeCount: 3 }, true, { liked: true, likeCount: 4 }],
  [{ liked: true, likeCount: 3 }, true, { liked: true, likeCount: 3 }],
  [{ liked: true, likeCount: 3 }, false, { liked: false, likeCount: 2 }],
  [{ liked: true, likeCount: 0 }, false, { liked: false, likeCount: 0 }],
])("%j, pressed to %s, shows %j", (before, liked, after) => {
  expect(liking(before, liked)).toEqual(after);
});

it("one's own new post stands at the top of the feed", () => {
  const [first] = withFirst([page("1"), page("2")], post("new"));
  expect(first?.items).toEqual([{ id: "new", suggested: false }, { id: "1" }]);
});

it("a post that was sent twice after a lost answer is in the feed once", () => {
  const pages = [page("1"), page("new")];
  expect(withFirst(pages, post("new"))).toBe(pages);
});

it("the first pages of a feed can be read on from their last cursor", () => {
  const feed = { pages: [page("1"), page("2"), page("3")], pageParams: ["", "a", "b"] };
  expect(firstPages(feed, 2)).toEqual({ pages: feed.pages.slice(0, 2), pageParams: ["", "a"] });
});

it.each([
  [[], "#SQL", ["SQL"]],
  [["SQL"], "sql", ["SQL"]],
  [["SQL"], " ", ["SQL"]],
  [Array(10).fill("x"), "SQL", Array(10).fill("x")],
])("%j with the tag %j is %j", (tags, tag, all) => {
  expect(withTag(tags, tag)).toEqual(all);
});

it("tags of the text are not listed again when a post is changed", () => {
  const it = { title: "t", content: "On #SQL", postType: "general", tags: ["sql", "data"] };
  expect(wordsOf(it as PostView).tags).toEqual(["data"]);
});

it("one's own comment stands where the server has it, once its page is read", () => {
  const items = itemsOf([page("1", "mine"), page("2", "mine", "3")]);
  expect(items.map(({ id }) => id)).toEqual(["1", "2", "mine", "3"]);
});

const by = (author: string, id: string, suggested = false) =>
  ({ id, author: { id: author }, suggested }) as FeedPost;

it.each([
  ["one's own new post says nothing of what others posted before it", ["me", "ben", "me"], "2", 1],
  ["nothing of one's own", ["ben", "me"], "1", 0],
  ["only one's own, as many as have been read", ["me", "me"], "2", 1],
  ["nothing", [], undefined, 0],
])("what has been read of a feed: %s", (_name, authors, after, own) => {
  const posts = authors.map((author, index) => by(author, `${index + 1}`));
  expect(readUpTo([...posts, by("zoe", "suggested", true)], "me")).toEqual({ after, own });
});
