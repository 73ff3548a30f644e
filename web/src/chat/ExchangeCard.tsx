import { useQuery } from "@tanstack/react-query";
import { use } from "react";
import { Failure } from "~/api/failure";
import type { ExchangeView, MessageView, UserCard } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Icon } from "~/ui/Icon";
import { ButtonLink } from "~/ui/Link";
import { Pair } from "~/ui/Pair";
import { aboutText } from "./about";
import { CardAnswers } from "./cardAnswers";
import { exchangeOf } from "./queries";
import { SessionTimes } from "./SessionTimes";

interface ExchangeCardProps {
  message: MessageView;
  other: UserCard;
  /** The newest that is told of its exchange: it shows how that stands; older ones are one line. */
  isLast: boolean;
}

/** Something has happened to an exchange or a session of the two: what, and the way to it. */
export function ExchangeCard({ message, other, isLast }: ExchangeCardProps) {
  const t = useText();
  const me = useMe().id;
  const answers = use(CardAnswers);
  const about = message.about;
  const query = useQuery({ ...exchangeOf(about?.exchangeId ?? ""), enabled: about !== null });
  if (!about) return null;
  const isGone = query.error instanceof Failure && query.error.status === 404;
  const who = message.senderId === me ? "me" : "other";
  const title = t(aboutText(about.event), { who, name: other.firstName });
  const session = query.data?.sessions.find(({ id }) => id === about.sessionId);
  return (
    <section className={isLast ? "sheet card stack s3" : "card told"} aria-label={title}>
      <div className="row between">
        <p className="label">{title}</p>
        {isGone ? (
          <span className="small quiet">{t("card-gone")}</span>
        ) : (
          <ButtonLink to="/exchange/$id" params={{ id: about.exchangeId }} className="card-open">
            {t("card-open")}
            <Icon name="next" small />
          </ButtonLink>
        )}
      </div>
      {isLast && query.data && about.sessionId === null && (
        <Skills exchange={query.data} me={me} name={other.firstName} />
      )}
      {isLast && session && <SessionTimes session={session} other={other} />}
      {isLast && query.data && answers({ exchange: query.data, session, other })}
    </section>
  );
}

function Skills({ exchange, me, name }: { exchange: ExchangeView; me: string; name: string }) {
  const t = useText();
  const asked = exchange.initiator.id === me;
  return (
    <Pair
      mine={asked ? exchange.offeredSkill : exchange.requestedSkill}
      theirs={asked ? exchange.requestedSkill : exchange.offeredSkill}
      mineLabel={t("card-you-teach")}
      theirsLabel={<bdi>{t("card-they-teach", { name })}</bdi>}
    />
  );
}
