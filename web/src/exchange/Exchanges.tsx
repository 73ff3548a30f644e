import { Page } from "~/ui/Page";

export function Exchanges() {
  return <Page title="Exchanges">{null}</Page>;
}
