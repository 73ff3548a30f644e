import { Link } from "@tanstack/react-router";
import { memo } from "react";
import type { NotificationType, NotificationView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Face } from "~/ui/Face";
import { Icon, type IconName } from "~/ui/Icon";
import { Menu, type MenuItem } from "~/ui/Menu";
import { Ago } from "~/ui/Time";
import { useMarking } from "./useMarking";

const ICONS: Partial<Record<NotificationType, IconName>> = {
  badge: "medal",
  session_reminder: "clock",
  session_completed: "check",
  exchange_completed: "check",
};

interface NotificationItemProps {
  notification: NotificationView;
  onWhy: (notification: NotificationView) => void;
}

/** One thing that one was told: who, what, when, and the way to it. */
export const NotificationItem = memo(function NotificationItem({
  notification,
  onWhy,
}: NotificationItemProps) {
  const t = useText();
  const marking = useMarking();
  const { id, isRead, content, link, updatedAt } = notification;
  const actions: MenuItem[] = [
    { label: t("notifications-why"), icon: "alert", run: () => onWhy(notification) },
  ];
  if (!isRead) {
    actions.unshift({
      label: t("notifications-mark"),
      icon: "check",
      run: () => marking.mutate({ ids: [id] }),
    });
  }
  actions.push({
    label: t("notifications-mark-up-to"),
    icon: "read",
    run: () => marking.mutate({ upTo: id }),
  });
  return (
    <li className={isRead ? "notification" : "notification unread"}>
      <Link to={link} onClick={() => !isRead && marking.mutate({ ids: [id] })}>
        <Picture notification={notification} />
        <span className="grow">
          {!isRead && <span className="sr-only">{t("chat-unread")}: </span>}
          {/* A sentence of ours, even where it begins with a name that is written the other way. */}
          <span className="told-text">{content}</span>
          <span className="small quiet">
            <Ago at={updatedAt} />
          </span>
        </span>
      </Link>
      <Menu label={t("notifications-more")} items={actions} />
    </li>
  );
});

function Picture({ notification: { type, actors } }: { notification: NotificationView }) {
  const [first, second] = actors;
  if (!first) {
    return (
      <span className="face letters">
        <Icon name={ICONS[type] ?? "bell"} />
      </span>
    );
  }
  if (!second) return <Face person={first} />;
  return (
    <span className="two-faces">
      <Face person={second} size={32} />
      <Face person={first} size={32} />
    </span>
  );
}
