import type { ExchangeView, SessionView } from "~/api/http";
import { DAY } from "~/ui/zones";

/** The server's clock and ours differ by less. */
const SLACK = 2_000;
/** What fails is not asked for more often. */
const SHORTEST = 5_000;
/** Timers of a browser overflow after 24 days. */
const LONGEST = DAY / 2;

/**
 * Returns after how many milliseconds exchanges have to be read again, since time alone has changed
 * what can be done with them: a session has begun, an action is late. False: that is not foreseen.
 */
export function untilChange(
  exchanges: readonly ExchangeView[],
  readAt: number,
  now: number,
): number | false {
  const next = Math.min(...exchanges.flatMap(changesOf).filter((at) => at + SLACK > readAt));
  const wait = Math.max(next + SLACK - now, SHORTEST);
  return Number.isFinite(next) && Math.min(wait, LONGEST);
}

function changesOf({ expiresAt, actions, sessions }: ExchangeView): number[] {
  const instants = [
    expiresAt,
    ...[{ actions }, ...sessions].flatMap(endsOfActions),
    ...sessions.flatMap(({ upcomingActions }) => upcomingActions.map(({ from }) => from)),
  ];
  return instants.flatMap((at) => (at ? [Date.parse(at)] : []));
}

function endsOfActions({ actions }: { actions: ExchangeView["actions"] | SessionView["actions"] }) {
  return actions.flatMap(({ until, countedAfter }) => [until, countedAfter]);
}
