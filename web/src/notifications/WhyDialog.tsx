import { useQuery } from "@tanstack/react-query";
import type { DecisionView, NotificationView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Dialog } from "~/ui/Dialog";
import { ButtonLink } from "~/ui/Link";
import { Loaded } from "~/ui/Loaded";
import { SkeletonLines } from "~/ui/Skeleton";
import { Ago } from "~/ui/Time";
import { ChannelSwitches } from "./ChannelSwitches";
import { kindText } from "./kinds";
import { preferences, reasons } from "./queries";

const CHANNELS = ["inApp", "live", "push", "email"] as const;

interface WhyDialogProps {
  notification: NotificationView;
  onClose: () => void;
}

/** Why one was told: what was decided on each channel, and the switches that decide it next time. */
export function WhyDialog({ notification, onClose }: WhyDialogProps) {
  const t = useText();
  const why = useQuery(reasons(notification.id));
  const chosen = useQuery(preferences());
  return (
    <Dialog title={t("notifications-why")} onClose={onClose}>
      <p>{notification.content}</p>
      <Loaded query={why} loading={<SkeletonLines lines={4} />} failed={t("why-failed")}>
        {({ decisions }) => (
          <ol className="stack s3 decisions">
            {decisions.map((decision) => (
              <Decision key={decision.event + decision.at} decision={decision} />
            ))}
          </ol>
        )}
      </Loaded>
      <section className="stack s2">
        <h3>{t("why-next-time", { kind: t(kindText(notification.type)) })}</h3>
        <Loaded query={chosen} loading={<SkeletonLines lines={1} />} failed={t("settings-failed")}>
          {(current) => (
            <div className="row wrap gap-x-8">
              <ChannelSwitches type={notification.type} preferences={current} named />
            </div>
          )}
        </Loaded>
      </section>
      <ButtonLink to="/settings/notifications" className="flush justify-self-start">
        {t("why-all-settings")}
      </ButtonLink>
    </Dialog>
  );
}

function Decision({ decision: { at, channels } }: { decision: DecisionView }) {
  const t = useText();
  return (
    <li className="stack s2">
      <span className="small quiet">
        <Ago at={at} />
      </span>
      <dl>
        {CHANNELS.map((channel) => (
          <div key={channel}>
            <dt className="label">{t(`channel-${channel}`)}</dt>
            <dd>{channels[channel].explanation}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
