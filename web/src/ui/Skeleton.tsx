/** A grey place of the size of what is coming, so that nothing moves when it is here. */
export function Skeleton({
  className = "",
  round = false,
}: {
  className?: string;
  round?: boolean;
}) {
  return <span aria-hidden="true" className={`skeleton ${round ? "round" : ""} ${className}`} />;
}

/** Lines of words that are coming. */
export function SkeletonLines({ lines }: { lines: number }) {
  return (
    <span className="stack s2" aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={index} className={index === lines - 1 ? "h-5 w-3/5" : "h-5 w-full"} />
      ))}
    </span>
  );
}

/** One person in a list. */
export function SkeletonPerson() {
  return (
    <span className="row" aria-hidden="true">
      <Skeleton round className="size-11" />
      <span className="stack s2 grow">
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="h-4 w-3/5" />
      </span>
    </span>
  );
}
