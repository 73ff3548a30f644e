import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { RatingView } from "~/api/http";
import { useDraft } from "~/session/useDraft";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { TextArea } from "~/ui/Field";
import { fieldError } from "~/ui/form";
import { limited } from "~/ui/limit";
import { refreshExchanges, replyRating } from "./queries";

const LONGEST = 2000;

/** What was answered to a rating, whether it is sealed, and one's own answer. */
export function RatingReply({ rating, name }: { rating: RatingView; name: string }) {
  const t = useText();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const mine = rating.ratedId === me.id;
  if (!rating.revealed) return <p className="small quiet">{t("rating-sealed", { name })}</p>;
  if (rating.reply) {
    return (
      <div className="stack s2">
        <span className="small quiet">{mine ? t("you-replied") : t("name-replied", { name })}</span>
        <p className="voice quote">
          <bdi>{rating.reply}</bdi>
        </p>
      </div>
    );
  }
  if (!mine) return null;
  return open ? (
    <ReplyForm rating={rating} onClose={() => setOpen(false)} />
  ) : (
    <Button className="flush justify-self-start" onClick={() => setOpen(true)}>
      {t("reply")}
    </Button>
  );
}

function ReplyForm({ rating, onClose }: { rating: RatingView; onClose: () => void }) {
  const t = useText();
  const client = useQueryClient();
  const draft = useDraft(`reply/${rating.id}`, "");
  const send = useMutation({
    mutationFn: () => replyRating({ ratingId: rating.id, reply: draft.value.trim() }),
    onSuccess: async () => {
      draft.clear();
      await refreshExchanges(client);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (draft.value.trim()) send.mutate();
  }
  return (
    <form className="stack s2" onSubmit={submit}>
      <TextArea
        label={t("reply-words")}
        hint={t("reply-once")}
        autoFocus
        {...limited(LONGEST)}
        value={draft.value}
        onChange={(event) => draft.change(event.target.value)}
        error={fieldError(send.error, "reply")}
      />
      <FailedLine error={send.error} />
      <div className="row tight">
        <Button type="submit" weight="line" busy={send.isPending}>
          {t("reply")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
