import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { Failure } from "~/api/failure";
import type { PostView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Blank, Failed } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Markdown } from "~/ui/Markdown";
import { Page } from "~/ui/Page";
import { SkeletonPerson } from "~/ui/Skeleton";
import { Ago } from "~/ui/Time";
import { PostActions } from "./PostActions";
import { PostHeader } from "./PostArticle";
import { PostFiles } from "./PostFiles";
import { PostSkeletons } from "./PostSkeletons";
import { post } from "./queries";
import "./feed.css";

const Comments = lazy(() => import("./Comments").then(({ Comments }) => ({ default: Comments })));

/** One post, whole, with its comments: where mails and notifications lead to. */
export function PostPage() {
  const t = useText();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(post(id));
  if (query.error instanceof Failure && query.error.status === 404) return <GonePost />;
  if (query.data) return <WholePost post={query.data} />;
  return (
    <Page title={t("post-kind", { kind: "" })} quietTitle>
      {query.isError ? (
        <Failed title={t("post-failed")} error={query.error} retry={() => void query.refetch()} />
      ) : (
        <PostSkeletons count={1} />
      )}
    </Page>
  );
}

function WholePost({ post }: { post: PostView }) {
  const t = useText();
  return (
    <Page title={post.title}>
      <div className="reading">
        <article className="post whole" aria-label={post.title}>
          <PostHeader post={post} />
          <Markdown source={post.content} />
          <PostFiles files={post.media} eager whole />
          {post.tags.length > 0 && (
            <ul className="row wrap tight" aria-label={t("tags")}>
              {post.tags.map((tag) => (
                <li key={tag}>
                  <Link to="/explore" search={{ skill: tag }} className="hash target">
                    #<bdi>{tag}</bdi>
                  </Link>
                </li>
              ))}
            </ul>
          )}
          {post.updatedAt !== post.createdAt && (
            <p className="small quiet">
              {t("post-edited")} <Ago at={post.updatedAt} />
            </p>
          )}
          <PostActions post={post} />
        </article>
        <hr className="mbs-6" />
        <h2 className="my-6">
          {post.commentCount === 0
            ? t("comments")
            : t("post-comments", { count: post.commentCount })}
        </h2>
        <Suspense fallback={<SkeletonPerson />}>
          <Comments postId={post.id} postAuthorId={post.author.id} />
        </Suspense>
      </div>
    </Page>
  );
}

/** Deleted, never there, or of someone whom one does not see: nobody is told which. */
function GonePost() {
  const t = useText();
  return (
    <Page title={t("post-gone-title")} quietTitle>
      <Blank
        state="open"
        title={t("post-gone-title")}
        actions={
          <ButtonLink to="/" weight="main">
            {t("go-home")}
          </ButtonLink>
        }
      >
        <p>{t("post-gone-text")}</p>
      </Blank>
    </Page>
  );
}
