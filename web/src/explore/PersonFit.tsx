import { Link } from "@tanstack/react-router";
import type { Partner } from "~/api/http";
import { Face, fullName } from "~/ui/Face";
import { MiniPair } from "~/ui/Pair";
import { pairOf, reasonsOf } from "./reasons";
import { useReason } from "./useReason";
import "./explore.css";

/** Someone who fits, in a narrow list: what you two could exchange, and one more reason. */
export function PersonFit({ partner: { user, fit } }: { partner: Partner }) {
  const say = useReason();
  const pair = pairOf(fit);
  const shownByPair = pair ? ["teaches", "learns"] : [];
  const reason = reasonsOf(fit).findLast(({ kind }) => !shownByPair.includes(kind));
  return (
    <li className="person">
      <Face person={user} />
      <Link to="/user/$id" params={{ id: user.id }}>
        <b className="clip">
          <bdi>{fullName(user)}</bdi>
        </b>
        {reason && <span className="small quiet">{say(reason)}</span>}
      </Link>
      {pair && (
        <div className="why">
          <MiniPair {...pair} />
        </div>
      )}
    </li>
  );
}
