import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useText } from "~/texts/Texts";
import { trending } from "./queries";
import "./explore.css";

/** As many as any place shows, so that one answer does for all. */
const ASKED = 12;

/** The tags that most people use today. */
export function TrendingList({ shown }: { shown: number }) {
  const t = useText();
  const { data } = useQuery(trending(ASKED));
  if (!data || data.items.length === 0) return null;
  return (
    <section className="stack s2">
      <h2 className="label">{t("trending")}</h2>
      <ul className="plainlist">
        {data.items.slice(0, shown).map(({ tagName, dailyCount }) => (
          <li key={tagName}>
            <Link to="/explore" search={{ skill: tagName }}>
              <bdi>{tagName}</bdi>
            </Link>
            <span className="small quiet">{t("trending-count", { count: dailyCount })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
