import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Face } from "~/ui/Face";
import { ButtonLink } from "~/ui/Link";
import { MiniPair } from "~/ui/Pair";
import { waiting } from "./queries";
import { useTitle } from "./useTitle";
import { sidesOf } from "./view";

/** The most urgent of what waits for me, on one sheet with one button; nothing where nothing does. */
export function Waiting() {
  const t = useText();
  const me = useMe();
  const title = useTitle();
  const { data } = useQuery(waiting());
  const first = data?.[0];
  if (!first) return null;
  const { exchange, question } = first;
  const { partner, mine, theirs } = sidesOf(exchange, me.id);
  const more = data.length - 1;
  return (
    <section className="sheet row wrap" aria-labelledby="waiting-title">
      <Face person={partner} />
      <div className="stack s2 grow basis-60">
        <h2 id="waiting-title" className="waiting-title">
          {title(question, partner.firstName)}
        </h2>
        <MiniPair mine={mine} theirs={theirs} />
      </div>
      <ButtonLink to="/exchange/$id" params={{ id: exchange.id }} weight="main" className="fill">
        {t(`do-${question.kind}`)}
      </ButtonLink>
      {more > 0 && (
        <Link to="/exchanges" className="link small basis-full">
          {t("waiting-more", { count: more })}
        </Link>
      )}
    </section>
  );
}
