import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { randomId } from "~/session/browser";
import { useDraft } from "~/session/useDraft";
import { useText } from "~/texts/Texts";
import { announce } from "~/ui/announce";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { TextArea } from "~/ui/Field";
import { fieldError } from "~/ui/form";
import { limited } from "~/ui/limit";
import { writeComment } from "./queries";

const LONGEST = 2000;
const EMPTY = { content: "", key: "" };

/** A field for one's own comment; what is in it is kept until it is sent. */
export function CommentForm({ postId }: { postId: string }) {
  const t = useText();
  const draft = useDraft(`comment/${postId}`, EMPTY);
  const { content, key } = draft.value;
  const form = useId();
  const writing = useMutation({
    ...writeComment(postId),
    onSettled: (_comment, error, sent) => {
      if (error) return;
      // What was written on while it was being sent stays.
      if (sent.key === key) draft.clear();
      announce(t("comment-written"));
    },
  });
  return (
    <form
      id={form}
      className="stack s2"
      onSubmit={(event) => {
        event.preventDefault();
        if (content.trim() && !writing.isPending) writing.mutate({ content, key });
      }}
    >
      <TextArea
        label={t("comment-label")}
        value={content}
        rows={2}
        {...limited(LONGEST)}
        error={fieldError(writing.error, "content")}
        // The key goes with the words: sent again after a lost answer, they are there once.
        onChange={({ target }) => draft.change(() => ({ content: target.value, key: randomId() }))}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
      <FailedLine error={writing.error} />
      {content.trim() && (
        <Button type="submit" weight="main" busy={writing.isPending} className="justify-self-start">
          {t("comment-send")}
        </Button>
      )}
    </form>
  );
}
