import { useQuery } from "@tanstack/react-query";
import type { SessionView, UserCard } from "~/api/http";
import { clockFrom, clockIn } from "~/ui/moment";
import { Rule } from "~/ui/Rule";
import { MINUTE } from "~/ui/zones";
import { profileOf } from "./queries";

/** When a session is, on both clocks. */
export function SessionTimes({ session, other }: { session: SessionView; other: UserCard }) {
  const theirZone = useQuery(profileOf(other.id)).data?.timeZone;
  const { durationMinutes, viewerLocalTime, viewerTimeZone } = session;
  const start = Date.parse(session.scheduledTime);
  const moment = {
    start,
    end: start + durationMinutes * MINUTE,
    mine: clockFrom(viewerLocalTime, start, durationMinutes, viewerTimeZone),
    theirs: theirZone ? clockIn(theirZone, start, durationMinutes) : null,
  };
  return <Rule moment={moment} name={other.firstName} wide />;
}
