import { Skeleton, SkeletonLines, SkeletonPerson } from "~/ui/Skeleton";

/** Posts that are on their way. */
export function PostSkeletons({ count = 3 }: { count?: number }) {
  return Array.from({ length: count }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
    <div key={index} className="post" aria-hidden="true">
      <SkeletonPerson />
      <Skeleton className="h-7 w-3/5" />
      <SkeletonLines lines={3} />
      <Skeleton className="pic" />
      <Skeleton className="h-6 w-2/5" />
    </div>
  ));
}
