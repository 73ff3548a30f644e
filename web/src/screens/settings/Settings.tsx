import { Link, type LinkProps } from "@tanstack/react-router";
import type { TextId } from "~/texts/ids";
import { useText } from "~/texts/Texts";
import { Icon, type IconName } from "~/ui/Icon";
import { Page } from "~/ui/Page";
import { SignOutButton } from "~/ui/SignOutButton";
import "~/settings/settings.css";

interface Part {
  to: NonNullable<LinkProps["to"]>;
  icon: IconName;
  name: TextId;
  text: TextId;
}

const PARTS: readonly Part[] = [
  {
    to: "/settings/profile",
    icon: "person",
    name: "settings-profile",
    text: "settings-profile-text",
  },
  { to: "/settings/look", icon: "sun", name: "settings-look", text: "settings-look-text" },
  {
    to: "/settings/notifications",
    icon: "bell",
    name: "nav-notifications",
    text: "settings-notifications-text",
  },
  { to: "/settings/privacy", icon: "eye", name: "settings-privacy", text: "settings-privacy-text" },
  {
    to: "/settings/security",
    icon: "lock",
    name: "settings-security",
    text: "settings-security-text",
  },
  { to: "/schedule", icon: "calendar", name: "calendar-title", text: "settings-calendar-text" },
];

/** What can be set, and the way out. */
export function Settings() {
  const t = useText();
  return (
    <div className="settings stack s6">
      <Page title={t("nav-settings")}>
        <ul className="settings-list">
          {PARTS.map(({ to, icon, name, text }) => (
            <li key={to}>
              <Link to={to}>
                <Icon name={icon} />
                <span className="grow">
                  <b>{t(name)}</b>
                  <span className="block small quiet">{t(text)}</span>
                </span>
                <span className="onward">
                  <Icon name="next" small />
                </span>
              </Link>
            </li>
          ))}
        </ul>
        <div>
          <SignOutButton>{t("signout")}</SignOutButton>
        </div>
      </Page>
    </div>
  );
}
