import type { PublicProfile } from "~/api/http";
import { RatingsOf } from "~/exchange/RatingsOf";
import { PostsOf } from "~/feed/PostsOf";
import { useText } from "~/texts/Texts";
import { ButtonLink } from "~/ui/Link";
import { Tabs } from "~/ui/Tabs";
import { PeopleList } from "~/user/PeopleList";

interface ProfileTabsProps {
  person: PublicProfile;
  mine: boolean;
  tab: string | undefined;
}

/** A person's posts, ratings, and the people around them, each with its own address. */
export function ProfileTabs({ person, mine, tab }: ProfileTabsProps) {
  const t = useText();
  const { stats } = person;
  const tabs = [
    { id: "posts", name: t("tab-posts", { count: stats.posts }) },
    { id: "ratings", name: t("tab-ratings", { count: stats.rating.count }) },
    { id: "followers", name: t("tab-followers", { count: stats.followers }) },
    { id: "following", name: t("tab-following", { count: stats.following }) },
  ];
  const chosen = tabs.find(({ id }) => id === tab)?.id ?? "posts";
  return (
    <section className="stack s6">
      <h2 className="sr-only">{t("profile-parts")}</h2>
      <Tabs
        label={t("profile-parts")}
        tabs={tabs.map(({ id, name }) => ({ name, current: id === chosen, search: { tab: id } }))}
      />
      {chosen === "ratings" && <RatingsOf personId={person.id} firstName={person.firstName} />}
      {(chosen === "followers" || chosen === "following") && (
        <PeopleList key={chosen} personId={person.id} direction={chosen} />
      )}
      {chosen === "posts" && (
        <PostsOf
          personId={person.id}
          empty={
            mine ? (
              <div className="stack s3 justify-items-start">
                <p className="quiet">{t("posts-none-mine")}</p>
                <ButtonLink to="/write" weight="line" icon="pen">
                  {t("feed-empty-write")}
                </ButtonLink>
              </div>
            ) : (
              <p className="quiet">{t("posts-none", { name: person.firstName })}</p>
            )
          }
        />
      )}
    </section>
  );
}
