import { useText } from "~/texts/Texts";
import { Icon } from "./Icon";

const MOST = 5;

/** A score of five; readers of screens hear the number. */
export function Stars({ score }: { score: number }) {
  const t = useText();
  return (
    <span className="stars" role="img" aria-label={t("stars", { score })}>
      {Array.from({ length: MOST }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stars are all alike and never move
        <span key={index} className={index < score ? "" : "off"}>
          <Icon name="star" />
        </span>
      ))}
    </span>
  );
}
