import { type FormEvent, useState } from "react";
import type { ExchangeView, SessionView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Rule } from "~/ui/Rule";
import { SessionClocks } from "~/ui/SessionTime";
import { toasts } from "~/ui/toasts";
import { useWhen } from "~/ui/when";
import { Changed } from "./Changed";
import { acceptSession } from "./queries";
import { useActHere } from "./useAct";
import { momentOf, startOf } from "./view";

interface SlotFormProps {
  exchange: ExchangeView;
  session: SessionView;
  name: string;
  partnerZone: string | undefined;
}

/** The times that the other has proposed: one of them is chosen and agreed to. */
export function SlotForm({ exchange, session, name, partnerZone }: SlotFormProps) {
  const t = useText();
  const when = useWhen();
  const slots = session.slots;
  const [wanted, setWanted] = useState(() => slots.find((slot) => startOf(slot) > Date.now()));
  const chosen = slots.findIndex((slot) => slot.scheduledTime === wanted?.scheduledTime);
  const acting = useActHere<number>({
    target: { exchange, session },
    work: (seen, slot) =>
      acceptSession({ sessionId: session.id, revision: seen.session?.revision ?? null, slot }),
    onDone: () => toasts.show(t("did-acceptSession", { name })),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen >= 0) acting.run(chosen);
  }
  return (
    <form className="stack" onSubmit={submit}>
      {acting.changes && (
        <Changed changes={acting.changes} now={acting.seen} name={name} partnerZone={partnerZone} />
      )}
      <fieldset className="slots">
        <legend className="sr-only">{t("slots-legend", { name })}</legend>
        {slots.map((slot, index) => {
          const moment = momentOf(session, partnerZone, slot);
          return (
            <label key={slot.scheduledTime} className="slot-choice">
              <input
                type="radio"
                name="slot"
                checked={index === chosen}
                onChange={() => setWanted(slot)}
              />
              <span className="stack s2">
                <b>{when.day(slot.viewerLocalTime)}</b>
                {index === chosen ? (
                  <Rule moment={moment} name={name} wide dayNamed />
                ) : (
                  <SessionClocks moment={moment} />
                )}
              </span>
            </label>
          );
        })}
      </fieldset>
      <p className="small quiet">{t("means-acceptSession", { name })}</p>
      <FailedLine error={acting.error} />
      <Button
        type="submit"
        weight="main"
        icon="check"
        className="fill justify-self-start"
        busy={acting.busy}
        disabled={chosen < 0}
      >
        {t("action-acceptSession", { name })}
      </Button>
    </form>
  );
}
