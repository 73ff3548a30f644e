import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";
import { SkeletonPerson } from "~/ui/Skeleton";
import { PersonFit } from "./PersonFit";
import { recommendations } from "./queries";
import { TrendingList } from "./TrendingList";
import { Tutorials } from "./Tutorials";

const PEOPLE = 3;
const TUTORIALS = 3;
const TAGS = 5;

/** Beside the feed: people and tutorials that fit, and what trends. */
export function ForYou() {
  return (
    <>
      <People />
      <Tutorials shown={TUTORIALS} />
      <TrendingList shown={TAGS} />
    </>
  );
}

function People() {
  const t = useText();
  const fitting = useQuery(recommendations());
  const people = fitting.data?.people.slice(0, PEOPLE);
  return (
    <section className="stack">
      <h2 className="label">{t("people-fit")}</h2>
      {fitting.isPending && [1, 2, 3].map((each) => <SkeletonPerson key={each} />)}
      <FailedLine error={people ? null : fitting.error} />
      {people?.length === 0 && (
        <p className="small quiet">
          {t("people-fit-none")}{" "}
          <Link to="/settings/profile" hash="skills" className="link">
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
  );
}
