import { useInfiniteQuery } from "@tanstack/react-query";
import { useText } from "~/texts/Texts";
import { Page } from "~/ui/Page";
import { PostArticle } from "./PostArticle";
import { latest } from "./queries";
import "./feed.css";

export function Home() {
  const t = useText();
  const feed = useInfiniteQuery(latest());
  const posts = feed.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("nav-home")} quietTitle>
      {posts.map((post) => (
        <PostArticle key={post.id} post={post} />
      ))}
    </Page>
  );
}
