import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { answer, api } from "~/api/client";
import type { TrendingTag } from "~/api/http";
import { useText } from "~/texts/Texts";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";
import { Pair } from "~/ui/Pair";
import { SkeletonLines } from "~/ui/Skeleton";
import "./landing.css";

const SHOWN = 12;
const STEPS = ["landing-step-1", "landing-step-2", "landing-step-3"] as const;

/** What this is, for those who are not signed in, with what people really exchange just now. */
export function Landing() {
  const t = useText();
  return (
    <div className="landing stack s8">
      <Page title={t("landing-title")}>
        <p className="lead">{t("landing-text")}</p>
        <Pair
          mineLabel={t("landing-you-teach")}
          mine={t("landing-mine")}
          theirsLabel={t("landing-you-learn")}
          theirs={t("landing-theirs")}
        />
        <div className="row wrap">
          <ButtonLink to="/signup" weight="main" className="fill">
            {t("signup-action")}
          </ButtonLink>
          <ButtonLink to="/signin" weight="line" className="fill">
            {t("signin-action")}
          </ButtonLink>
        </div>
        <ol className="landing-steps">
          {STEPS.map((step) => (
            <li key={step} className="stack s2">
              <h2>{t(`${step}-title`)}</h2>
              <p className="quiet">{t(step)}</p>
            </li>
          ))}
        </ol>
        <Trending />
      </Page>
    </div>
  );
}

/** The tags that trend; without them, or without a server, the page stands for itself. */
function Trending() {
  const t = useText();
  const tags = useTrending();
  if (tags?.length === 0) return null;
  return (
    <section className="stack s3 trending">
      <h2>{t("landing-trending")}</h2>
      {tags === undefined ? (
        <div aria-busy="true">
          <SkeletonLines lines={2} />
        </div>
      ) : (
        <ul className="tags">
          {tags.map(({ tagName, dailyCount }) => (
            <li key={tagName} className="tag seek">
              <Link to="/explore" search={{ skill: tagName }} className="row tight">
                <bdi>#{tagName}</bdi>
                <small>{t("landing-people", { count: dailyCount })}</small>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useTrending(): readonly TrendingTag[] | undefined {
  const [tags, setTags] = useState<readonly TrendingTag[]>();
  useEffect(() => {
    const leaving = new AbortController();
    answer(
      api.GET("/explore/trending", {
        params: { query: { limit: SHOWN } },
        signal: leaving.signal,
      }),
    ).then(
      ({ items }) => setTags(items),
      () => leaving.signal.aborted || setTags([]),
    );
    return () => leaving.abort();
  }, []);
  return tags;
}
