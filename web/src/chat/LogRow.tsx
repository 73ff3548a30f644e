import { memo } from "react";
import type { MessageView, UserCard } from "~/api/http";
import { useLanguage, useText } from "~/texts/Texts";
import { Icon } from "~/ui/Icon";
import { useMinute } from "~/ui/Time";
import { Words } from "~/ui/Words";
import { ExchangeCard } from "./ExchangeCard";
import type { Row } from "./rows";
import { clock, dayLine } from "./times";
import { UnsentMessage } from "./UnsentMessage";

interface LogRowProps {
  row: Row;
  name: string;
  isRead: boolean;
  other: UserCard;
}

/** One line of the log; it is drawn again only where it has changed. */
export const LogRow = memo(
  function LogRow({ row, name, isRead, other }: LogRowProps) {
    switch (row.kind) {
      case "day":
        return <DayLine at={row.at} />;
      case "unread":
        return <UnreadLine />;
      case "outgoing":
        return <UnsentMessage message={row.message} ends={row.ends} />;
      case "message":
        return row.message.about ? (
          <ExchangeCard message={row.message} other={other} isLast={row.ends} />
        ) : (
          <Said
            message={row.message}
            name={row.mine ? null : name}
            ends={row.ends}
            isRead={isRead}
          />
        );
    }
  },
  (one, other) =>
    one.isRead === other.isRead && one.name === other.name && isSameRow(one.row, other.row),
);

function isSameRow(one: Row, other: Row): boolean {
  if (one.kind === "message" && other.kind === "message") {
    return one.message === other.message && one.ends === other.ends;
  }
  if (one.kind === "outgoing" && other.kind === "outgoing") {
    return one.message === other.message && one.ends === other.ends;
  }
  return one.kind === other.kind && one.key === other.key;
}

function DayLine({ at }: { at: number }) {
  const { language } = useLanguage();
  return <p className="day">{dayLine(at, useMinute(), language)}</p>;
}

function UnreadLine() {
  const t = useText();
  return <p className="day unread-line">{t("chat-new")}</p>;
}

interface SaidProps {
  message: MessageView;
  /** Who said it; null: I did. */
  name: string | null;
  ends: boolean;
  isRead: boolean;
}

function Said({ message, name, ends, isRead }: SaidProps) {
  const t = useText();
  const { language } = useLanguage();
  const mine = name === null;
  return (
    <div className={mine ? "said me" : "said"}>
      <span className="sr-only">{mine ? t("chat-you") : `${name}:`}</span>
      <p className={mine ? "msg me" : "msg"} dir="auto">
        <Words text={message.content} />
      </p>
      {ends && (
        <span className="meta">
          <time dateTime={message.sentAt}>{clock(Date.parse(message.sentAt), language)}</time>
          {mine && <Icon name={isRead ? "read" : "check"} small />}
          {mine && <span className="sr-only">{t(isRead ? "chat-read" : "chat-saved")}</span>}
        </span>
      )}
    </div>
  );
}
