const MARK = "M32 0V13L48 8V29L32 24V40L16 35V56L32 51V64";

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
