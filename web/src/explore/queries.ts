import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { SkillView } from "~/api/http";

/** People who fit, best first, and tutorials; those who follow change nothing of it. */
export const recommendations = (limit: number) =>
  queryOptions({
    queryKey: ["explore", "recommend", limit],
    queryFn: ({ signal }) =>
      answer(api.GET("/explore/recommend", { params: { query: { limit } }, signal })),
  });

/** Skills that begin with what was typed, by any of their names. */
export async function findSkills(prefix: string): Promise<SkillView[]> {
  const query = { prefix: prefix.slice(0, 100), limit: 10 };
  return (await answer(api.GET("/explore/skills", { params: { query } }))).items;
}
