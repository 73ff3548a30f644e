import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Face } from "~/ui/Face";
import { MiniPair } from "~/ui/Pair";
import { Rule } from "~/ui/Rule";
import { useWhen } from "~/ui/when";
import { person } from "./queries";
import { Until } from "./Until";
import { useNextSession } from "./useNextSession";
import { momentOf, sidesOf } from "./view";

/** The next session that is agreed, for the side of a page; nothing where there is none. */
export function NextSession() {
  const t = useText();
  const me = useMe();
  const when = useWhen();
  const session = useNextSession();
  const sides = session && sidesOf(session, me.id);
  const partner = useQuery({ ...person(sides?.partner.id ?? ""), enabled: Boolean(sides) });
  if (!session || !sides) return null;
  const moment = momentOf(session, partner.data?.timeZone);
  const name = sides.partner.firstName;
  return (
    <section className="sheet stack" aria-labelledby="next-session">
      <div className="row between">
        <h2 id="next-session" className="label">
          {t("question-next")}
        </h2>
        <span className="small quiet">
          <Until moment={moment} />
        </span>
      </div>
      <div className="row">
        <Face person={sides.partner} />
        <div className="grow">
          <Link to="/exchange/$id" params={{ id: session.exchangeId }} className="clip">
            <b>{t("with-name", { name })}</b>
          </Link>
          <span className="small quiet">{when.day(moment.mine.start)}</span>
        </div>
      </div>
      <MiniPair mine={sides.mine} theirs={sides.theirs} />
      <Rule moment={moment} name={name} dayNamed />
    </section>
  );
}
