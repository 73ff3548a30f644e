import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Failure } from "~/api/failure";
import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { Page } from "~/ui/Page";
import { Skeleton, SkeletonLines } from "~/ui/Skeleton";
import { ExchangePage } from "./ExchangePage";
import { exchange } from "./queries";
import "./exchange.css";
import "./story.css";

/** One exchange: `/exchange/:id`. */
export function Exchange() {
  const t = useText();
  const { id } = useParams({ from: "/exchange/$id" });
  const query = useQuery(exchange(id));
  if (query.error instanceof Failure && query.error.status === 404 && !query.data) {
    return (
      <Page title={t("exchange-gone")} quietTitle>
        <Blank
          state="open"
          title={t("exchange-gone")}
          actions={
            <ButtonLink to="/exchanges" weight="main">
              {t("nav-exchanges")}
            </ButtonLink>
          }
        >
          <p>{t("exchange-gone-text")}</p>
        </Blank>
      </Page>
    );
  }
  return (
    <Loaded
      query={query}
      failed={t("exchange-failed")}
      loading={
        <div className="stack s6">
          <Skeleton className="h-9 w-3/5" />
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-64 w-full" />
          <SkeletonLines lines={4} />
        </div>
      }
    >
      {(data) => <ExchangePage exchange={data} />}
    </Loaded>
  );
}
