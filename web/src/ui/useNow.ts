import { useEffect, useState } from "react";
import { onServerTime, serverNow } from "~/api/clock";

/**
 * Returns the time by the server's clock, again each `every` milliseconds, as soon as the page is
 * seen again, since after sleep the old value would stand for up to a minute, and as soon as the
 * server is known to have another.
 */
export function useNow(every = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const read = () => setNow(serverNow());
    read();
    const timer = setInterval(read, every);
    const forget = onServerTime(read);
    document.addEventListener("visibilitychange", read);
    addEventListener("focus", read);
    return () => {
      clearInterval(timer);
      forget();
      document.removeEventListener("visibilitychange", read);
      removeEventListener("focus", read);
    };
  }, [every]);
  return now;
}
