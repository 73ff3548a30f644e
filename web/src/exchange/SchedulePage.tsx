import { Page } from "~/ui/Page";

export function SchedulePage() {
  return <Page title="SchedulePage">{null}</Page>;
}
