import { memo } from "react";
import type { PostView } from "~/api/http";
import { Face, fullName } from "~/ui/Face";
import { Markdown } from "~/ui/Markdown";
import { Ago } from "~/ui/Time";

export const PostArticle = memo(function PostArticle({ post }: { post: PostView }) {
  return (
    <article className="post" aria-labelledby={post.id}>
      <header className="row">
        <Face person={post.author} />
        <div className="grow">
          <b className="clip">
            <bdi>{fullName(post.author)}</bdi>
          </b>
          <span className="small quiet">
            <Ago at={post.createdAt} />
          </span>
        </div>
      </header>
      <h2 id={post.id} dir="auto">
        {post.title}
      </h2>
      <Markdown source={post.content} />
    </article>
  );
});
