import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useText } from "~/texts/Texts";
import { fullName } from "~/ui/Face";
import { recommendations } from "./queries";
import "./explore.css";

/** Tutorials that fit, by their titles, each with who has written it; nothing where none does. */
export function Tutorials({ shown }: { shown: number }) {
  const t = useText();
  const { data } = useQuery(recommendations());
  if (!data || data.tutorials.length === 0) return null;
  return (
    <section className="stack s2">
      <h2 className="label">{t("tutorials-fit")}</h2>
      <ul className="plainlist">
        {data.tutorials.slice(0, shown).map((post) => (
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
    </section>
  );
}
