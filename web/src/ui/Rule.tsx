import { useText } from "~/texts/Texts";
import { alike, type Clock, type Mark, type Moment, type Scale, scaleOf } from "./moment";
import { cityOf } from "./Time";
import { useWhen } from "./when";
import { clockOf, dateOf } from "./zones";

interface RuleProps {
  moment: Moment;
  /** The other person's first name. */
  name: string;
  /** Twelve hours where there is room for them, else six. */
  wide?: boolean;
  /** My day stands above it already: it is not said again, and theirs only where it is another. */
  dayNamed?: boolean;
}

/** The double rule: one stretch of time on two clocks, mine above and theirs below. */
export function Rule({ moment, name, wide = false, dayNamed = false }: RuleProps) {
  const t = useText();
  const { mine, theirs } = moment;
  const shared = theirs !== null && alike(mine, theirs);
  const named = dayNamed ? dateOf(mine.start) : undefined;
  return (
    <div className="rule">
      <Line clock={mine} named={named} whose={shared ? t("rule-both", { name }) : t("you")} />
      {wide && <Scales className="desk" scale={scaleOf(moment, 12)} hourWidth={50} />}
      <Scales
        className={wide ? "phone" : ""}
        scale={scaleOf(moment, 6)}
        hourWidth={wide ? 54 : 41}
      />
      {theirs && !shared && <Line clock={theirs} named={named} whose={name} theirs />}
    </div>
  );
}

interface LineProps {
  clock: Clock;
  whose: string;
  /** A day that has been named. */
  named: string | undefined;
  theirs?: boolean;
}

function Line({ clock, whose, named, theirs }: LineProps) {
  const t = useText();
  const when = useWhen();
  const city = cityOf(clock.timeZone);
  return (
    <div className={theirs ? "t them" : "t"}>
      <b>
        {clockOf(clock.start)} – {clockOf(clock.end)}
      </b>
      <span>
        {dateOf(clock.start) === named
          ? t("rule-place", { city, whose })
          : t("rule-line", { day: when.shortDay(clock.start), city, whose })}
      </span>
    </div>
  );
}

interface ScalesProps {
  scale: Scale;
  hourWidth: number;
  className: string;
}

/** The drawing; the lines around it say the same in words. */
function Scales({ scale, hourWidth, className }: ScalesProps) {
  const width = scale.hours * hourWidth;
  const { block } = scale;
  return (
    <svg
      className={className}
      style={{ maxInlineSize: width }}
      viewBox={`0 0 ${width} 40`}
      aria-hidden="true"
    >
      <path className="axis" d={`M0 20H${width}`} />
      <path className="tick" d={ticks(scale.hours, hourWidth)} />
      <rect
        className="block"
        x={block.at * hourWidth}
        y="15"
        width={block.length * hourWidth}
        height="10"
        rx="2"
      />
      <Numbers marks={scale.mine} y={9} hourWidth={hourWidth} />
      <Numbers marks={scale.theirs} y={39} hourWidth={hourWidth} />
    </svg>
  );
}

function Numbers({ marks, y, hourWidth }: { marks: Mark[]; y: number; hourWidth: number }) {
  return marks.map((mark) => (
    <text key={mark.at} className={mark.edge ? "on" : undefined} x={mark.at * hourWidth} y={y}>
      {mark.text}
    </text>
  ));
}

/** A long tick each hour, a middling one each half, a short one each quarter. */
function ticks(hours: number, hourWidth: number): string {
  const heights = [14, 5, 8, 5];
  return Array.from({ length: hours * 4 + 1 }, (_, quarter) => {
    const height = heights[quarter % 4] ?? 5;
    return `M${(quarter * hourWidth) / 4} ${20 - height / 2}v${height}`;
  }).join("");
}
