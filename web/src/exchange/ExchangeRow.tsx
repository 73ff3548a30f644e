import { Link } from "@tanstack/react-router";
import { serverNow } from "~/api/clock";
import type { ExchangeView } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { Icon } from "~/ui/Icon";
import { MiniPair } from "~/ui/Pair";
import { SessionTime } from "~/ui/SessionTime";
import { Ago } from "~/ui/Time";
import { questionsOf, waitsForMe } from "./questions";
import { useTitle } from "./useTitle";
import { momentOf, sidesOf } from "./view";

/** An exchange in a list: with whom, what for what, and what is open now. */
export function ExchangeRow({ exchange }: { exchange: ExchangeView }) {
  const t = useText();
  const me = useMe();
  const title = useTitle();
  const { partner, mine, theirs } = sidesOf(exchange, me.id);
  const question = questionsOf(exchange, serverNow())[0];
  const waits = question !== undefined && waitsForMe(question);
  return (
    <li className="exchange-row">
      <Face person={partner} />
      <div className="stack s2 grow">
        <div className="row between">
          <Link to="/exchange/$id" params={{ id: exchange.id }} className="row-link clip">
            <b>
              <bdi>{fullName(partner)}</bdi>
            </b>
          </Link>
          <span className="small quiet whitespace-nowrap">
            <Ago at={exchange.changedAt} />
          </span>
        </div>
        <MiniPair mine={mine} theirs={theirs} />
        {question && (
          <p className={waits ? "small open-now" : "small open-now quiet"}>
            {waits && (
              <span className="badge">
                <Icon name="clock" small />
                {t("waits-for-you")}
              </span>
            )}
            {title(question, partner.firstName)}
            {question.session && (
              <>
                {" · "}
                <SessionTime moment={momentOf(question.session, undefined)} />
              </>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
