import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Device } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { SkeletonLines } from "~/ui/Skeleton";
import { Ago } from "~/ui/Time";
import { toasts } from "~/ui/toasts";
import { devices, removeDevice } from "./queries";

/** Where one is signed in; each other device can be signed out from here. */
export function Devices() {
  const t = useText();
  const query = useInfiniteQuery(devices());
  return (
    <section className="stack" aria-labelledby="devices">
      <h2 id="devices">{t("devices-title")}</h2>
      <Loaded query={query} failed={t("devices-failed")} loading={<SkeletonLines lines={4} />}>
        {({ pages }) => (
          <ul className="settings-list">
            {pages
              .flatMap((page) => page.items)
              .map((device) => (
                <DeviceRow key={device.id} device={device} />
              ))}
          </ul>
        )}
      </Loaded>
      <More list={query} />
    </section>
  );
}

function DeviceRow({ device }: { device: Device }) {
  const t = useText();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeDevice(device.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: devices().queryKey });
      toasts.show(t("device-removed"));
    },
  });
  return (
    <li className="stack s2">
      <div className="row between">
        <div className="grow">
          <b className="clip" dir="auto">
            {device.name}
          </b>
          <span className="small quiet">
            {device.current ? t("device-this") : <Ago at={device.lastUsedAt} />}
          </span>
        </div>
        {!device.current && (
          <Button
            weight="line"
            busy={remove.isPending}
            aria-label={t("device-remove-name", { name: device.name })}
            onClick={() => remove.mutate()}
          >
            {t("signout")}
          </Button>
        )}
      </div>
      <FailedLine error={remove.error} />
    </li>
  );
}
