import { NextSession } from "~/exchange/NextSession";
import { Waiting } from "~/exchange/Waiting";
import { ForYou } from "~/explore/ForYou";
import { Feed } from "~/feed/Feed";
import { useText } from "~/texts/Texts";
import { Aside } from "~/ui/Aside";
import { Page } from "~/ui/Page";

/** The first screen: what waits, the feed, and at its side what comes next and who fits. */
export function Home() {
  const t = useText();
  return (
    <Page title={t("nav-home")} quietTitle>
      <div className="waiting">
        <Waiting />
      </div>
      <Feed />
      <Aside>
        <NextSession />
        <ForYou />
      </Aside>
    </Page>
  );
}
