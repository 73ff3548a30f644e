import { useMutation } from "@tanstack/react-query";
import type { SessionView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { sessionFile } from "./queries";

/** One session for a calendar program; the file needs the person's token, so it is no plain link. */
export function CalendarFile({ session }: { session: SessionView }) {
  const t = useText();
  const download = useMutation({
    mutationFn: () => sessionFile(session.id),
    onSuccess: (file) => save(file, "session.ics"),
  });
  return (
    <>
      <Button
        icon="calendar"
        className="flush justify-self-start"
        busy={download.isPending}
        onClick={() => download.mutate()}
      >
        {t("calendar-file")}
      </Button>
      <FailedLine error={download.error} />
    </>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
