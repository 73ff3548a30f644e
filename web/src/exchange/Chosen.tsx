import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { BusyTimes } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Field } from "~/ui/Field";
import { fieldError } from "~/ui/form";
import { limited } from "~/ui/limit";
import { clockIn } from "~/ui/moment";
import { Rule } from "~/ui/Rule";
import { toasts } from "~/ui/toasts";
import { useWhen } from "~/ui/when";
import { MINUTE } from "~/ui/zones";
import type { Target } from "./acts";
import { Changed } from "./Changed";
import { ChosenSlot } from "./ChosenSlot";
import { LengthChoice } from "./LengthChoice";
import {
  instantOf,
  LONGEST_PLACE,
  newSession,
  type Proposal,
  proposedSlots,
  replaced,
  slotFaults,
} from "./proposal";
import { createSession, rescheduleSession } from "./queries";
import { useActHere } from "./useAct";
import { busyAt, spansOf } from "./week";

interface ChosenProps {
  target: Target;
  proposal: Proposal;
  change: (part: Partial<Proposal>) => void;
  onSent: () => void;
  name: string;
  partnerZone: string;
  busy: BusyTimes | undefined;
}

/** The times that are chosen, how long and where; and the button that sends them. */
export function Chosen(props: ChosenProps) {
  const { target, proposal, change, onSent, name, partnerZone, busy } = props;
  const t = useText();
  const me = useMe();
  const when = useWhen();
  const navigate = useNavigate();
  const [missing, setMissing] = useState(false);
  const { slots, minutes, place } = proposal;
  const spans = { me: spansOf(busy?.mine), them: spansOf(busy?.theirs) };
  const sending = useActHere<Proposal>({
    target,
    work: ({ exchange, session }, chosen) =>
      session
        ? rescheduleSession({
            sessionId: session.id,
            revision: session.revision,
            slots: proposedSlots(chosen.slots),
            durationMinutes: chosen.minutes,
            timeZone: me.timeZone,
            locationDetails: chosen.place.trim(),
          })
        : createSession(newSession(exchange.id, chosen, me.timeZone), chosen.key),
    onDone: () => {
      onSent();
      toasts.show(t("slots-sent", { name, count: slots.length }));
      void navigate({ to: "/exchange/$id", params: { id: target.exchange.id } });
    },
  });
  const faults = slotFaults(sending.error);
  const last = slots.at(-1);
  const start = last && instantOf(last, me.timeZone);
  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(slots.length === 0);
    if (slots.length > 0) sending.run(proposal);
  }
  return (
    <form className="stack s6" onSubmit={submit}>
      <section className="sheet stack" aria-labelledby="chosen">
        <h2 id="chosen" className="label" tabIndex={-1}>
          {t("slots-yours", { count: slots.length })}
        </h2>
        {slots.length === 0 && (
          <p className={missing ? "err" : "quiet"} role={missing ? "alert" : undefined}>
            {t("slots-none")}
          </p>
        )}
        <ol className="stack empty:hidden">
          {slots.map((slot, index) => {
            const at = instantOf(slot, me.timeZone);
            return (
              <ChosenSlot
                key={slot.local}
                slot={slot}
                number={index + 1}
                mine={me.timeZone}
                theirs={partnerZone}
                name={name}
                busy={at === undefined ? null : busyAt(at, at + minutes * MINUTE, spans)}
                fault={faults.get(index)}
                onChange={(after) => change({ slots: replaced(slots, slot.local, after) })}
                onRemove={() => change({ slots: slots.filter((it) => it !== slot) })}
              />
            );
          })}
        </ol>
        {last && start !== undefined && (
          <>
            <hr />
            <h3>{t("slot-length", { day: when.shortDay(last.local), minutes })}</h3>
            <Rule
              moment={{
                start,
                end: start + minutes * MINUTE,
                mine: clockIn(me.timeZone, start, minutes),
                theirs: clockIn(partnerZone, start, minutes),
              }}
              name={name}
              dayNamed
            />
          </>
        )}
      </section>
      <LengthChoice minutes={minutes} onChoose={(length) => change({ minutes: length })} />
      <Field
        label={t("where")}
        hint={t("where-hint")}
        name="place"
        {...limited(LONGEST_PLACE)}
        value={place}
        onChange={(event) => change({ place: event.target.value })}
        error={fieldError(sending.error, "locationDetails") && t("where-wrong")}
      />
      {sending.changes && (
        <Changed
          changes={sending.changes}
          now={sending.seen}
          name={name}
          partnerZone={partnerZone}
        />
      )}
      <FailedLine error={sending.error} />
      <Button type="submit" weight="main" className="wide" busy={sending.busy}>
        {t(sending.changes ? "slots-send-again" : "slots-send", { name })}
      </Button>
    </form>
  );
}
