import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { ProposePage } from "./ProposePage";
import { exchange, person } from "./queries";
import { can, sidesOf } from "./view";
import "./exchange.css";
import "./week.css";

/** Proposing times for a session, or other times for one: `/exchange/:id/propose`. */
export function Propose() {
  const t = useText();
  const me = useMe();
  const { id } = useParams({ from: "/exchange/$id/propose" });
  const { session: sessionId } = useSearch({ strict: false }) as { session?: string };
  const query = useQuery(exchange(id));
  const partnerId = query.data && sidesOf(query.data, me.id).partner.id;
  const partner = useQuery({ ...person(partnerId ?? ""), enabled: Boolean(partnerId) });
  return (
    <Loaded
      query={query}
      failed={t("exchange-failed")}
      loading={<Skeleton className="h-[560px] w-full" />}
    >
      {(data) => {
        const session = data.sessions.find((it) => it.id === sessionId);
        const possible = session
          ? can(session, "rescheduleSession")
          : !sessionId && can(data, "createSession");
        if (!possible) return <NotNow id={id} />;
        return (
          <Loaded
            query={partner}
            failed={t("exchange-failed")}
            loading={<Skeleton className="h-[560px] w-full" />}
          >
            {({ timeZone }) => (
              <ProposePage target={{ exchange: data, session }} partnerZone={timeZone} />
            )}
          </Loaded>
        );
      }}
    </Loaded>
  );
}

function NotNow({ id }: { id: string }) {
  const t = useText();
  return (
    <Page title={t("propose-not-now")} quietTitle>
      <Blank
        state="open"
        title={t("propose-not-now")}
        actions={
          <ButtonLink to="/exchange/$id" params={{ id }} weight="main">
            {t("propose-back")}
          </ButtonLink>
        }
      >
        <p>{t("propose-not-now-text")}</p>
      </Blank>
    </Page>
  );
}
