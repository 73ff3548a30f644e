import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { SkillLevel, Teacher } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { SkeletonPerson } from "~/ui/Skeleton";
import { PeopleSkeletons } from "./PeopleSkeletons";
import { PersonCard } from "./PersonCard";
import { teachers } from "./queries";

interface TeachersProps {
  skill: string;
  level: SkillLevel | undefined;
  actions: (match: Teacher) => ReactNode;
}

/** Who teaches a skill. */
export function Teachers({ skill, level, actions }: TeachersProps) {
  const t = useText();
  const list = useInfiniteQuery(teachers(skill, level));
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="stack s6">
      <h2>{t("explore-teachers", { skill })}</h2>
      <Loaded
        query={list}
        loading={<PeopleSkeletons />}
        failed={t("people-failed")}
        isEmpty={() => shown.length === 0 && !list.hasNextPage}
        empty={
          <Blank
            state="open"
            title={t("explore-nobody", { skill })}
            actions={
              level && (
                <ButtonLink to="/explore" search={{ skill }} weight="main">
                  {t("explore-all-levels")}
                </ButtonLink>
              )
            }
          >
            <p>{t("explore-nobody-text")}</p>
          </Blank>
        }
      >
        {() => (
          <>
            <ul className="stack s8">
              {shown.map((teacher) => (
                <PersonCard key={teacher.user.id} partner={teacher} actions={actions(teacher)} />
              ))}
            </ul>
            <More list={list} loading={<SkeletonPerson />} />
          </>
        )}
      </Loaded>
    </section>
  );
}
