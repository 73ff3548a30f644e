import { Page } from "~/ui/Page";

export function Write() {
  return <Page title="Write">{null}</Page>;
}
