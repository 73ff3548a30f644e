import { queryOptions } from "@tanstack/react-query";
import { changeMatch, changePerson, removePerson } from "~/api/cache";
import { answer, api } from "~/api/client";
import type { NewSkills, ProfileChanges, PublicProfile, Relationship } from "~/api/http";
import { paged } from "~/api/pages";
import { queryClient } from "~/api/queryClient";
import { session } from "~/session/session";

const PAGE = 30;

export const profile = (id: string) =>
  queryOptions({
    queryKey: ["user", id],
    queryFn: ({ signal }) => answer(api.GET("/user/{id}", { params: { path: { id } }, signal })),
  });

/** `followers`: who follows a person. `following`: whom they follow. */
export type Direction = "followers" | "following";

export const people = (id: string, direction: Direction) =>
  paged(["user", id, direction], PAGE, (page, signal) =>
    answer(
      api.GET(`/user/{id}/${direction}`, {
        params: {
          path: { id },
          query: page,
        },
        signal,
      }),
    ),
  );

/** Changes one's own profile, wherever it is shown, and in the other tabs. */
export async function changeProfile(changes: ProfileChanges): Promise<void> {
  const person = await answer(api.PUT("/user/updateProfile", { body: changes }));
  session.update(person);
  changePerson(person.id, (shown) => sameFields(shown, person));
}

/** Replaces what one teaches and wants to learn. */
export async function changeSkills(skills: NewSkills["skills"]): Promise<void> {
  const stored = await answer(api.PUT("/user/skills", { body: { skills } }));
  const { person } = session.get();
  if (!person) return;
  session.update({ ...person, ...stored });
  changePerson(person.id, (shown) => sameFields(shown, stored));
  // Who fits is another question from now on.
  void queryClient.invalidateQueries({ queryKey: ["explore"] });
}

/** What has changed of a person as a card or a profile shows them: neither has all fields. */
export function sameFields(shown: object, changed: object): Partial<PublicProfile> {
  return Object.fromEntries(Object.entries(changed).filter(([name]) => name in shown));
}

function follow(userId: string) {
  return answer(api.POST("/user/follow", { body: { userId } }));
}

function unfollow(id: string) {
  return answer(api.DELETE("/user/follow/{id}", { params: { path: { id } } }));
}

/** Follows someone or no longer, one after the other; it shows before the answer. */
export const following = (id: string) => {
  const mutationKey = ["follow", id];
  const show = (wanted: boolean) => {
    changePerson(id, (person) => withFollow(person, wanted));
    changeMatch(id, () => ({ following: wanted }));
  };
  return {
    mutationKey,
    scope: { id: mutationKey.join(" ") },
    mutationFn: (wanted: boolean) => (wanted ? follow(id) : unfollow(id)),
    onMutate: (wanted: boolean) => show(wanted),
    onError: (_error: Error, wanted: boolean) => show(!wanted),
    onSuccess: (relationship: Relationship) => {
      if (queryClient.isMutating({ mutationKey }) === 1) changePerson(id, () => ({ relationship }));
    },
  };
};

/** What is shown of a profile once one follows its person, or no longer. */
export function withFollow(person: object, wanted: boolean): Partial<PublicProfile> {
  if (!("relationship" in person)) return {};
  const { relationship, stats } = person as PublicProfile;
  if (relationship.following === wanted) return {};
  return {
    relationship: { ...relationship, following: wanted },
    stats: { ...stats, followers: Math.max(0, stats.followers + (wanted ? 1 : -1)) },
  };
}

export const block = (userId: string) => ({
  mutationFn: () => answer(api.POST("/user/block", { body: { userId } })),
  onSuccess: () => {
    removePerson(userId);
    queryClient.removeQueries({ queryKey: ["user", userId] });
  },
});

export const unblock = (id: string) => ({
  mutationFn: () => answer(api.DELETE("/user/block/{id}", { params: { path: { id } } })),
  onSuccess: () => queryClient.invalidateQueries({ queryKey: ["user", id] }),
});
