import type { ReactNode } from "react";
import { useText } from "~/texts/Texts";

const CUT = "M24 -600V13L39 8V29L24 24V40L9 35V56L24 51V664";
const MARK = "M32 0V13L48 8V29L32 24V40L16 35V56L32 51V64";

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

/** The mark of the product. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 64 64" aria-hidden="true">
      <rect className="r" width="64" height="64" rx="14" />
      <path
        className="l"
        d={`M14 0H32${MARK.slice("M32 0".length)}H14A14 14 0 0 1 0 50V14A14 14 0 0 1 14 0Z`}
      />
      <path className="cut" d={MARK} />
    </svg>
  );
}

const LEFT = "M8 4H60V17L75 12V33L60 28V44L45 39V60L60 55V68H8A8 8 0 0 1 0 60V12A8 8 0 0 1 8 4Z";
const RIGHT =
  "M84 4H136A8 8 0 0 1 144 12V60A8 8 0 0 1 136 68H84V55L69 60V39L84 44V28L99 33V12L84 17Z";

const FIT = "translate(-24)";

/** `whole`: done. `open`: the other half is missing. `ajar`: it is askew. */
export type JointState = "whole" | "open" | "ajar";

/** The joint above what is so. */
export function JointPicture({ state }: { state: JointState }) {
  return (
    <svg viewBox="0 0 144 72" aria-hidden="true">
      <path className="l" d={LEFT} />
      {state === "open" ? (
        <path className="o" d={RIGHT} />
      ) : (
        <path
          className="r"
          d={RIGHT}
          transform={state === "whole" ? FIT : "rotate(9 110 36) translate(4 2)"}
        />
      )}
      <path className="e" d={LEFT} />
    </svg>
  );
}
