import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ScheduledSession } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { MiniPair } from "~/ui/Pair";
import { PlaceLink } from "~/ui/PlaceLink";
import { SessionClocks } from "~/ui/SessionTime";
import { CalendarFile } from "./CalendarFile";
import { person } from "./queries";
import { momentOf, sidesOf } from "./view";

/** One session: when on both clocks, with whom, what for what, where, and how it stands. */
export function ScheduleRow({ session }: { session: ScheduledSession }) {
  const t = useText();
  const me = useMe();
  const { partner, mine, theirs } = sidesOf(session, me.id);
  const partnerZone = useQuery(person(partner.id)).data?.timeZone;
  return (
    <li className="schedule-row">
      <SessionClocks moment={momentOf(session, partnerZone)} />
      <div className="stack s2 grow">
        <div className="row tight">
          <Face person={partner} size={32} />
          <Link
            to="/exchange/$id"
            params={{ id: session.exchangeId }}
            search={{ session: session.id } as never}
            className="link quietly clip"
          >
            <b>
              <bdi>{fullName(partner)}</bdi>
            </b>
          </Link>
        </div>
        <MiniPair mine={mine} theirs={theirs} />
        <p className="small quiet">
          {t(`schedule-${session.status}`, {
            minutes: session.durationMinutes,
            count: session.slots.length,
          })}
        </p>
        {session.locationDetails && <PlaceLink words={session.locationDetails} />}
        {session.status === "accepted" && <CalendarFile session={session} />}
      </div>
    </li>
  );
}
