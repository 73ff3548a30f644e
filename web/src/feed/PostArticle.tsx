import { Link } from "@tanstack/react-router";
import { lazy, memo, Suspense, useMemo, useState } from "react";
import type { PostView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { Ago } from "~/ui/Time";
import { Words } from "~/ui/Words";
import { excerpt } from "./excerpt";
import { PostActions } from "./PostActions";
import { PostFiles } from "./PostFiles";
import { PostMenu } from "./PostMenu";
import { PostSkeletons } from "./PostSkeletons";

const Comments = lazy(() => import("./Comments").then(({ Comments }) => ({ default: Comments })));

interface PostArticleProps {
  post: PostView;
  /** By someone whom the reader does not follow. */
  suggested?: boolean;
  /** In a feed, from 1 on. */
  position?: number;
  /** Its picture is among the first things that are seen. */
  eager?: boolean;
}

/** A post in a list: its beginning, its first picture, and what can be done with it. */
export const PostArticle = memo(function PostArticle({
  post,
  suggested = false,
  position,
  eager = false,
}: PostArticleProps) {
  const t = useText();
  const [commentsShown, showComments] = useState(false);
  const { paragraphs, isShortened } = useMemo(() => excerpt(post.content), [post.content]);
  return (
    <article
      className="post"
      tabIndex={-1}
      data-place={post.id}
      aria-labelledby={`title-${post.id}`}
      aria-posinset={position}
      aria-setsize={position && -1}
    >
      <PostHeader post={post} suggested={suggested} />
      <h2 id={`title-${post.id}`} dir="auto">
        <Link to="/post/$id" params={{ id: post.id }}>
          {post.title}
        </Link>
      </h2>
      <div className="voice prose whitespace-pre-line">
        {paragraphs.map((paragraph, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text is split anew when it changes
          <p key={index} dir="auto">
            <Words text={paragraph} />
          </p>
        ))}
      </div>
      {isShortened && (
        <Link to="/post/$id" params={{ id: post.id }} className="link read-on">
          {t("post-read-on")}
          <span className="sr-only"> {post.title}</span>
        </Link>
      )}
      <PostFiles files={post.media} eager={eager} />
      <PostActions post={post} commentsShown={commentsShown} showComments={showComments} />
      {commentsShown && (
        <Suspense fallback={<PostSkeletons count={0} />}>
          <Comments postId={post.id} postAuthorId={post.author.id} />
        </Suspense>
      )}
    </article>
  );
});

/** Who has written a post, of what kind it is, and when. */
export function PostHeader({ post, suggested = false }: { post: PostView; suggested?: boolean }) {
  const t = useText();
  return (
    <header className="row">
      <Link to="/user/$id" params={{ id: post.author.id }} className="row grow">
        <Face person={post.author} />
        <span className="grow">
          <b className="clip">
            <bdi>{fullName(post.author)}</bdi>
          </b>
          <span className="small quiet">
            {t("post-kind", { kind: post.postType })}, <Ago at={post.createdAt} />
            {suggested && `, ${t("post-suggested")}`}
          </span>
        </span>
      </Link>
      <PostMenu post={post} />
    </header>
  );
}
