import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useText } from "~/texts/Texts";
import { Button, buttonClass } from "~/ui/Button";
import { Confirm } from "~/ui/Confirm";
import { FailedLine } from "~/ui/Failed";
import { Field } from "~/ui/Field";
import { Icon } from "~/ui/Icon";
import { Skeleton } from "~/ui/Skeleton";
import { copyLink } from "~/ui/share";
import { createCalendarAddress, deleteCalendarAddress, refreshExchanges } from "./queries";

const QrCode = lazy(() => import("./QrCode").then(({ QrCode }) => ({ default: QrCode })));

/** Sessions in a calendar program: the secret address, its code for phones, a new one, or none. */
export function CalendarAddress({ url }: { url: string | null | undefined }) {
  const t = useText();
  const client = useQueryClient();
  const [asked, setAsked] = useState<"renew" | "off" | null>(null);
  const [code, setCode] = useState(false);
  const change = useMutation({
    mutationFn: async (on: boolean) =>
      on ? (await createCalendarAddress()).calendarUrl : deleteCalendarAddress(),
    onSuccess: async () => {
      await refreshExchanges(client);
      setAsked(null);
    },
  });
  if (url === undefined) return null;
  return (
    <section className="stack no-print" aria-labelledby="calendar">
      <h2 id="calendar" className="label">
        {t("calendar-title")}
      </h2>
      <p className="small quiet">{t(url ? "calendar-secret" : "calendar-text")}</p>
      {url === null ? (
        <Button
          weight="line"
          icon="calendar"
          busy={change.isPending}
          onClick={() => change.mutate(true)}
        >
          {t("calendar-on")}
        </Button>
      ) : (
        <>
          <Field
            label={t("calendar-url")}
            name="calendar"
            readOnly
            dir="ltr"
            value={url}
            onFocus={({ target }) => target.select()}
          />
          <div className="row wrap tight">
            <Button weight="line" icon="link" onClick={() => void copyLink(url, t("link-copied"))}>
              {t("copy-link")}
            </Button>
            <a className={buttonClass("line")} href={url.replace(/^https?:/, "webcal:")}>
              <Icon name="calendar" small />
              {t("calendar-open")}
            </a>
          </div>
          <Button
            className="flush justify-self-start"
            aria-expanded={code}
            onClick={() => setCode(!code)}
          >
            {t(code ? "calendar-code-hide" : "calendar-code-show")}
          </Button>
          {code && (
            <Suspense fallback={<Skeleton className="size-50" />}>
              <QrCode text={url} label={t("calendar-code")} />
            </Suspense>
          )}
          <div className="row wrap">
            <Button className="flush" onClick={() => setAsked("renew")}>
              {t("calendar-renew")}
            </Button>
            <Button danger onClick={() => setAsked("off")}>
              {t("calendar-off")}
            </Button>
          </div>
        </>
      )}
      {!asked && <FailedLine error={change.error} />}
      {asked && (
        <Confirm
          title={t(`calendar-${asked}`)}
          text={t(`calendar-${asked}-text`)}
          action={t(`calendar-${asked}`)}
          busy={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate(asked === "renew")}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}
