import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CommentView } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { announce } from "~/ui/announce";
import { Button, IconButton } from "~/ui/Button";
import { Confirm } from "~/ui/Confirm";
import { Face, fullName } from "~/ui/Face";
import { FailedLine } from "~/ui/Failed";
import { Ago } from "~/ui/Time";
import { Words } from "~/ui/Words";
import { deleteComment, like } from "./queries";

interface CommentProps {
  comment: CommentView;
  postAuthorId: string;
  /** The address of the page leads to this one. */
  meant: boolean;
  onDeleted: () => void;
}

/** What somebody says to a post; its writer and the post's may delete it. */
export function Comment({ comment, postAuthorId, meant, onDeleted }: CommentProps) {
  const t = useText();
  const me = useMe();
  const [asked, ask] = useState(false);
  const liking = useMutation(like(comment.postId, comment.id));
  const deletion = useMutation({
    ...deleteComment(comment),
    onSettled: (_done, error) => {
      if (error) return;
      announce(t("comment-deleted"));
      onDeleted();
    },
  });
  const mayDelete = comment.author.id === me.id || postAuthorId === me.id;
  return (
    <li id={`comment-${comment.id}`} className={meant ? "comment meant" : "comment"}>
      <Face person={comment.author} size={32} />
      <div className="grow">
        <div className="row tight wrap small">
          <Link to="/user/$id" params={{ id: comment.author.id }}>
            <b>
              <bdi>{fullName(comment.author)}</bdi>
            </b>
          </Link>
          <span className="quiet">
            <Ago at={comment.createdAt} />
          </span>
        </div>
        <p className="words" dir="auto">
          <Words text={comment.content} />
        </p>
        <FailedLine error={liking.error} />
      </div>
      <div className="acts">
        <Button
          icon="heart"
          aria-pressed={comment.likedByMe}
          aria-label={t("comment-like", { count: comment.likeCount })}
          onClick={() => liking.mutate(!comment.likedByMe)}
        >
          {comment.likeCount > 0 && comment.likeCount}
        </Button>
        {mayDelete && (
          <IconButton icon="trash" label={t("comment-delete")} onClick={() => ask(true)} />
        )}
      </div>
      {asked && (
        <Confirm
          title={t("comment-delete-title")}
          text={t("comment-delete-text")}
          action={t("delete")}
          busy={deletion.isPending}
          error={deletion.error}
          onConfirm={() => deletion.mutate()}
          onClose={() => ask(false)}
        />
      )}
    </li>
  );
}
