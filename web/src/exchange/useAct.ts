import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Failure } from "~/api/failure";
import { type Change, changesBetween, type Target, targetIn } from "./acts";
import { exchange as exchangeQuery, refreshExchanges } from "./queries";

export interface Acting<Input> {
  run: (input: Input) => void;
  busy: boolean;
  error: unknown;
  /** What it is done to: as it was seen last. */
  seen: Target;
  /** What had changed when it was tried. */
  changes: Change[] | null;
  /** Forgets what went wrong. */
  leave: () => void;
}

/**
 * Does something to what was seen. If that has changed meanwhile, it is not done: `changes` says
 * what is new, and `run` then means the new.
 */
export function useAct<Input>(
  target: Target,
  work: (target: Target, input: Input) => Promise<unknown>,
  onDone: () => void,
): Acting<Input> {
  const client = useQueryClient();
  const [renewed, setRenewed] = useState<{ seen: Target; changes: Change[] } | null>(null);
  const seen = renewed?.seen ?? target;
  const mutation = useMutation({
    scope: { id: target.exchange.id },
    mutationFn: (input: Input) => work(seen, input),
    onSuccess: async () => {
      await refreshExchanges(client);
      onDone();
    },
    onError: async (error) => {
      if (!hasChanged(error)) return;
      await refreshExchanges(client);
      const exchange = await client.fetchQuery(exchangeQuery(target.exchange.id));
      const now = targetIn(exchange, target);
      setRenewed({ seen: now, changes: changesBetween(seen, now) });
    },
  });
  return {
    run: mutation.mutate,
    busy: mutation.isPending,
    error: hasChanged(mutation.error) ? null : mutation.error,
    seen,
    changes: renewed?.changes ?? null,
    leave: () => {
      setRenewed(null);
      mutation.reset();
    },
  };
}

function hasChanged(error: unknown): boolean {
  return (
    error instanceof Failure && (error.type === "changed-since" || error.type === "wrong-state")
  );
}
