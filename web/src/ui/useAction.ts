import { useState } from "react";

interface Action<Input> {
  run: (input: Input) => void;
  busy: boolean;
  done: boolean;
  error: unknown;
}

interface Outcomes {
  onDone?: () => void;
  onError?: (error: unknown) => void;
}

/**
 * Something that a form does, for screens that are shown without the query cache: those of people
 * who are not signed in. The others use `useMutation`.
 */
export function useAction<Input>(
  work: (input: Input) => Promise<unknown>,
  { onDone, onError }: Outcomes = {},
): Action<Input> {
  const [state, setState] = useState<Omit<Action<Input>, "run">>({
    busy: false,
    done: false,
    error: null,
  });
  const run = (input: Input) => {
    setState({ busy: true, done: false, error: null });
    work(input).then(
      () => {
        setState({ busy: false, done: true, error: null });
        onDone?.();
      },
      (error: unknown) => {
        setState({ busy: false, done: false, error });
        onError?.(error);
      },
    );
  };
  return { ...state, run };
}
