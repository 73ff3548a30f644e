import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { UserCard } from "~/api/http";
import { blocked } from "~/settings/queries";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Face, fullName } from "~/ui/Face";
import { FailedLine } from "~/ui/Failed";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { SkeletonPerson } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import { unblock } from "~/user/queries";

/** Whom I have blocked, and the way to take it back. */
export function BlockedPeople() {
  const t = useText();
  const query = useInfiniteQuery(blocked());
  return (
    <section className="stack" aria-labelledby="blocked">
      <h2 id="blocked">{t("blocked-title")}</h2>
      <Loaded
        query={query}
        failed={t("blocked-failed")}
        loading={<SkeletonPerson />}
        isEmpty={({ pages }) => pages.every((page) => page.items.length === 0)}
        empty={<p className="quiet">{t("blocked-none")}</p>}
      >
        {({ pages }) => (
          <ul className="settings-list">
            {pages
              .flatMap((page) => page.items)
              .map((person) => (
                <Blocked key={person.id} person={person} />
              ))}
          </ul>
        )}
      </Loaded>
      <More list={query} loading={<SkeletonPerson />} />
    </section>
  );
}

function Blocked({ person }: { person: UserCard }) {
  const t = useText();
  const client = useQueryClient();
  const name = fullName(person);
  const { mutationFn, onSuccess } = unblock(person.id);
  const undo = useMutation({
    mutationFn,
    onSuccess: async () => {
      await onSuccess();
      await client.invalidateQueries({ queryKey: blocked().queryKey });
      toasts.show(t("unblocked", { name }));
    },
  });
  return (
    <li className="stack s2">
      <div className="row">
        <Face person={person} />
        <b className="grow clip">
          <bdi>{name}</bdi>
        </b>
        <Button
          weight="line"
          busy={undo.isPending}
          aria-label={t("unblock-name", { name })}
          onClick={() => undo.mutate()}
        >
          {t("unblock")}
        </Button>
      </div>
      <FailedLine error={undo.error} />
    </li>
  );
}
