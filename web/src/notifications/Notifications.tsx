import { Page } from "~/ui/Page";

export function Notifications() {
  return <Page title="Notifications">{null}</Page>;
}
