import { Page } from "~/ui/Page";

export function Exchange() {
  return <Page title="Exchange">{null}</Page>;
}
