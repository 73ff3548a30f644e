import { Page } from "~/ui/Page";

export function Explore() {
  return <Page title="Explore">{null}</Page>;
}
