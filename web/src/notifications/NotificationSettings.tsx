import { Page } from "~/ui/Page";

export function NotificationSettings() {
  return <Page title="NotificationSettings">{null}</Page>;
}
