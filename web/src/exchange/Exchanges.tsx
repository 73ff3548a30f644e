import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ExchangeStatus, Role } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { Page } from "~/ui/Page";
import { SkeletonPerson } from "~/ui/Skeleton";
import { Tabs } from "~/ui/Tabs";
import { ExchangeRow } from "./ExchangeRow";
import { exchanges } from "./queries";
import "./exchange.css";

const STATUSES: readonly ExchangeStatus[] = ["accepted", "pending", "completed", "canceled"];
const ROLES: readonly (Role | undefined)[] = [undefined, "initiator", "receiver"];

/** My exchanges, by their state and by who asked. */
export function Exchanges() {
  const t = useText();
  const search = useSearch({ strict: false }) as { status?: string; role?: string };
  const status = STATUSES.find((it) => it === search.status) ?? "accepted";
  const role = ROLES.find((it) => it === search.role);
  const query = useInfiniteQuery(exchanges({ status, role }));
  return (
    <Page
      title={t("nav-exchanges")}
      actions={
        <ButtonLink to="/schedule" icon="calendar">
          {t("schedule-title")}
        </ButtonLink>
      }
    >
      <div className="stack s6">
        <Tabs
          label={t("exchanges-by-state")}
          tabs={STATUSES.map((it) => ({
            name: t(`exchanges-${it}`),
            current: it === status,
            search: { status: it, ...(role && { role }) },
          }))}
        />
        <Tabs
          label={t("exchanges-by-role")}
          tabs={ROLES.map((it) => ({
            name: t(`exchanges-by-${it ?? "either"}`),
            current: it === role,
            search: { status, ...(it && { role: it }) },
          }))}
          look="filters"
        />
        <Loaded
          query={query}
          failed={t("exchanges-failed")}
          loading={[1, 2, 3].map((it) => (
            <div key={it} className="exchange-row">
              <div className="grow">
                <SkeletonPerson />
              </div>
            </div>
          ))}
          isEmpty={({ pages }) => pages.every((page) => page.items.length === 0)}
          empty={<NoExchanges status={status} />}
        >
          {({ pages }) => (
            <ul>
              {pages
                .flatMap((page) => page.items)
                .map((exchange) => (
                  <ExchangeRow key={exchange.id} exchange={exchange} />
                ))}
            </ul>
          )}
        </Loaded>
        <More list={query} loading={<SkeletonPerson />} />
      </div>
    </Page>
  );
}

function NoExchanges({ status }: { status: ExchangeStatus }) {
  const t = useText();
  return (
    <Blank
      state="open"
      title={t(`no-exchanges-${status}`)}
      actions={
        <ButtonLink to="/explore" weight="main">
          {t("find-partner")}
        </ButtonLink>
      }
    >
      <p>{t(`no-exchanges-${status}-text`)}</p>
    </Blank>
  );
}
