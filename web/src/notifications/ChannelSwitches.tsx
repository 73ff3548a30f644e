import type { NotificationType, PreferencesView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";
import { kindText } from "./kinds";
import { Switch } from "./Switch";
import { usePreferencesChange } from "./usePreferences";

interface ChannelSwitchesProps {
  type: NotificationType;
  preferences: PreferencesView;
  /** The channel stands beside each switch; else it is in the head of the table. */
  named?: boolean;
}

/** Whether a kind of notification is pushed, and whether it is mailed. */
export function ChannelSwitches({ type, preferences, named = false }: ChannelSwitchesProps) {
  const t = useText();
  const change = usePreferencesChange();
  const kind = t(kindText(type));
  return (
    <>
      {(["push", "email"] as const).map((channel) => (
        <Switch
          key={channel}
          label={named ? t(`channel-${channel}`) : `${kind}: ${t(`channel-${channel}`)}`}
          quiet={!named}
          on={preferences.channels[type][channel]}
          onChange={(on) => change.mutate({ channels: { [type]: { [channel]: on } } })}
        />
      ))}
      <FailedLine error={change.error} />
    </>
  );
}
