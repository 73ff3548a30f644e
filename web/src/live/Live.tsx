import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { NotificationType, NotificationView } from "~/api/http";
import { useCounts } from "~/frame/counts";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Icon } from "~/ui/Icon";
import { setUnread } from "~/ui/title";
import { toasts } from "~/ui/toasts";
import { goLive } from "./live";
import type { LiveSocket } from "./socket";

/** What a person wants to know now, whatever they are doing; all else waits in the list. */
const URGENT: ReadonlySet<NotificationType> = new Set([
  "message",
  "exchange_request",
  "exchange_accepted",
  "session_proposed",
  "session_scheduled",
  "session_changed",
  "session_reminder",
]);

/** Keeps the page up to date, and says so where that is slower than it should be. */
export function Live() {
  const t = useText();
  const router = useRouter();
  const me = useMe().id;
  const [socket, setSocket] = useState<LiveSocket | null>(null);
  const tell = useRef<(notification: NotificationView) => void>(() => undefined);
  useEffect(() => {
    tell.current = ({ type, content, link }) => {
      const isHere = router.state.location.pathname === link;
      if (!URGENT.has(type) || isHere || document.visibilityState !== "visible") return;
      toasts.show(content, {
        label: t("notification-open"),
        run: () => void router.navigate({ href: link }),
        passing: true,
      });
    };
  });
  useEffect(() => {
    const live = goLive(me, (notification) => tell.current(notification));
    setSocket(live.socket);
    return live.end;
  }, [me]);
  useUnreadOutside();
  return socket && <SlowLine socket={socket} />;
}

/** The number of unread messages, in the window's title and on the icon of the installed app. */
function useUnreadOutside(): void {
  const { messages } = useCounts();
  useEffect(() => {
    setUnread(messages);
    return () => setUnread(0);
  }, [messages]);
}

function SlowLine({ socket }: { socket: LiveSocket }) {
  const t = useText();
  const state = useSyncExternalStore(socket.subscribe, socket.get);
  return (
    <div role="status">
      {state === "refused" && (
        <p className="notice row tight small quiet">
          <Icon name="clock" small />
          {t("live-slow")}
        </p>
      )}
    </div>
  );
}
