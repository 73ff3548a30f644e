import { Page } from "~/ui/Page";

export function Unsubscribe() {
  return <Page title="Unsubscribe">{null}</Page>;
}
