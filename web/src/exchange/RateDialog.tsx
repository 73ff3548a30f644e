import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { SessionView } from "~/api/http";
import { randomId } from "~/session/browser";
import { useDraft } from "~/session/useDraft";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Dialog } from "~/ui/Dialog";
import { FailedLine } from "~/ui/Failed";
import { TextArea } from "~/ui/Field";
import { fieldError } from "~/ui/form";
import { limited } from "~/ui/limit";
import { toasts } from "~/ui/toasts";
import { rate, refreshExchanges } from "./queries";
import { ScoreField } from "./ScoreField";

const LONGEST = 2000;

interface RateDialogProps {
  session: SessionView;
  name: string;
  onClose: () => void;
}

/** Stars and words for a session; sealed until the other has rated too. */
export function RateDialog({ session, name, onClose }: RateDialogProps) {
  const t = useText();
  const client = useQueryClient();
  const [missing, setMissing] = useState(false);
  const [key] = useState(randomId);
  const draft = useDraft(`rating/${session.id}`, { score: 0, feedback: "", key });
  const { score, feedback } = draft.value;
  // With another body it is another request.
  const change = (part: { score?: number; feedback?: string }) =>
    draft.change({ ...draft.value, ...part, key: randomId() });
  const send = useMutation({
    mutationFn: () =>
      rate(
        { sessionId: session.id, score, ...(feedback.trim() && { feedback: feedback.trim() }) },
        draft.value.key,
      ),
    onSuccess: async () => {
      draft.clear();
      await refreshExchanges(client);
      toasts.show(t("rated", { name }));
      onClose();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(score === 0);
    if (score > 0) send.mutate();
  }
  return (
    <Dialog title={t("rate-title", { name })} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t("rate-sealed", { name })}</p>
        <ScoreField
          score={score}
          onScore={(value) => change({ score: value })}
          error={missing && score === 0 ? t("rate-score-missing") : undefined}
        />
        <TextArea
          label={t("rate-words")}
          name="feedback"
          {...limited(LONGEST)}
          value={feedback}
          onChange={(event) => change({ feedback: event.target.value })}
          error={fieldError(send.error, "feedback")}
        />
        <FailedLine error={send.error} />
        <Button type="submit" weight="main" className="wide" busy={send.isPending}>
          {t("rate-send")}
        </Button>
      </form>
    </Dialog>
  );
}
