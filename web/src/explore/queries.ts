import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { SkillLevel, SkillView } from "~/api/http";
import { paged } from "~/api/pages";

const PAGE = 20;
const MINUTE = 60_000;
/** As many as any place shows, so that one answer does for all. */
const FITTING = 12;

export const trending = (limit: number) =>
  queryOptions({
    queryKey: ["explore", "trending", limit],
    queryFn: ({ signal }) =>
      answer(api.GET("/explore/trending", { params: { query: { limit } }, signal })),
    staleTime: 5 * MINUTE,
  });

/** People who fit, best first, and tutorials; those who follow change nothing of it. */
export const recommendations = () =>
  queryOptions({
    queryKey: ["explore", "recommend"],
    queryFn: ({ signal }) =>
      answer(api.GET("/explore/recommend", { params: { query: { limit: FITTING } }, signal })),
    staleTime: 5 * MINUTE,
  });

/** Skills that begin with what was typed, by any of their names. */
export async function findSkills(prefix: string): Promise<SkillView[]> {
  const query = { prefix: prefix.slice(0, 100), limit: 10 };
  return (await answer(api.GET("/explore/skills", { params: { query } }))).items;
}

export const teachers = (skill: string, level: SkillLevel | undefined) =>
  paged(["explore", "people", skill, level ?? ""], PAGE, (page, signal) =>
    answer(
      api.GET("/explore/people", {
        params: { query: { skill, ...(level && { level }), ...page } },
        signal,
      }),
    ),
  );
