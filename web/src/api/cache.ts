import type { CommentView, Partner, PostView, PublicProfile, Teacher, UserCard } from "./http";
import { queryClient } from "./queryClient";

type Match = Teacher | Partner;

/** A part of what the server has said: what stands in its place, or null where it is gone. */
type Change = (part: object) => object | null | undefined;

/** The queries that may hold a post, by the beginning of their keys; tutorials are recommended. */
const POSTS = ["feed", "post", "explore"];
const COMMENTS = ["comments"];
const MATCHES = ["explore"];

/** Changes a post wherever a copy of it is kept: feeds, its own page, lists of a profile. */
export function changePost(id: string, change: (post: PostView) => Partial<PostView>): void {
  changeEach(POSTS, (part) => (isPost(part, id) ? { ...part, ...change(part) } : undefined));
}

/** Takes a post out of every list. */
export function removePost(id: string): void {
  changeEach(POSTS, (part) => (isPost(part, id) ? null : undefined));
}

export function changeComment(
  id: string,
  change: (comment: CommentView) => Partial<CommentView>,
): void {
  changeEach(COMMENTS, (part) => (isComment(part, id) ? { ...part, ...change(part) } : undefined));
}

export function removeComment(id: string): void {
  changeEach(COMMENTS, (part) => (isComment(part, id) ? null : undefined));
}

/** Changes a person wherever they are shown: cards of authors, lists, their profile. */
export function changePerson(
  id: string,
  change: (person: UserCard | PublicProfile) => Partial<PublicProfile>,
): void {
  changeEach(null, (part) => (isPerson(part, id) ? { ...part, ...change(part) } : undefined));
}

/** Changes what is said of someone who fits, wherever they are recommended or found by a skill. */
export function changeMatch(id: string, change: (match: Match) => Partial<Match>): void {
  changeEach(MATCHES, (part) => (isMatch(part, id) ? { ...part, ...change(part) } : undefined));
}

/** Takes someone out of every list, and all that they have written: they are hidden from here on. */
export function removePerson(id: string): void {
  changeEach(null, (part) => (isPerson(part, id) || isOf(part, id) ? null : undefined));
}

/**
 * Applies a change to what the query cache holds under keys that begin so; null: to all of it.
 *
 * What did not change stays the same object, so that only what shows it is rendered again.
 */
function changeEach(keys: readonly string[] | null, change: Change): void {
  for (const query of queryClient.getQueryCache().getAll()) {
    if (keys && !keys.includes(String(query.queryKey[0]))) continue;
    const data: unknown = query.state.data;
    const changed = changeIn(data, change);
    if (changed !== data && changed !== null) {
      query.setData(changed, { updatedAt: query.state.dataUpdatedAt, manual: true });
    }
  }
}

/** Returns the data with a change applied to each of its parts, the inner ones last. */
export function changeIn(data: unknown, change: Change): unknown {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) {
    const items = data.map((item: unknown) => ({ item, changed: changeIn(item, change) }));
    if (items.every(({ item, changed }) => item === changed)) return data;
    return items.flatMap(({ item, changed }) => (changed === null && item ? [] : [changed]));
  }
  const whole = change(data);
  if (whole !== undefined) return whole;
  const entries = Object.entries(data).map(([name, value]) => {
    // Only a list loses a part: a field whose part is gone keeps what it was.
    return [name, changeIn(value, change) ?? value] as const;
  });
  return entries.every(([name, value]) => value === data[name as keyof typeof data])
    ? data
    : Object.fromEntries(entries);
}

function isPost(part: object, id: string): part is PostView {
  return "postType" in part && "id" in part && part.id === id;
}

function isComment(part: object, id: string): part is CommentView {
  return "postId" in part && "id" in part && part.id === id;
}

function isPerson(part: object, id: string): part is UserCard {
  return "username" in part && "id" in part && part.id === id;
}

function isMatch(part: object, personId: string): part is Match {
  return "following" in part && "user" in part && (part as Match).user.id === personId;
}

/** Whether a part of a list is someone's: their post or comment, or them as a teacher or partner. */
function isOf(part: object, personId: string): boolean {
  const { author, user } = part as { author?: { id: string }; user?: { id: string } };
  return author?.id === personId || user?.id === personId;
}
