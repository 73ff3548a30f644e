import { Link } from "@tanstack/react-router";
import type { PostView } from "~/api/http";
import { fullName } from "~/ui/Face";

/** Tutorials by their titles, each with who has written it. */
export function TutorialList({ tutorials }: { tutorials: readonly PostView[] }) {
  return (
    <ul className="plainlist">
      {tutorials.map((post) => (
        <li key={post.id}>
          <Link to="/post/$id" params={{ id: post.id }} className="py-2">
            <span>
              <bdi>{post.title}</bdi>
              <span className="small quiet block">
                <bdi>{fullName(post.author)}</bdi>
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
