import type { ExchangeView, ScheduledSession, SessionView, SlotView, UserCard } from "~/api/http";
import { clockFrom, clockIn, type Moment } from "~/ui/moment";
import { MINUTE } from "~/ui/zones";

type Terms = Pick<
  ExchangeView | ScheduledSession,
  "initiator" | "receiver" | "offeredSkill" | "requestedSkill"
>;

/** An exchange from where I stand. */
export interface Sides {
  partner: UserCard;
  /** What I teach. */
  mine: string;
  theirs: string;
  iAsked: boolean;
}

export function sidesOf(terms: Terms, myId: string): Sides {
  const iAsked = terms.initiator.id === myId;
  return {
    partner: iAsked ? terms.receiver : terms.initiator,
    mine: iAsked ? terms.offeredSkill : terms.requestedSkill,
    theirs: iAsked ? terms.requestedSkill : terms.offeredSkill,
    iAsked,
  };
}

export const startOf = (time: { scheduledTime: string }): number => Date.parse(time.scheduledTime);

export const endOf = (session: SessionView): number =>
  startOf(session) + session.durationMinutes * MINUTE;

type Dated = Pick<
  SessionView,
  "scheduledTime" | "localTime" | "viewerLocalTime" | "timeZone" | "viewerTimeZone"
> &
  Pick<SessionView, "durationMinutes">;

/**
 * Returns when a session is, for me and for the other; of several times proposed, at one of them.
 *
 * What the server says is taken as it is; only a zone that it was not asked for is computed. Where
 * the other's zone is not known yet, the zone of the session stands for it.
 */
export function momentOf(
  session: Dated,
  partnerZone: string | undefined,
  slot: SlotView = session,
): Moment {
  const start = startOf(slot);
  const { durationMinutes, timeZone, viewerTimeZone } = session;
  const zone = partnerZone ?? (timeZone === viewerTimeZone ? undefined : timeZone);
  const theirs =
    zone === timeZone
      ? clockFrom(slot.localTime, start, durationMinutes, timeZone)
      : zone && clockIn(zone, start, durationMinutes);
  return {
    start,
    end: start + durationMinutes * MINUTE,
    mine: clockFrom(slot.viewerLocalTime, start, durationMinutes, viewerTimeZone),
    theirs: theirs || null,
  };
}

/** Whether the server lets me do this now. */
export function can<Name extends string>(
  thing: { actions: readonly { name: Name }[] },
  name: Name,
): boolean {
  return thing.actions.some((action) => action.name === name);
}
