import type { ExchangeView, SessionView, UserCard } from "~/api/http";

export const ME = "me";
export const ANA = "ana";

const card = (id: string): UserCard => ({
  id,
  username: id,
  firstName: id,
  lastName: "",
  profileImageUrl: null,
  profileImageAltText: null,
});

type Name = { name: string };

/** The names of actions as the server gives them. */
function actions<Action extends Name>(names: readonly Action["name"][]): Action[] {
  return names.map(
    (name) => ({ name, until: null, counted: false, countedAfter: null }) as unknown as Action,
  );
}

interface SessionParts extends Partial<Omit<SessionView, "actions">> {
  can?: SessionView["actions"][number]["name"][];
}

export function aSession({ can = [], ...parts }: SessionParts = {}): SessionView {
  const time = {
    scheduledTime: "2026-12-03T17:00:00.000Z",
    localTime: "2026-12-03T18:00:00",
    viewerLocalTime: "2026-12-03T18:00:00",
  };
  return {
    id: "session",
    exchangeId: "exchange",
    proposedBy: ANA,
    ...time,
    timeZone: "Europe/Berlin",
    viewerTimeZone: "Europe/Berlin",
    slots: [time],
    durationMinutes: 60,
    locationDetails: "",
    status: "accepted",
    revision: 2,
    isCompleted: false,
    completedBy: [],
    cancelReason: null,
    lateCancellation: false,
    noShowReportedBy: null,
    noShowContested: false,
    ratedByMe: false,
    upcomingActions: [],
    changedBy: ANA,
    changedAt: "2026-12-01T09:00:00.000Z",
    createdAt: "2026-12-01T08:00:00.000Z",
    actions: actions(can),
    ...parts,
  };
}

interface ExchangeParts extends Partial<Omit<ExchangeView, "actions">> {
  can?: ExchangeView["actions"][number]["name"][];
}

export function anExchange({ can = [], ...parts }: ExchangeParts = {}): ExchangeView {
  return {
    id: "exchange",
    initiator: card(ME),
    receiver: card(ANA),
    offeredSkill: "Linux",
    requestedSkill: "Salsa",
    status: "accepted",
    revision: 2,
    cancelReason: null,
    declineReason: null,
    message: "Shall we?",
    conversationId: null,
    sessions: [],
    expiresAt: null,
    changedBy: ANA,
    changedAt: "2026-11-30T09:00:00.000Z",
    createdAt: "2026-11-29T09:00:00.000Z",
    actions: actions(can),
    ...parts,
  };
}
