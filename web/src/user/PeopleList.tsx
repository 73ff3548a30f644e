import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { SkeletonPerson } from "~/ui/Skeleton";
import { type Direction, people } from "./queries";

interface PeopleListProps {
  personId: string;
  direction: Direction;
}

/** Who follows a person, or whom they follow. */
export function PeopleList({ personId, direction }: PeopleListProps) {
  const t = useText();
  const list = useInfiniteQuery(people(personId, direction));
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Loaded
      query={list}
      loading={<SkeletonPerson />}
      failed={t("people-failed")}
      isEmpty={() => shown.length === 0 && !list.hasNextPage}
      empty={<p className="quiet">{t(`${direction}-none`)}</p>}
    >
      {() => (
        <>
          <ul className="stack">
            {shown.map((person) => (
              <li key={person.id}>
                <Link to="/user/$id" params={{ id: person.id }} className="row">
                  <Face person={person} />
                  <span className="grow">
                    <b className="clip">
                      <bdi>{fullName(person)}</bdi>
                    </b>
                    <bdi className="small quiet clip">@{person.username}</bdi>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          <More list={list} loading={<SkeletonPerson />} />
        </>
      )}
    </Loaded>
  );
}
