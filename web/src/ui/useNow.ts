import { useEffect, useState } from "react";
import { serverNow } from "~/api/clock";

/**
 * Returns the time by the server's clock, again each `every` milliseconds and as soon as the page
 * is seen again: after sleep the old value would stand for up to a minute.
 */
export function useNow(every = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const read = () => setNow(serverNow());
    read();
    const timer = setInterval(read, every);
    document.addEventListener("visibilitychange", read);
    addEventListener("focus", read);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
      removeEventListener("focus", read);
    };
  }, [every]);
  return now;
}
