import { Page } from "~/ui/Page";

export function Propose() {
  return <Page title="Propose">{null}</Page>;
}
