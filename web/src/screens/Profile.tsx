import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { Failure } from "~/api/failure";
import type { PublicProfile } from "~/api/http";
import { BetweenYou } from "~/exchange/BetweenYou";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Aside } from "~/ui/Aside";
import { fullName } from "~/ui/Face";
import { Blank, Failed } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";
import { Skeleton, SkeletonLines } from "~/ui/Skeleton";
import { Figures } from "~/user/Figures";
import { ProfileHead } from "~/user/ProfileHead";
import { ProfileMenu } from "~/user/ProfileMenu";
import { profile } from "~/user/queries";
import { SkillLists } from "~/user/SkillLists";
import { WakingHours } from "~/user/WakingHours";
import { ProfileTabs } from "./ProfileTabs";
import { Together } from "./Together";
import "./profile.css";

/** A person: one's own profile is shown as others see it, with a way to change it. */
export function Profile() {
  const t = useText();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(profile(id));
  if (query.error instanceof Failure && query.error.status === 404) return <GonePerson />;
  if (query.data) return <Person key={id} person={query.data} />;
  return (
    <Page title={t("nav-profile")} quietTitle>
      {query.isError ? (
        <Failed
          title={t("profile-failed")}
          error={query.error}
          retry={() => void query.refetch()}
        />
      ) : (
        <ProfileSkeleton />
      )}
    </Page>
  );
}

function Person({ person }: { person: PublicProfile }) {
  const t = useText();
  const me = useMe();
  const mine = person.id === me.id;
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  return (
    <Page title={fullName(person)} ownTitle>
      <div className="stack s8">
        <ProfileHead person={person} actions={<ProfileMenu person={person} mine={mine} />} />
        {mine ? (
          <ButtonLink
            to="/settings/profile"
            weight="line"
            icon="pen"
            className="justify-self-start"
          >
            {t("profile-edit")}
          </ButtonLink>
        ) : (
          <Together person={person} />
        )}
        <SkillLists skills={person.skills} mine={mine} />
        <hr />
        <Figures stats={person.stats} />
        <ProfileTabs person={person} mine={mine} tab={tab} />
      </div>
      {!mine && (
        <Aside>
          <BetweenYou personId={person.id} />
          <WakingHours person={person} />
        </Aside>
      )}
    </Page>
  );
}

function ProfileSkeleton() {
  return (
    <div className="stack s8" aria-busy="true">
      <div className="profile-head">
        <Skeleton round className="size-24" />
        <div className="stack s2 grow">
          <Skeleton className="h-9 w-3/5" />
          <Skeleton className="h-5 w-2/5" />
        </div>
      </div>
      <SkeletonLines lines={2} />
      <Skeleton className="h-48 w-full" />
      <SkeletonLines lines={3} />
    </div>
  );
}

/** Nobody, or someone with whom there is a block: nobody is told which. */
function GonePerson() {
  const t = useText();
  return (
    <Page title={t("profile-gone-title")} quietTitle>
      <Blank
        state="open"
        title={t("profile-gone-title")}
        actions={
          <ButtonLink to="/explore" weight="main">
            {t("feed-empty-explore")}
          </ButtonLink>
        }
      >
        <p>{t("profile-gone-text")}</p>
      </Blank>
    </Page>
  );
}
