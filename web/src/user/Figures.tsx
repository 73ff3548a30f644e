import type { StatsView } from "~/api/http";
import { useLanguage, useText } from "~/texts/Texts";

/** What can be counted on: ratings, sessions held, called off late, missed. */
export function Figures({ stats: { rating, reliability } }: { stats: StatsView }) {
  const t = useText();
  const { language } = useLanguage();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const figures: [string, string][] = [
    [
      rating.average === null ? "–" : number.format(rating.average),
      t("figure-ratings", { count: rating.count }),
    ],
    [
      number.format(reliability.sessionsCompleted),
      t("figure-held", { count: reliability.sessionsCompleted }),
    ],
    [
      number.format(reliability.lateCancellations),
      t("figure-late", { count: reliability.lateCancellations }),
    ],
    [number.format(reliability.noShows), t("figure-missed", { count: reliability.noShows })],
  ];
  return (
    <dl className="figs">
      {figures.map(([figure, name]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
