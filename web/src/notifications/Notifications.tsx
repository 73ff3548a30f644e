import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { NotificationView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Blank, FailedLine } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { Page } from "~/ui/Page";
import { SkeletonPerson } from "~/ui/Skeleton";
import { useMinute } from "~/ui/Time";
import { groupsOf } from "./groups";
import { NotificationItem } from "./NotificationItem";
import { notifications } from "./queries";
import { useMarking } from "./useMarking";
import "./notifications.css";

const WhyDialog = lazy(() =>
  import("./WhyDialog").then(({ WhyDialog }) => ({ default: WhyDialog })),
);

/** What one was told, the newest first; each leads to the thing. */
export function Notifications() {
  const t = useText();
  const query = useInfiniteQuery(notifications());
  const marking = useMarking();
  const [asked, setAsked] = useState<NotificationView | null>(null);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0];
  return (
    <Page
      title={t("nav-notifications")}
      actions={
        <>
          {newest && items.some(({ isRead }) => !isRead) && (
            <Button icon="check" onClick={() => marking.mutate({ upTo: newest.id })}>
              {t("notifications-mark-all")}
            </Button>
          )}
          <ButtonLink to="/settings/notifications" icon="settings">
            {t("nav-settings")}
          </ButtonLink>
        </>
      }
    >
      <FailedLine error={marking.error} />
      <Loaded
        query={query}
        loading={<SkeletonList />}
        failed={t("notifications-failed")}
        isEmpty={() => items.length === 0}
        empty={<Nothing />}
      >
        {() => (
          <>
            <Groups items={items} onWhy={setAsked} />
            <More list={query} loading={<SkeletonPerson />} />
          </>
        )}
      </Loaded>
      {asked && (
        <Suspense>
          <WhyDialog notification={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </Page>
  );
}

interface GroupsProps {
  items: NotificationView[];
  onWhy: (notification: NotificationView) => void;
}

function Groups({ items, onWhy }: GroupsProps) {
  const t = useText();
  const now = useMinute();
  return groupsOf(items, now).map(({ name, items }) => (
    <section key={name} className="notified" aria-labelledby={`notified-${name}`}>
      <h2 id={`notified-${name}`} className="label">
        {t(`notifications-${name}`)}
      </h2>
      <ul>
        {items.map((each) => (
          <NotificationItem key={each.id} notification={each} onWhy={onWhy} />
        ))}
      </ul>
    </section>
  ));
}

function Nothing() {
  const t = useText();
  return (
    <Blank
      state="open"
      title={t("notifications-none")}
      actions={
        <ButtonLink to="/explore" weight="main">
          {t("nav-explore")}
        </ButtonLink>
      }
    >
      <p>{t("notifications-none-text")}</p>
    </Blank>
  );
}

function SkeletonList() {
  return (
    <div className="stack">
      {["one", "two", "three", "four"].map((each) => (
        <SkeletonPerson key={each} />
      ))}
    </div>
  );
}
