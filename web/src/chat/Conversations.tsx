import { Page } from "~/ui/Page";

export function Conversations() {
  return <Page title="Conversations">{null}</Page>;
}
