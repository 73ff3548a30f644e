import type { ReactNode } from "react";
import type { PublicProfile } from "~/api/http";
import { useLanguage, useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { Icon } from "~/ui/Icon";
import { Markdown } from "~/ui/Markdown";
import { cityOf, useMinute } from "~/ui/Time";

interface ProfileHeadProps {
  person: PublicProfile;
  /** Beside the name: the menu. */
  actions: ReactNode;
}

/** Who a person is: face, name, what time it is where they are, badges, and their own words. */
export function ProfileHead({ person, actions }: ProfileHeadProps) {
  const t = useText();
  const { language } = useLanguage();
  const now = useMinute();
  const time = new Intl.DateTimeFormat(language, {
    timeStyle: "short",
    timeZone: person.timeZone,
  }).format(now);
  return (
    <header className="stack">
      <div className="profile-head">
        <Face person={person} size={96} />
        <div className="grow stack s2">
          <h1 tabIndex={-1} className="long-name">
            <bdi>{fullName(person)}</bdi>
          </h1>
          <p className="row wrap quiet small gap-x-4 gap-y-1">
            <bdi className="wrap-anywhere">@{person.username}</bdi>
            <span>{t("profile-time", { time, city: cityOf(person.timeZone) })}</span>
            {person.relationship.followedBy && <span>{t("profile-follows-you")}</span>}
          </p>
          {person.badges.length > 0 && (
            <ul className="row wrap gap-x-4 gap-y-1">
              {person.badges.map((badge) => (
                <li key={badge} className="badge">
                  <Icon name="medal" small />
                  <span>
                    {t("badge", { badge })}
                    <span className="small quiet block">{t("badge-for", { badge })}</span>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
        {actions}
      </div>
      {person.bio && <Markdown source={person.bio} />}
    </header>
  );
}
