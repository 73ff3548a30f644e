import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failed } from "./Failed";

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** What is shown until the data is here, of the same size. */
  loading: ReactNode;
  /** What did not load. */
  failed: string;
  /** Decides whether there is nothing to show; what is shown then is `empty`. */
  isEmpty?: (data: Data) => boolean;
  empty?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** The four states of whatever is read: loading, failed, empty, here. */
export function Loaded<Data>({
  query,
  loading,
  failed,
  isEmpty,
  empty,
  children,
}: LoadedProps<Data>) {
  if (query.data !== undefined) {
    return isEmpty?.(query.data) ? empty : children(query.data);
  }
  if (query.isError) {
    return <Failed title={failed} error={query.error} retry={() => void query.refetch()} />;
  }
  return <div aria-busy="true">{loading}</div>;
}
