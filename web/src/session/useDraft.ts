import { useCallback, useEffect, useRef, useState } from "react";
import { discard, keep, kept } from "./kept";
import { useMe } from "./useSession";

const PAUSE = 300;

interface Draft<Value> {
  value: Value;
  /** Takes another value, or makes it from the latest one. */
  change: (changed: Value | ((before: Value) => Value)) => void;
  /** What was written has been sent, or is not wanted any more. */
  clear: () => void;
  /** False until it is known whether anything was kept. */
  ready: boolean;
  /** Something of it is one's own, now or from an earlier time. */
  changed: boolean;
}

/**
 * What a person is writing, by what it belongs to (`comment/<post>`): kept a moment after each
 * change, through reloads and through a login that ends, until it is cleared.
 */
export function useDraft<Value>(name: string, empty: Value): Draft<Value> {
  const { id } = useMe();
  const [state, setState] = useState({ value: empty, ready: false, changed: false });
  const first = useRef(empty);
  // What several changes within one rendering go on from.
  const latest = useRef(empty);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; save: () => void }>(undefined);

  useEffect(() => {
    let here = true;
    void kept<Value>(id, `draft/${name}`).then((value) => {
      if (!here) return;
      setState((now) => {
        // Who was faster than the browser's store goes on with what they have written.
        if (now.ready) return now;
        latest.current = value ?? now.value;
        return { value: latest.current, ready: true, changed: value !== undefined };
      });
    });
    const flush = () => {
      if (!waiting.current) return;
      clearTimeout(waiting.current.timer);
      waiting.current.save();
    };
    addEventListener("pagehide", flush);
    return () => {
      here = false;
      removeEventListener("pagehide", flush);
      flush();
    };
  }, [id, name]);

  const change = useCallback(
    (changed: Value | ((before: Value) => Value)) => {
      const value = changed instanceof Function ? changed(latest.current) : changed;
      latest.current = value;
      setState({ value, ready: true, changed: true });
      // Who writes without a pause has it kept all the same.
      if (waiting.current) return;
      const save = () => {
        waiting.current = undefined;
        void keep(id, `draft/${name}`, latest.current);
      };
      waiting.current = { timer: setTimeout(save, PAUSE), save };
    },
    [id, name],
  );

  const clear = useCallback(() => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    latest.current = first.current;
    setState({ value: first.current, ready: true, changed: false });
    void discard(id, `draft/${name}`);
  }, [id, name]);

  return { ...state, change, clear };
}
