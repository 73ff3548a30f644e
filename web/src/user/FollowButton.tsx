import { useMutation } from "@tanstack/react-query";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { following } from "./queries";

interface FollowButtonProps {
  person: { id: string; firstName: string };
  follows: boolean;
}

/** Follows a person, or no longer. */
export function FollowButton({ person, follows }: FollowButtonProps) {
  const t = useText();
  const change = useMutation(following(person.id));
  return (
    <>
      <Button
        icon={follows ? "check" : "plus"}
        aria-pressed={follows}
        aria-label={t(follows ? "unfollow-person" : "follow-person", { name: person.firstName })}
        onClick={() => change.mutate(!follows)}
      >
        {t(follows ? "following" : "follow")}
      </Button>
      <FailedLine error={change.error} />
    </>
  );
}
