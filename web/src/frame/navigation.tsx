import { Link, type LinkProps } from "@tanstack/react-router";
import { useMe } from "~/session/useSession";
import type { TextId } from "~/texts/ids";
import { useText } from "~/texts/Texts";
import { Icon, type IconName } from "~/ui/Icon";
import { Mark } from "~/ui/Joint";
import { ButtonLink } from "~/ui/Link";
import { useCounts } from "./counts";

interface Place {
  to: NonNullable<LinkProps["to"]>;
  icon: IconName;
  name: TextId;
  count?: "exchanges" | "messages" | "notifications";
}

const HOME: Place = { to: "/", icon: "home", name: "nav-home" };
const EXPLORE: Place = { to: "/explore", icon: "explore", name: "nav-explore" };
const EXCHANGES: Place = {
  to: "/exchanges",
  icon: "swap",
  name: "nav-exchanges",
  count: "exchanges",
};
const MESSAGES: Place = { to: "/chat", icon: "chat", name: "nav-messages", count: "messages" };
const NOTIFICATIONS: Place = {
  to: "/notifications",
  icon: "bell",
  name: "nav-notifications",
  count: "notifications",
};

/** At the side, from 720 px on. */
export function Rail() {
  const t = useText();
  const me = useMe();
  return (
    <nav className="rail" aria-label={t("nav-main")}>
      <Link to="/" className="brand" aria-label={t("brand")}>
        <Mark />
        <span>{t("brand")}</span>
      </Link>
      {[HOME, EXPLORE, EXCHANGES, MESSAGES, NOTIFICATIONS].map((place) => (
        <RailLink key={place.name} place={place} />
      ))}
      <Link to="/user/$id" params={{ id: me.id }} className="to" title={t("nav-profile")}>
        <Icon name="person" />
        <span>{t("nav-profile")}</span>
      </Link>
      <ButtonLink to="/write" weight="main" icon="pen" className="write" title={t("nav-write")}>
        <span>{t("nav-write")}</span>
      </ButtonLink>
      <Link to="/settings" className="to last" title={t("nav-settings")}>
        <Icon name="settings" />
        <span>{t("nav-settings")}</span>
      </Link>
    </nav>
  );
}

function RailLink({ place }: { place: Place }) {
  const t = useText();
  return (
    <Link
      to={place.to}
      className="to"
      title={t(place.name)}
      activeOptions={{ exact: place.to === "/" }}
    >
      <Icon name={place.icon} />
      <span>{t(place.name)}</span>
      {place.count && <Count of={place.count} className="count" />}
    </Link>
  );
}

function Count({ of, className }: { of: NonNullable<Place["count"]>; className: string }) {
  const t = useText();
  const count = useCounts()[of];
  if (count === 0) return null;
  return (
    <span className={className}>
      {count > 99 ? "99+" : count}
      <span className="sr-only"> {t("count-new")}</span>
    </span>
  );
}

/** At the top of the phone: who we are, search, and the bell. */
export function TopBar() {
  const t = useText();
  return (
    <header className="topbar phone">
      <Link to="/" className="brand">
        <Mark />
        <span>{t("brand")}</span>
      </Link>
      <span className="grow" />
      <Link to="/explore" className="btn icon" aria-label={t("search")}>
        <Icon name="search" />
      </Link>
      <Link to="/notifications" className="btn icon bell" aria-label={t("nav-notifications")}>
        <Icon name="bell" />
        <Count of="notifications" className="dot" />
      </Link>
      <Link to="/settings" className="btn icon" aria-label={t("nav-settings")}>
        <Icon name="settings" />
      </Link>
    </header>
  );
}

/** At the bottom of the phone, for the thumb. */
export function BottomBar() {
  const t = useText();
  return (
    <nav className="bar" aria-label={t("nav-main")}>
      <BarLink place={HOME} />
      <BarLink place={EXPLORE} />
      <Link to="/write" className="write" aria-label={t("nav-write")}>
        <Icon name="pen" />
      </Link>
      <BarLink place={EXCHANGES} />
      <BarLink place={MESSAGES} />
    </nav>
  );
}

function BarLink({ place }: { place: Place }) {
  const t = useText();
  return (
    <Link to={place.to} activeOptions={{ exact: place.to === "/" }}>
      <Icon name={place.icon} />
      <span className="clip">{t(place.name)}</span>
      {place.count && <Count of={place.count} className="dot" />}
    </Link>
  );
}
