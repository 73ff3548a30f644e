import { useMutation } from "@tanstack/react-query";
import { useText } from "~/texts/Texts";
import { Button, type Weight } from "~/ui/Button";
import { fullName } from "~/ui/Face";
import { FailedLine } from "~/ui/Failed";
import { following } from "./queries";

interface FollowButtonProps {
  person: { id: string; firstName: string; lastName: string };
  follows: boolean;
  weight?: Weight;
}

/** Follows a person, or no longer. */
export function FollowButton({ person, follows, weight = "bare" }: FollowButtonProps) {
  const t = useText();
  const change = useMutation(following(person.id));
  return (
    <>
      <Button
        weight={weight}
        icon={follows ? "check" : "plus"}
        aria-label={t(follows ? "unfollow-person" : "follow-person", { name: fullName(person) })}
        onClick={() => change.mutate(!follows)}
      >
        {t(follows ? "following" : "follow")}
      </Button>
      <FailedLine error={change.error} />
    </>
  );
}
