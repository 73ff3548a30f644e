import { useEffect, useRef } from "react";
import type { ExchangeView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { PlaceLink } from "~/ui/PlaceLink";
import { Rule } from "~/ui/Rule";
import { ActButton } from "./ActButton";
import { CalendarFile } from "./CalendarFile";
import type { Question } from "./questions";
import { SlotForm } from "./SlotForm";
import { Until } from "./Until";
import { useMeans } from "./useMeans";
import { useTitle } from "./useTitle";
import { can, momentOf } from "./view";

interface QuestionSheetProps {
  question: Question;
  exchange: ExchangeView;
  name: string;
  partnerZone: string | undefined;
  now: number;
}

/** The question that is open now; the buttons answer it, and each says what it will mean. */
export function QuestionSheet(props: QuestionSheetProps) {
  const { question, exchange, name, partnerZone } = props;
  const title = useTitle()(question, name);
  const heading = useFocusOnChange(`${question.kind}/${question.session?.id}`);
  const { kind, session } = question;
  const moment = session && momentOf(session, partnerZone);
  const ahead = kind === "next" || kind === "running";
  const quote = kind === "answer" || kind === "asked" ? exchange.message : exchange.declineReason;
  return (
    <section className="sheet stack question-sheet" aria-labelledby="question">
      <div className="row between wrap">
        <h2 id="question" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {moment && ahead && (
          <span className="quiet">
            <Until moment={moment} />
          </span>
        )}
      </div>
      <p className="quiet">{useExplanation(props)}</p>
      {quote && (
        <p className="voice quote">
          <bdi>{quote}</bdi>
        </p>
      )}
      {session?.locationDetails && <PlaceLink words={session.locationDetails} />}
      {session && can(session, "acceptSession") && (
        <SlotForm exchange={exchange} session={session} name={name} partnerZone={partnerZone} />
      )}
      {kind === "proposed" && <Slots {...props} />}
      {moment && !can(session, "acceptSession") && kind !== "proposed" && (
        <Rule moment={moment} name={name} wide />
      )}
      <Answers {...props} />
      {session && kind === "next" && <CalendarFile session={session} />}
    </section>
  );
}

/** The times that I have proposed. */
function Slots({ question, name, partnerZone }: QuestionSheetProps) {
  const { session } = question;
  return session?.slots.map((slot) => (
    <Rule key={slot.scheduledTime} moment={momentOf(session, partnerZone, slot)} name={name} wide />
  ));
}

function Answers({ question, exchange, name, partnerZone }: QuestionSheetProps) {
  const means = useMeans();
  const { session } = question;
  const target = { exchange, session };
  const actions = (session ?? exchange).actions.filter(({ name }) => name !== "acceptSession");
  const filled = !(session && can(session, "acceptSession")) && question.kind !== "next";
  if (actions.length === 0) return null;
  return (
    <div className="answers">
      {actions.map((action, index) => (
        <div key={action.name} className="means">
          <ActButton
            action={action}
            target={target}
            name={name}
            partnerZone={partnerZone}
            weight={index > 0 || !filled ? "line" : "main"}
          />
          <p className="small quiet">{means(action, target, name)}</p>
        </div>
      ))}
    </div>
  );
}

/** What is so, in a sentence or two under the title. */
function useExplanation({ question, exchange, name, now }: QuestionSheetProps): string {
  const t = useText();
  const { kind, session } = question;
  const saidYes = session?.completedBy.length ?? 0;
  return t(`explain-${kind}`, {
    name,
    minutes: session?.durationMinutes ?? 0,
    said: saidYes > 0 ? "yes" : "no",
    reason: exchange.cancelReason ?? "none",
    contested: session?.noShowContested ? "yes" : "no",
    days: exchange.expiresAt
      ? Math.max(0, Math.ceil((Date.parse(exchange.expiresAt) - now) / 86_400_000))
      : 0,
  });
}

/** When the question was answered, its button is gone: the next question takes the focus. */
function useFocusOnChange(key: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(key);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    if (document.activeElement === document.body) heading.current?.focus();
  }, [key]);
  return heading;
}
