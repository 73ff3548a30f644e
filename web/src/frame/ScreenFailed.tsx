import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useText } from "~/texts/Texts";
import { Failed } from "~/ui/Failed";
import { Page } from "~/ui/Page";

const RELOADED = "reloaded-for";

/** In place of a screen that broke, or whose script a newer release has removed. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const t = useText();
  const router = useRouter();
  useEffect(() => {
    // The chunk of an older release is gone: the page is loaded anew, once for each address.
    if (
      !navigator.onLine ||
      !isMissingChunk(error) ||
      sessionStorage.getItem(RELOADED) === location.href
    )
      return;
    sessionStorage.setItem(RELOADED, location.href);
    location.reload();
  }, [error]);
  return (
    <Page title={t("failed-title")} quietTitle>
      <Failed
        title={t("failed-title")}
        error={error}
        retry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Page>
  );
}

function isMissingChunk(error: unknown): boolean {
  return error instanceof TypeError && /import|module|load/i.test(error.message);
}
