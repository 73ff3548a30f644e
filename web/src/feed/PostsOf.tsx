import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useText } from "~/texts/Texts";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { useReadingPlace } from "~/ui/readingPlace";
import { PostArticle } from "./PostArticle";
import { PostSkeletons } from "./PostSkeletons";
import { postsOf } from "./queries";
import "./feed.css";

interface PostsOfProps {
  personId: string;
  /** What is said where they have posted nothing. */
  empty: ReactNode;
}

/** What a person has posted. */
export function PostsOf({ personId, empty }: PostsOfProps) {
  const t = useText();
  const list = useInfiniteQuery(postsOf(personId));
  const posts = list.data?.pages.flatMap((page) => page.items) ?? [];
  useReadingPlace(list.isSuccess);
  return (
    <Loaded
      query={list}
      loading={<PostSkeletons />}
      failed={t("feed-failed")}
      isEmpty={() => posts.length === 0 && !list.hasNextPage}
      empty={empty}
    >
      {() => (
        <div>
          {posts.map((post) => (
            <PostArticle key={post.id} post={post} />
          ))}
          <More list={list} loading={<PostSkeletons count={1} />} />
        </div>
      )}
    </Loaded>
  );
}
