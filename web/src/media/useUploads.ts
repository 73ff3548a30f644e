import { useEffect, useRef, useState } from "react";
import { upload } from "~/api/upload";
import type { Attached, Shown } from "./attached";

/** How far the upload of one file is. */
export interface Progress {
  sent: number;
  error: unknown;
}

/** Uploads what has not arrived yet, and goes on with what a reload has interrupted. */
export function useUploads(
  items: readonly Attached[],
  onArrived: (key: string, media: Shown) => void,
) {
  const [progress, setProgress] = useState<Readonly<Record<string, Progress>>>({});
  const running = useRef(new Map<string, AbortController>());
  const arrived = useRef(onArrived);
  useEffect(() => {
    arrived.current = onArrived;
  });
  const tell = (key: string, now: Progress) => setProgress((before) => ({ ...before, [key]: now }));

  function start({ key, file }: Attached) {
    if (!file || running.current.has(key)) return;
    const stop = new AbortController();
    running.current.set(key, stop);
    tell(key, { sent: 0, error: null });
    upload(file, key, {
      onProgress: (sent) => tell(key, { sent, error: null }),
      signal: stop.signal,
    }).then(
      (media) => {
        running.current.delete(key);
        arrived.current(key, media);
      },
      (error: unknown) => {
        running.current.delete(key);
        if (!stop.signal.aborted) tell(key, { sent: 0, error });
      },
    );
  }

  useEffect(() => {
    for (const item of items) {
      if (!item.media && !progress[item.key]?.error) start(item);
    }
    const wanted = new Set(items.map(({ key }) => key));
    for (const [key, stop] of running.current) {
      if (!wanted.has(key)) stop.abort();
    }
  });
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const stop of all.values()) stop.abort();
      all.clear();
    };
  }, []);

  return { progress, retry: start };
}
