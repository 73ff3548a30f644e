import { useMutation } from "@tanstack/react-query";
import type { PostView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { share } from "~/ui/share";
import { like } from "./queries";

interface PostActionsProps {
  post: PostView;
  /** Left out where the comments are always shown. */
  commentsShown?: boolean;
  showComments?: (shown: boolean) => void;
}

/** Like, comments, share: quiet, below a post. */
export function PostActions({ post, commentsShown, showComments }: PostActionsProps) {
  const t = useText();
  const liking = useMutation(like(post.id));
  const { likeCount, commentCount } = post;
  return (
    <>
      <div className="acts">
        <Button
          icon="heart"
          aria-pressed={post.likedByMe}
          aria-label={t("post-like", { count: likeCount })}
          data-like=""
          onClick={() => liking.mutate(!post.likedByMe)}
        >
          {likeCount}
        </Button>
        {showComments && (
          <Button
            icon="comment"
            aria-expanded={commentsShown}
            aria-label={t("post-comments", { count: commentCount })}
            onClick={() => showComments(!commentsShown)}
          >
            {commentCount}
          </Button>
        )}
        <Button
          icon="share"
          onClick={() => share(post.title, `/post/${post.id}`, t("link-copied"))}
        >
          {t("share")}
        </Button>
      </div>
      <FailedLine error={liking.error} />
    </>
  );
}
