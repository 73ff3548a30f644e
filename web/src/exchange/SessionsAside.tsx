import { Link } from "@tanstack/react-router";
import type { ExchangeView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Icon } from "~/ui/Icon";
import { PlaceLink } from "~/ui/PlaceLink";
import { SessionClocks } from "~/ui/SessionTime";
import { useWhen } from "~/ui/when";
import { questionsOf, waitsForMe } from "./questions";
import { endOf, momentOf, startOf } from "./view";

interface SessionsAsideProps {
  exchange: ExchangeView;
  partnerZone: string | undefined;
  now: number;
}

/** The sessions that come up or are not concluded, and where the next one is. */
export function SessionsAside({ exchange, partnerZone, now }: SessionsAsideProps) {
  const t = useText();
  const when = useWhen();
  const open = questionsOf(exchange, now)
    .flatMap((question) => (question.session ? [{ question, session: question.session }] : []))
    .sort((one, other) => startOf(one.session) - startOf(other.session));
  const next = open.find(({ session }) => session.locationDetails && endOf(session) > now);
  if (open.length === 0) return null;
  return (
    <>
      <section className="stack s3">
        <h2 className="label">{t("sessions-open")}</h2>
        <ul className="stack">
          {open.map(({ question, session }) => (
            <li key={session.id} className="stack s2">
              <Link
                to="."
                search={{ session: session.id } as never}
                className="link quietly row tight min-h-11"
                resetScroll
              >
                <Icon name={question.kind === "next" ? "check" : "clock"} small />
                <b>
                  {t(`session-line-${session.status}`, {
                    day: when.day(session.viewerLocalTime),
                    count: session.slots.length,
                  })}
                </b>
              </Link>
              <div className="ps-7">
                <SessionClocks moment={momentOf(session, partnerZone)} />
                {waitsForMe(question) && <span className="small">{t("waits-for-you")}</span>}
              </div>
            </li>
          ))}
        </ul>
      </section>
      {next && (
        <section className="stack s3">
          <h2 className="label">{t("where-you-meet")}</h2>
          <PlaceLink words={next.session.locationDetails} />
        </section>
      )}
    </>
  );
}
