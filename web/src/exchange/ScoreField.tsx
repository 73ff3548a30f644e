import { useText } from "~/texts/Texts";
import { Icon } from "~/ui/Icon";

const SCORES = [1, 2, 3, 4, 5];

interface ScoreFieldProps {
  score: number;
  onScore: (score: number) => void;
  error: string | undefined;
}

/** One to five stars: radio buttons, so that arrows choose. */
export function ScoreField({ score, onScore, error }: ScoreFieldProps) {
  const t = useText();
  return (
    <fieldset className="stack s2" aria-describedby={error ? "score-error" : undefined}>
      <legend className="label">{t("rate-score")}</legend>
      <div className="score">
        {SCORES.map((value) => (
          <label key={value} className={value <= score ? "on" : ""}>
            <input
              type="radio"
              name="score"
              value={value}
              className="sr-only"
              checked={value === score}
              onChange={() => onScore(value)}
              aria-invalid={error ? true : undefined}
            />
            <Icon name="star" />
            <span className="sr-only">{t("score-of", { score: value })}</span>
          </label>
        ))}
        {score > 0 && <span className="quiet self-center">{t(`score-${score as 1}`)}</span>}
      </div>
      {error && (
        <p className="err" id="score-error">
          <Icon name="alert" small />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  );
}
