import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { typingKey } from "./cache";

/** It is not said when somebody stops writing: it is shown for some seconds. */
const SHOWN_FOR = 6_000;

/** Whether the other is writing in a conversation. */
export function useTyping(conversationId: string): boolean {
  const { data: since } = useQuery({
    queryKey: typingKey(conversationId),
    queryFn: () => 0,
    enabled: false,
    initialData: 0,
  });
  const [over, setOver] = useState(0);
  useEffect(() => {
    if (since === 0) return;
    const timer = setTimeout(() => setOver(since), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [since]);
  return since !== 0 && since !== over;
}
