import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { UserCard } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { SkeletonPerson } from "~/ui/Skeleton";
import { PersonCard } from "./PersonCard";
import { recommendations, trending } from "./queries";
import { TutorialList } from "./TutorialList";

const FITTING = 12;
const TRENDING = 12;

/** Before anything is looked for: what trends, who fits, and what can be read. */
export function Recommended({ actions }: { actions: (person: UserCard) => ReactNode }) {
  const t = useText();
  const query = useQuery(recommendations(FITTING));
  return (
    <div className="stack s8">
      <Trending />
      <section className="stack s6">
        <h2>{t("people-fit")}</h2>
        <Loaded
          query={query}
          loading={[1, 2, 3].map((each) => <SkeletonPerson key={each} />)}
          failed={t("people-failed")}
          isEmpty={({ people }) => people.length === 0}
          empty={
            <Blank
              state="open"
              title={t("explore-no-fit")}
              actions={
                <ButtonLink to="/settings" weight="main">
                  {t("skills-change")}
                </ButtonLink>
              }
            >
              <p>{t("people-fit-none")}</p>
            </Blank>
          }
        >
          {({ people }) => (
            <ul className="stack s8">
              {people.map((partner) => (
                <PersonCard
                  key={partner.user.id}
                  partner={partner}
                  actions={actions(partner.user)}
                />
              ))}
            </ul>
          )}
        </Loaded>
      </section>
      {query.data && query.data.tutorials.length > 0 && (
        <section className="stack s3">
          <h2>{t("tutorials-fit")}</h2>
          <TutorialList tutorials={query.data.tutorials} />
        </section>
      )}
    </div>
  );
}

function Trending() {
  const t = useText();
  const { data } = useQuery(trending(TRENDING));
  if (!data || data.items.length === 0) return null;
  return (
    <section className="stack s3">
      <h2 className="label">{t("trending")}</h2>
      <ul className="tags">
        {data.items.map(({ tagName, dailyCount }) => (
          <li key={tagName}>
            <Link to="/explore" search={{ skill: tagName }} className="tag trend">
              <bdi>{tagName}</bdi>
              <small>{t("trending-count", { count: dailyCount })}</small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
