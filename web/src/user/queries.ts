import { answer, api } from "~/api/client";
import type { NewSkills, ProfileChanges } from "~/api/http";
import { session } from "~/session/session";

/** Changes one's own profile, here and in the other tabs. */
export async function changeProfile(changes: ProfileChanges): Promise<void> {
  session.update(await answer(api.PUT("/user/updateProfile", { body: changes })));
}

/** Replaces what one teaches and wants to learn. */
export async function changeSkills(skills: NewSkills["skills"]): Promise<void> {
  const stored = await answer(api.PUT("/user/skills", { body: { skills } }));
  const { person } = session.get();
  if (person) session.update({ ...person, ...stored });
}

/** Reads one's own profile again: another device may have changed it. */
export async function readOwnProfile(): Promise<void> {
  session.update(await answer(api.GET("/user/me")));
}

export function follow(userId: string) {
  return answer(api.POST("/user/follow", { body: { userId } }));
}

export function unfollow(id: string) {
  return answer(api.DELETE("/user/follow/{id}", { params: { path: { id } } }));
}
