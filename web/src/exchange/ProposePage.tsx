import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { serverNow } from "~/api/clock";
import { randomId } from "~/session/browser";
import { useDraft } from "~/session/useDraft";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Aside } from "~/ui/Aside";
import { FailedLine } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";
import { MiniPair } from "~/ui/Pair";
import { toasts } from "~/ui/toasts";
import { useMedia } from "~/ui/useMedia";
import { asUtc, DAY, dateOf, type LocalTime, localAt, mondayOf, plusDays } from "~/ui/zones";
import type { Target } from "./acts";
import { Chosen } from "./Chosen";
import { DayList } from "./DayList";
import { MOST_SLOTS, type Proposal, toggled } from "./proposal";
import { busy } from "./queries";
import { sidesOf } from "./view";
import { WeekBar } from "./WeekBar";
import { WeekGrid } from "./WeekGrid";
import { weekOf } from "./week";

interface ProposePageProps {
  target: Target;
  partnerZone: string;
}

/** The week on both clocks, and beside it the times that are chosen. */
export function ProposePage({ target, partnerZone }: ProposePageProps) {
  const t = useText();
  const me = useMe();
  const wide = useMedia("(min-width: 720px)");
  const { exchange, session } = target;
  const { partner, mine, theirs } = sidesOf(exchange, me.id);
  const name = partner.firstName;
  const [first] = useState(() => emptyProposal(target));
  const draft = useDraft<Proposal>(`times/${session?.id ?? exchange.id}`, first);
  const [monday, setMonday] = useState(() =>
    mondayOf(dateOf(localAt(serverNow() + DAY, me.timeZone))),
  );
  const times = useQuery(busy(exchange.id, around(monday, -1), around(monday, 8)));
  const week = useMemo(
    () =>
      weekOf({
        monday,
        mine: me.timeZone,
        theirs: partnerZone,
        busy: times.data,
        now: serverNow(),
      }),
    [monday, me.timeZone, partnerZone, times.data],
  );
  const { slots } = draft.value;
  // With another body it is another request.
  const change = (part: Partial<Proposal>) =>
    draft.change({ ...draft.value, ...part, key: randomId() });
  const choose = (local: LocalTime) => {
    const after = toggled(slots, local);
    if (after.length > MOST_SLOTS) toasts.show(t("slots-most", { count: MOST_SLOTS }));
    else change({ slots: after });
  };
  const grid = { week, slots, choose, name, mine: me.timeZone, theirs: partnerZone };
  return (
    <>
      <ButtonLink to="/exchange/$id" params={{ id: exchange.id }} icon="back" className="flush">
        {t("propose-back")}
      </ButtonLink>
      <Page
        title={t(session ? "action-rescheduleSession" : "propose-title")}
        actions={<MiniPair mine={mine} theirs={theirs} />}
      >
        <div className="stack">
          <WeekBar monday={monday} onMonday={setMonday} {...grid} />
          <FailedLine error={times.error} />
          {wide ? <WeekGrid {...grid} onMonday={setMonday} /> : <DayList {...grid} />}
        </div>
      </Page>
      <Aside>
        <Chosen
          target={target}
          proposal={draft.value}
          change={change}
          onSent={draft.clear}
          name={name}
          partnerZone={partnerZone}
          busy={times.data}
        />
      </Aside>
    </>
  );
}

function emptyProposal({ session }: Target): Proposal {
  return {
    slots: [],
    minutes: session?.durationMinutes ?? 60,
    place: session?.locationDetails ?? "",
    key: randomId(),
  };
}

/** An instant near some days after a date, wherever one is. */
function around(date: string, days: number): string {
  return new Date(asUtc(`${plusDays(date, days)}T00:00`)).toISOString();
}
