import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { use, useEffect, useRef } from "react";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { announce } from "~/ui/announce";
import { Button } from "~/ui/Button";
import { Blank, FailedLine } from "~/ui/Failed";
import { useKeys } from "~/ui/keys";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { useReadingPlace } from "~/ui/readingPlace";
import { readUpTo } from "./cache";
import { type FeedData, keepFeed, restoreFeed } from "./keptFeed";
import { PostArticle } from "./PostArticle";
import { PostSkeletons } from "./PostSkeletons";
import { likeFocused, moveBy } from "./postKeys";
import { latest, newPosts } from "./queries";
import "./feed.css";

/** What those have posted whom one follows; suggestions fill up a young feed. */
export function Feed() {
  const t = useText();
  const me = useMe();
  use(restoreFeed(me.id));
  const feed = useInfiniteQuery(latest());
  const list = useRef<HTMLDivElement>(null);
  const posts = feed.data?.pages.flatMap((page) => page.items) ?? [];
  useReadingPlace(feed.isSuccess);
  useKeptFeed(me.id, feed.data, feed.dataUpdatedAt);
  useKeys({
    j: () => moveBy(list.current, 1),
    k: () => moveBy(list.current, -1),
    l: () => likeFocused(list.current),
  });
  return (
    <Loaded
      query={feed}
      loading={<PostSkeletons />}
      failed={t("feed-failed")}
      isEmpty={() => posts.length === 0 && !feed.hasNextPage}
      empty={<Empty />}
    >
      {() => (
        <div ref={list} role="feed" aria-busy={feed.isFetching} aria-label={t("feed-label")}>
          <NewPosts read={readUpTo(posts, me.id)} readAt={feed.dataUpdatedAt} list={list} />
          {posts.map((post, index) => (
            <PostArticle
              key={post.id}
              post={post}
              suggested={post.suggested}
              position={index + 1}
              eager={index === 0}
            />
          ))}
          <More list={feed} loading={<PostSkeletons count={1} />} end={t("feed-end")} />
        </div>
      )}
    </Loaded>
  );
}

function useKeptFeed(personId: string, data: FeedData | undefined, readAt: number): void {
  useEffect(() => {
    if (!data) return;
    const timer = setTimeout(() => keepFeed(personId, data, readAt), 500);
    return () => clearTimeout(timer);
  }, [personId, data, readAt]);
}

interface NewPostsProps {
  read: { after: string | undefined; own: number };
  readAt: number;
  list: React.RefObject<HTMLElement | null>;
}

/** "3 new posts": they come when they are asked for, so that nothing moves under the eyes. */
function NewPosts({ read, readAt, list }: NewPostsProps) {
  const t = useText();
  const client = useQueryClient();
  const { data } = useQuery(newPosts(read, readAt));
  const count = Math.max(0, data.count - read.own);
  const askedAt = useRef<number>(null);
  useEffect(() => {
    if (count > 0) announce(t("feed-new", { count }));
  }, [count, t]);
  const reading = useMutation({
    mutationFn: () => client.fetchInfiniteQuery({ ...latest(), pages: 1, staleTime: 0 }),
    onMutate: () => {
      askedAt.current = readAt;
    },
    onError: () => {
      askedAt.current = null;
    },
  });
  // The answer is here before it is shown.
  useEffect(() => {
    if (askedAt.current === null || askedAt.current === readAt) return;
    askedAt.current = null;
    scrollTo({ top: 0 });
    moveBy(list.current, 0);
  }, [readAt, list]);
  const show = () => {
    if (count > 0 && !reading.isPending) reading.mutate();
  };
  useKeys({ n: show });
  if (count === 0) return null;
  return (
    <div className="new">
      <Button weight="line" busy={reading.isPending} onClick={show}>
        {t("feed-new", { count })}
      </Button>
      <FailedLine error={reading.error} />
    </div>
  );
}

function Empty() {
  const t = useText();
  return (
    <Blank
      state="open"
      title={t("feed-empty-title")}
      actions={
        <>
          <ButtonLink to="/explore" weight="main">
            {t("feed-empty-explore")}
          </ButtonLink>
          <ButtonLink to="/write">{t("feed-empty-write")}</ButtonLink>
        </>
      }
    >
      <p>{t("feed-empty-text")}</p>
    </Blank>
  );
}
