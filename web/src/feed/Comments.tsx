import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Loaded } from "~/ui/Loaded";
import { SkeletonPerson } from "~/ui/Skeleton";
import { Comment } from "./Comment";
import { CommentForm } from "./CommentForm";
import { itemsOf } from "./cache";
import { comments } from "./queries";
import { useMeantComment } from "./useMeantComment";

interface CommentsProps {
  postId: string;
  postAuthorId: string;
}

/** The comments of a post, the oldest first, and a field for one's own. */
export function Comments({ postId, postAuthorId }: CommentsProps) {
  const t = useText();
  const list = useInfiniteQuery(comments(postId));
  const section = useRef<HTMLElement>(null);
  const shown = itemsOf(list.data?.pages ?? []);
  const meant = useMeantComment(list, shown);
  return (
    <section ref={section} className="stack" aria-label={t("comments")} tabIndex={-1}>
      <Loaded
        query={list}
        loading={<SkeletonPerson />}
        failed={t("comments-failed")}
        isEmpty={() => shown.length === 0 && !list.hasNextPage}
        empty={<p className="quiet">{t("comments-empty")}</p>}
      >
        {() => (
          <ul className="stack">
            {shown.map((comment) => (
              <Comment
                key={comment.id}
                comment={comment}
                postAuthorId={postAuthorId}
                meant={comment.id === meant}
                onDeleted={() => section.current?.focus()}
              />
            ))}
          </ul>
        )}
      </Loaded>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("comments-more")}
        </Button>
      )}
      {list.isFetchNextPageError && <FailedLine error={list.error} />}
      <CommentForm postId={postId} />
    </section>
  );
}
