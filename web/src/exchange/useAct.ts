import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Failure } from "~/api/failure";
import { type Change, changesBetween, type Target, targetIn } from "./acts";
import { exchange as exchangeQuery, refreshExchanges } from "./queries";

interface Act<Input> {
  /** What it is done to. */
  target: Target;
  work: (target: Target, input: Input) => Promise<unknown>;
  onDone: () => void;
  /** It was not done, since what was seen is another by now. */
  onChanged: (now: Target, changes: Change[]) => void;
}

interface Acting<Input> {
  run: (input: Input) => void;
  busy: boolean;
  error: unknown;
}

/** Does something to what was seen; if that has changed meanwhile, it is not done. */
export function useAct<Input>({ target, work, onDone, onChanged }: Act<Input>): Acting<Input> {
  const client = useQueryClient();
  const mutation = useMutation({
    scope: { id: target.exchange.id },
    mutationFn: ({ on, input }: { on: Target; input: Input }) => work(on, input),
    onSuccess: async () => {
      await refreshExchanges(client);
      onDone();
    },
    // The page may show the new by now: what matters is what was seen when it was done.
    onError: async (error, { on }) => {
      if (!hasChanged(error)) return;
      await refreshExchanges(client);
      const exchange = await client.fetchQuery(exchangeQuery(on.exchange.id));
      const now = targetIn(exchange, on);
      onChanged(now, changesBetween(on, now));
    },
  });
  return {
    run: (input) => mutation.mutate({ on: target, input }),
    busy: mutation.isPending,
    error: hasChanged(mutation.error) ? null : mutation.error,
  };
}

interface Renewed {
  target: Target;
  changes: Change[];
}

/** The same for what is done on the spot: `changes` says what is new, and `run` then means the new. */
export function useActHere<Input>(
  act: Omit<Act<Input>, "onChanged">,
): Acting<Input> & { seen: Target; changes: Change[] | null } {
  const [renewed, setRenewed] = useState<Renewed | null>(null);
  const seen = renewed?.target ?? act.target;
  const acting = useAct<Input>({
    ...act,
    target: seen,
    onChanged: (target, changes) => setRenewed({ target, changes }),
  });
  return { ...acting, seen, changes: renewed?.changes ?? null };
}

function hasChanged(error: unknown): boolean {
  return (
    error instanceof Failure && (error.type === "changed-since" || error.type === "wrong-state")
  );
}
