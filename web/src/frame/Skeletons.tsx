import { Skeleton, SkeletonLines, SkeletonPerson } from "~/ui/Skeleton";

/** A page that is on its way, where nothing more is known of it. */
export function Skeletons() {
  return (
    <div className="stack s6" aria-busy="true">
      <Skeleton className="h-9 w-2/5" />
      <SkeletonPerson />
      <SkeletonLines lines={4} />
    </div>
  );
}
