import { describe, expect, it } from "vitest";
import { changeMatch, changePost, removePerson, removePost } from "~/api/cache";
import { queryClient } from "~/api/queryClient";

const person = (id: string) => ({ id, username: id });
const post = (id: string, author = "ana") => ({
  id,
  postType: "general",
  author: person(author),
  likedByMe: false,
  likeCount: 0,
});

function fill(...posts: object[]) {
  queryClient.clear();
  const feed = { pages: [{ items: posts, nextCursor: null }], pageParams: [""] };
  queryClient.setQueryData(["feed", "latest"], feed);
  return () => queryClient.getQueryData<typeof feed>(["feed", "latest"]);
}

describe("a change of a post", () => {
  it("is in every copy of it", () => {
    const feed = fill(post("1"), post("2"));
    queryClient.setQueryData(["post", "1"], post("1"));
    changePost("1", ({ likeCount }) => ({ likeCount: likeCount + 1 }));
    expect(feed()?.pages[0]?.items[0]).toMatchObject({ likeCount: 1 });
    expect(queryClient.getQueryData(["post", "1"])).toMatchObject({ likeCount: 1 });
  });

  it("leaves all others the same objects, so that one card is rendered", () => {
    const others = Array.from({ length: 39 }, (_, index) => post(`other-${index}`));
    const feed = fill(post("1"), ...others);
    changePost("1", () => ({ likedByMe: true }));
    expect(
      feed()
        ?.pages[0]?.items.slice(1)
        .every((it, index) => it === others[index]),
    ).toBe(true);
  });

  it("leaves what does not hold it untouched", () => {
    fill(post("1"));
    queryClient.setQueryData(["else"], { items: [post("2")] });
    const before = queryClient.getQueryData(["else"]);
    changePost("1", () => ({ likedByMe: true }));
    expect(queryClient.getQueryData(["else"])).toBe(before);
  });

  it("keeps the time at which the list was read", () => {
    fill(post("1"));
    const read = () => queryClient.getQueryState(["feed", "latest"])?.dataUpdatedAt;
    const before = read();
    changePost("1", () => ({ likedByMe: true }));
    expect(read()).toBe(before);
  });
});

it("a post that is deleted is in no list", () => {
  const feed = fill(post("1"), post("2"));
  removePost("1");
  expect(feed()?.pages[0]?.items).toEqual([post("2")]);
});

it("someone who is blocked is in no list, nor what they have written", () => {
  const feed = fill(post("1", "ana"), post("2", "ben"));
  queryClient.setQueryData(["user", "me", "followers"], { items: [person("ana"), person("ben")] });
  removePerson("ana");
  expect(feed()?.pages[0]?.items).toEqual([post("2", "ben")]);
  expect(queryClient.getQueryData(["user", "me", "followers"])).toEqual({ items: [person("ben")] });
});

it("who is followed is so wherever they are found, and nobody else", () => {
  queryClient.clear();
  const people = ["ana", "ben"].map((id) => ({ user: person(id), following: false, score: 0.5 }));
  queryClient.setQueryData(["explore", "recommend"], { people });
  changeMatch("ana", () => ({ following: true }));
  expect(queryClient.getQueryData(["explore", "recommend"])).toMatchObject({
    people: [{ following: true }, { following: false }],
  });
});
