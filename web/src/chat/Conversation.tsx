import { Page } from "~/ui/Page";

export function Conversation() {
  return <Page title="Conversation">{null}</Page>;
}
