import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { Failure } from "~/api/failure";
import type { ConversationView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { fullName } from "~/ui/Face";
import { Blank, Failed } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { Compose } from "./Compose";
import { Log } from "./Log";
import { conversation, thread } from "./queries";
import { TalkHead } from "./TalkHead";
import { addToThread } from "./threadCache";
import { UnsentMessage } from "./UnsentMessage";
import { useOutbox } from "./useOutbox";

interface TalkProps {
  id: string;
  actions: (conversation: ConversationView) => ReactNode;
}

/** A conversation: with whom, what was said, and where to write. */
export function Talk({ id, actions }: TalkProps) {
  const t = useText();
  const head = useQuery(conversation(id));
  const loaded = useQuery(thread(id));
  const last = head.data?.lastMessage;
  useEffect(() => {
    if (last) addToThread(id, [last]);
  }, [id, last]);
  const error = head.error ?? loaded.error;
  if (error instanceof Failure && error.status === 404) return <Gone />;
  if (head.data === undefined || loaded.data === undefined) {
    return (
      <section className="talk" aria-busy={!error}>
        <Page title={t("nav-messages")} quietTitle>
          {error ? (
            <>
              <Failed
                title={t("chat-failed")}
                error={error}
                retry={() => void (head.error ? head.refetch() : loaded.refetch())}
              />
              <Waiting id={id} />
            </>
          ) : (
            <SkeletonTalk />
          )}
        </Page>
      </section>
    );
  }
  const name = fullName(head.data.with);
  return (
    <section className="talk" aria-label={t("chat-with", { name })}>
      <Page title={name} quietTitle>
        <TalkHead conversation={head.data}>{actions(head.data)}</TalkHead>
        <Log conversation={head.data} thread={loaded.data} />
        <Compose conversationId={id} name={head.data.with.firstName} />
      </Page>
    </section>
  );
}

/** What I have written here and is not sent yet: it is not lost, whatever else is not there. */
function Waiting({ id }: { id: string }) {
  const outgoing = useOutbox().of(id);
  return (
    <div className="still-unsent">
      {outgoing.map((message, index) => (
        <UnsentMessage
          key={message.clientId}
          message={message}
          ends={index === outgoing.length - 1}
        />
      ))}
    </div>
  );
}

/** Deleted, blocked by either, or never there: the server tells none of them from the others. */
function Gone() {
  const t = useText();
  return (
    <section className="talk nobody">
      <Page title={t("chat-gone")} quietTitle>
        <Blank
          state="ajar"
          title={t("chat-gone")}
          actions={
            <ButtonLink to="/chat" weight="main">
              {t("chat-back")}
            </ButtonLink>
          }
        >
          <p>{t("chat-gone-text")}</p>
        </Blank>
      </Page>
    </section>
  );
}

function SkeletonTalk() {
  return (
    <>
      <header className="talkhead row">
        <Skeleton round className="size-11" />
        <Skeleton className="h-5 w-40" />
      </header>
      <div className="log">
        <Skeleton className="h-12 w-3/5" />
        <Skeleton className="h-12 w-2/5 self-end" />
        <Skeleton className="h-16 w-3/5" />
      </div>
    </>
  );
}
