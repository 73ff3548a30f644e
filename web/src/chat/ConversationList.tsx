import { useInfiniteQuery } from "@tanstack/react-query";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Blank, FailedLine } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { SkeletonPerson } from "~/ui/Skeleton";
import { ConversationLink } from "./ConversationLink";
import { conversations } from "./queries";

/** The conversations, the one written to last first. */
export function ConversationList({ current }: { current?: string }) {
  const t = useText();
  const me = useMe();
  const query = useInfiniteQuery(conversations());
  return (
    <Loaded
      query={query}
      loading={<SkeletonList />}
      failed={t("chat-list-failed")}
      isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
      empty={<NoConversations />}
    >
      {({ pages }) => (
        <>
          <ul>
            {pages.flatMap(({ items }) =>
              items.map((each) => (
                <li key={each.id}>
                  <ConversationLink conversation={each} me={me.id} current={each.id === current} />
                </li>
              )),
            )}
          </ul>
          {query.hasNextPage && (
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("chat-list-more")}
            </Button>
          )}
          {query.isFetchNextPageError && <FailedLine error={query.error} />}
        </>
      )}
    </Loaded>
  );
}

function NoConversations() {
  const t = useText();
  return (
    <Blank
      state="open"
      title={t("chat-none")}
      actions={
        <ButtonLink to="/explore" weight="main">
          {t("nav-explore")}
        </ButtonLink>
      }
    >
      <p>{t("chat-none-text")}</p>
    </Blank>
  );
}

function SkeletonList() {
  return (
    <div className="stack chat-skeleton">
      {["one", "two", "three", "four", "five"].map((each) => (
        <SkeletonPerson key={each} />
      ))}
    </div>
  );
}
