import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";

const PAGE = 20;

export const latest = () =>
  infiniteQueryOptions({
    queryKey: ["feed", "latest"],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/feed/latest", {
          params: { query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
