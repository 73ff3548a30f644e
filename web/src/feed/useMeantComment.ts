import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import type { CommentView } from "~/api/http";

interface CommentList {
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => unknown;
}

/**
 * The comment that an address means (`/post/…#comment-…`): its page is looked for, and it comes
 * into view.
 */
export function useMeantComment(list: CommentList, shown: readonly CommentView[]): string | null {
  const { hash } = useLocation();
  const meant = hash.startsWith("comment-") ? hash.slice("comment-".length) : null;
  const isHere = meant !== null && shown.some(({ id }) => id === meant);
  const { hasNextPage, isFetching, isError, fetchNextPage } = list;
  const mayCome = meant !== null && !isHere && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (mayCome) void fetchNextPage();
  }, [mayCome, fetchNextPage]);
  useEffect(() => {
    if (isHere) document.getElementById(`comment-${meant}`)?.scrollIntoView({ block: "center" });
  }, [isHere, meant]);
  return meant;
}
