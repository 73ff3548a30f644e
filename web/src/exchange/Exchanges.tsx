import { Aside } from "~/ui/Aside";
import { Page } from "~/ui/Page";
import { NextSession } from "./NextSession";
import { Waiting } from "./Waiting";

export function Exchanges() {
  return (
    <Page title="Exchanges">
      <Waiting />
      <Aside>
        <NextSession />
      </Aside>
    </Page>
  );
}
