import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { MiniPair } from "~/ui/Pair";
import { between } from "./queries";
import { sidesOf } from "./view";

/** The exchanges that I have with a person; nothing where there is none. */
export function BetweenYou({ personId }: { personId: string }) {
  const t = useText();
  const me = useMe();
  const { data } = useQuery(between(personId));
  if (!data || data.length === 0) return null;
  return (
    <section className="stack s3">
      <h2 className="label">{t("between-you")}</h2>
      <ul className="stack s3">
        {data.map((exchange) => {
          const { mine, theirs } = sidesOf(exchange, me.id);
          return (
            <li key={exchange.id}>
              <Link to="/exchange/$id" params={{ id: exchange.id }} className="stack s2 py-1">
                <MiniPair mine={mine} theirs={theirs} />
                <span className="small quiet">
                  {t("between-status", { status: exchange.status })}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
