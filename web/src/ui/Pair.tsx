import type { ReactNode } from "react";
import { useText } from "~/texts/Texts";

const CUT = "M24 -600V13L39 8V29L24 24V40L9 35V56L24 51V664";

/** The seam of two halves that interlock: one tongue goes each way. */
export function Seam({ className = "" }: { className?: string }) {
  return (
    <svg className={`joint ${className}`} viewBox="0 0 48 64" aria-hidden="true">
      <path className="l" d={`M-1 -600H24${CUT.slice("M24 -600".length)}H-1Z`} />
      <path className="cut" d={CUT} />
    </svg>
  );
}

const CUT_ACROSS = "M-600 24H13L8 39H29L24 24H40L35 9H56L51 24H664";

/** The same where the halves stand one above the other. */
export function SeamAcross({ className = "" }: { className?: string }) {
  return (
    <svg className={`joint ${className}`} viewBox="0 0 64 48" aria-hidden="true">
      <path className="l" d={`${CUT_ACROSS}V-1H-600Z`} />
      <path className="cut" d={CUT_ACROSS} />
    </svg>
  );
}

interface PairProps {
  /** The skill that I teach. */
  mine: ReactNode;
  theirs: ReactNode;
}

/** "I teach this for that" in one line: mine first. */
export function MiniPair({ mine, theirs }: PairProps) {
  const t = useText();
  return (
    <span className="pair mini">
      <span className="half mine">
        <bdi className="clip">{mine}</bdi>
        <span className="sr-only"> {t("pair-for")} </span>
      </span>
      <Seam />
      <span className="half theirs">
        <bdi className="clip">{theirs}</bdi>
      </span>
    </span>
  );
}

interface FullPairProps extends PairProps {
  mineLabel: ReactNode;
  theirsLabel: ReactNode;
}

/** The same at full size, each half with the line that says whose it is. */
export function Pair({ mine, theirs, mineLabel, theirsLabel }: FullPairProps) {
  return (
    <div className="pair">
      <div className="half mine">
        <span className="who">{mineLabel}</span>
        <b>
          <bdi>{mine}</bdi>
        </b>
      </div>
      <Seam />
      <div className="half theirs">
        <span className="who">{theirsLabel}</span>
        <b>
          <bdi>{theirs}</bdi>
        </b>
      </div>
    </div>
  );
}
