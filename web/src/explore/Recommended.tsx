import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Partner } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { PeopleSkeletons } from "./PeopleSkeletons";
import { PersonCard } from "./PersonCard";
import { recommendations } from "./queries";

/** Before anything is looked for: who fits. */
export function Recommended({ actions }: { actions: (match: Partner) => ReactNode }) {
  const t = useText();
  const query = useQuery(recommendations());
  return (
    <section className="stack s6">
      <h2>{t("people-fit")}</h2>
      <Loaded
        query={query}
        loading={<PeopleSkeletons />}
        failed={t("people-failed")}
        isEmpty={({ people }) => people.length === 0}
        empty={
          <Blank
            state="open"
            title={t("explore-no-fit")}
            actions={
              <ButtonLink to="/settings/profile" hash="skills" weight="main">
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
              <PersonCard key={partner.user.id} partner={partner} actions={actions(partner)} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
