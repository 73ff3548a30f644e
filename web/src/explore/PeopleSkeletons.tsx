import { Skeleton, SkeletonPerson } from "~/ui/Skeleton";

/** People with all that is said of them, on their way. */
export function PeopleSkeletons() {
  return (
    <div className="stack s8" aria-hidden="true">
      {[1, 2, 3].map((each) => (
        <div key={each} className="stack s3">
          <SkeletonPerson />
          <Skeleton className="ms-14 h-9 w-2/5" />
          <Skeleton className="ms-14 h-11 w-3/5" />
        </div>
      ))}
    </div>
  );
}
