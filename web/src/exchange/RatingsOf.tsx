import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReceivedRating } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Face, fullName } from "~/ui/Face";
import { Loaded } from "~/ui/Loaded";
import { More } from "~/ui/More";
import { SkeletonPerson } from "~/ui/Skeleton";
import { Stars } from "~/ui/Stars";
import { Ago } from "~/ui/Time";
import { ratingsOf } from "./queries";

interface RatingsOfProps {
  personId: string;
  firstName: string;
}

/** What others made of exchanges with a person, in their words, and what the person replied. */
export function RatingsOf({ personId, firstName }: RatingsOfProps) {
  const t = useText();
  const list = useInfiniteQuery(ratingsOf(personId));
  const ratings = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Loaded
      query={list}
      loading={<SkeletonPerson />}
      failed={t("ratings-failed")}
      isEmpty={() => ratings.length === 0 && !list.hasNextPage}
      empty={<p className="quiet">{t("ratings-none")}</p>}
    >
      {() => (
        <>
          <ul className="stack s8">
            {ratings.map((rating) => (
              <Rating key={rating.id} rating={rating} repliedBy={firstName} />
            ))}
          </ul>
          <More list={list} loading={<SkeletonPerson />} />
        </>
      )}
    </Loaded>
  );
}

function Rating({ rating, repliedBy }: { rating: ReceivedRating; repliedBy: string }) {
  const t = useText();
  const { rater } = rating;
  return (
    <li className="stack s2">
      <div className="row">
        <Link to="/user/$id" params={{ id: rater.id }} className="row grow">
          <Face person={rater} size={32} />
          <b className="clip">
            <bdi>{fullName(rater)}</bdi>
          </b>
        </Link>
        <Stars score={rating.score} />
      </div>
      {rating.feedback && (
        <p className="voice wrap-anywhere ps-11" dir="auto">
          {rating.feedback}
        </p>
      )}
      <span className="small quiet ps-11">
        <Ago at={rating.createdAt} />
      </span>
      {rating.reply && (
        <div className="ms-11 stack s2 border-s-2 border-line ps-3">
          <span className="small quiet">{t("rating-reply", { name: repliedBy })}</span>
          <p className="voice wrap-anywhere">
            <bdi>{rating.reply}</bdi>
          </p>
        </div>
      )}
    </li>
  );
}
