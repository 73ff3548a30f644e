import { queryOptions } from "@tanstack/react-query";
import { changeComment, changePost, removeComment, removePost } from "~/api/cache";
import { answer, api } from "~/api/client";
import type { CommentView, LikeView, NewPost, PostChanges, PostView } from "~/api/http";
import { paged } from "~/api/pages";
import { queryClient } from "~/api/queryClient";
import { addComment, addPost, liking, shownElsewhere } from "./cache";

const PAGE = 20;
const MINUTE = 60_000;

/**
 * The feed. It is not read again by itself, so that the reader is never moved: what is new waits
 * behind a button (`newPosts`).
 */
export const latest = () => ({
  ...paged(["feed", "latest"], PAGE, (page, signal) =>
    answer(api.GET("/feed/latest", { params: { query: page }, signal })),
  ),
  staleTime: Number.POSITIVE_INFINITY,
});

/**
 * How many posts stand above the first one of somebody else that is shown, one's own among them;
 * asked at most once a minute, and whenever there are more or fewer of one's own.
 */
export const newPosts = (
  { after, own }: { after: string | undefined; own: number },
  readAt: number,
) =>
  queryOptions({
    queryKey: ["feed", "newPosts", after, own],
    queryFn: ({ signal }) =>
      answer(api.GET("/feed/newCount", { params: { query: after ? { after } : {} }, signal })),
    // What was read a moment ago needs no asking.
    initialDataUpdatedAt: readAt,
    initialData: { count: 0 },
    staleTime: MINUTE,
    refetchInterval: MINUTE,
    retry: false,
  });

export const post = (id: string) =>
  queryOptions({
    queryKey: ["post", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/feed/post/{id}", { params: { path: { id } }, signal })),
    // What a list has of it is shown until its own answer is here.
    initialData: () => shownElsewhere(id),
    initialDataUpdatedAt: 0,
  });

export const postsOf = (personId: string) =>
  paged(["feed", "of", personId], PAGE, (page, signal) =>
    answer(
      api.GET("/feed/userPosts/{id}", {
        params: {
          path: { id: personId },
          query: page,
        },
        signal,
      }),
    ),
  );

export const comments = (postId: string) =>
  paged(["comments", postId], PAGE, (page, signal) =>
    answer(
      api.GET("/feed/comments/{postId}", {
        params: {
          path: { postId },
          query: page,
        },
        signal,
      }),
    ),
  );

/** Likes of a post, or of a comment of it, go out one after the other, and show before the answer. */
export const like = (postId: string, commentId?: string) => {
  const mutationKey = ["like", commentId ?? postId];
  const show = (change: (it: LikeView) => LikeView) => {
    const changed = (it: PostView | CommentView) => {
      const { liked, likeCount } = change({ liked: it.likedByMe, likeCount: it.likeCount });
      return { likedByMe: liked, likeCount };
    };
    if (commentId) changeComment(commentId, changed);
    else changePost(postId, changed);
  };
  return {
    mutationKey,
    scope: { id: mutationKey.join(" ") },
    mutationFn: (liked: boolean) =>
      answer(
        liked
          ? api.POST("/feed/like", { body: { postId, ...(commentId && { commentId }) } })
          : api.DELETE("/feed/like/{postId}", {
              params: { path: { postId }, query: commentId ? { commentId } : {} },
            }),
      ),
    onMutate: (liked: boolean) => show((it) => liking(it, liked)),
    onError: (_error: Error, liked: boolean) => show((it) => liking(it, !liked)),
    onSuccess: (now: LikeView) => {
      // Where another press is waiting to be sent, what is shown is newer than the answer.
      if (queryClient.isMutating({ mutationKey }) === 1) show(() => now);
    },
  };
};

export const writeComment = (postId: string) => ({
  mutationFn: ({ content, key }: { content: string; key: string }) =>
    answer(
      api.POST("/feed/comment", {
        body: { postId, content },
        params: { header: { "Idempotency-Key": key } },
      }),
    ),
  onSuccess: addComment,
});

export const deleteComment = (comment: CommentView) => ({
  mutationFn: () =>
    answer(
      api.DELETE("/feed/comment/{postId}/{commentId}", {
        params: { path: { postId: comment.postId, commentId: comment.id } },
      }),
    ),
  onSuccess: () => {
    removeComment(comment.id);
    changePost(comment.postId, (it) => ({ commentCount: Math.max(0, it.commentCount - 1) }));
  },
});

export const publish = () => ({
  mutationFn: ({ post, key }: { post: NewPost; key: string }) =>
    answer(
      api.POST("/feed/createPost", { body: post, params: { header: { "Idempotency-Key": key } } }),
    ),
  onSuccess: (made: PostView) => {
    addPost(made);
    void queryClient.invalidateQueries({ queryKey: ["feed", "of", made.author.id] });
  },
});

export const editPost = (id: string) => ({
  mutationFn: (changes: PostChanges) =>
    answer(api.PUT("/feed/post/{id}", { params: { path: { id } }, body: changes })),
  onSuccess: (changed: PostView) => changePost(id, () => changed),
});

export const deletePost = (id: string) => ({
  mutationFn: () => answer(api.DELETE("/feed/post/{id}", { params: { path: { id } } })),
  onSuccess: () => {
    removePost(id);
    queryClient.removeQueries({ queryKey: ["post", id] });
  },
});
