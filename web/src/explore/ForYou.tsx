import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";
import { SkeletonPerson } from "~/ui/Skeleton";
import { PersonFit } from "./PersonFit";
import { recommendations, trending } from "./queries";
import { TutorialList } from "./TutorialList";

/** As many as Explore asks for, so that one answer does for both. */
const FITTING = 12;
const TRENDING = 12;
const PEOPLE = 3;
const TUTORIALS = 3;
const TAGS = 5;

/** Beside the feed: people and tutorials that fit, and what trends. */
export function ForYou() {
  const t = useText();
  const fitting = useQuery(recommendations(FITTING));
  const tags = useQuery(trending(TRENDING));
  const people = fitting.data?.people.slice(0, PEOPLE);
  const tutorials = fitting.data?.tutorials.slice(0, TUTORIALS) ?? [];
  return (
    <>
      <section className="stack">
        <h2 className="label">{t("people-fit")}</h2>
        {fitting.isPending && [1, 2, 3].map((each) => <SkeletonPerson key={each} />)}
        <FailedLine error={people ? null : fitting.error} />
        {people?.length === 0 && (
          <p className="small quiet">
            {t("people-fit-none")}{" "}
            <Link to="/settings" className="link">
              {t("skills-change")}
            </Link>
          </p>
        )}
        <ul className="stack">
          {people?.map((partner) => (
            <PersonFit key={partner.user.id} partner={partner} />
          ))}
        </ul>
      </section>
      {tutorials.length > 0 && (
        <section className="stack s2">
          <h2 className="label">{t("tutorials-fit")}</h2>
          <TutorialList tutorials={tutorials} />
        </section>
      )}
      {tags.data && tags.data.items.length > 0 && (
        <section className="stack s2">
          <h2 className="label">{t("trending")}</h2>
          <ul className="plainlist">
            {tags.data.items.slice(0, TAGS).map(({ tagName, dailyCount }) => (
              <li key={tagName}>
                <Link to="/explore" search={{ skill: tagName }}>
                  <bdi>{tagName}</bdi>
                </Link>
                <span className="small quiet">{t("trending-count", { count: dailyCount })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
