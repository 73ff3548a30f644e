import { useSearch } from "@tanstack/react-router";
import type { Partner, SkillLevel, Teacher } from "~/api/http";
import { Recommended } from "~/explore/Recommended";
import { SkillSearch } from "~/explore/SkillSearch";
import { Teachers } from "~/explore/Teachers";
import { TrendingList } from "~/explore/TrendingList";
import { Tutorials } from "~/explore/Tutorials";
import { useText } from "~/texts/Texts";
import { Aside } from "~/ui/Aside";
import { Page } from "~/ui/Page";
import { PersonActions } from "./PersonActions";

/** To find people: by a skill, or among those who fit. */
export function Explore() {
  const t = useText();
  const search = useSearch({ strict: false }) as { skill?: unknown; level?: SkillLevel };
  // The router reads a tag such as `2048` as a number.
  const skill = String(search.skill ?? "");
  const actions = ({ user, following }: Teacher | Partner) => (
    <PersonActions person={user} follows={following} skill={skill} />
  );
  return (
    <Page title={t("nav-explore")}>
      <div className="stack s8 mt-4">
        <SkillSearch skill={skill} level={search.level} />
        {skill ? (
          <Teachers skill={skill} level={search.level} actions={actions} />
        ) : (
          <Recommended actions={actions} />
        )}
      </div>
      <Aside>
        <TrendingList shown={12} />
        <Tutorials shown={8} />
      </Aside>
    </Page>
  );
}
