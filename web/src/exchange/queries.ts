import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import { serverNow } from "~/api/clock";
import type {
  ExchangeInvite,
  ExchangeReference,
  ExchangeRequest,
  ExchangeStatus,
  ExchangeView,
  NewRating,
  NewReply,
  NewSession,
  NewTimes,
  Refusal,
  Role,
  SessionReference,
  SlotChoice,
} from "~/api/http";
import { paged } from "~/api/pages";
import { untilChange } from "./due";
import { waitingIn } from "./questions";

const PAGE = 20;
/** Whoever has more exchanges than that has long ago answered the others. */
const RECENT = 50;

/** My newest exchanges, whatever their state: what waits for me is among them. */
const recent = () =>
  queryOptions({
    queryKey: ["exchange", "recent"],
    queryFn: ({ signal }) =>
      answer(api.GET("/exchange/list", { params: { query: { limit: RECENT } }, signal })),
    staleTime: 60_000,
    refetchInterval: ({ state }) => whenDue(state.data?.items, state.dataUpdatedAt),
  });

/** When time alone will have changed exchanges that were read at some instant of this device. */
function whenDue(read: readonly ExchangeView[] | undefined, readAt: number) {
  const now = serverNow();
  return read ? untilChange(read, readAt + now - Date.now(), now) : false;
}

/** What waits for me, the most urgent first. */
export const waiting = () =>
  queryOptions({ ...recent(), select: ({ items }) => waitingIn(items, serverNow()) });

export interface ListFilter {
  status: ExchangeStatus;
  role?: Role | undefined;
}

export const exchanges = ({ status, role }: ListFilter) =>
  paged(["exchange", "list", status, role ?? "either"], PAGE, (page, signal) =>
    answer(
      api.GET("/exchange/list", {
        params: { query: { status, ...(role && { role }), ...page } },
        signal,
      }),
    ),
  );

export const exchange = (id: string) =>
  queryOptions({
    queryKey: ["exchange", "one", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/exchange/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => whenDue(state.data && [state.data], state.dataUpdatedAt),
  });

/** When both are busy, within some days; instants as the API takes them. */
export const busy = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["exchange", "busy", id, from, to],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/exchange/{id}/busy", {
          params: { path: { id }, query: { from, to } },
          signal,
        }),
      ),
    staleTime: 60_000,
  });

/** The other person, for their time zone. */
export const person = (id: string) =>
  queryOptions({
    queryKey: ["user", id],
    queryFn: ({ signal }) => answer(api.GET("/user/{id}", { params: { path: { id } }, signal })),
    staleTime: 5 * 60_000,
  });

/** The newest ratings that a person has got; mine are among them while they are sealed. */
export const ratings = (userId: string) =>
  queryOptions({
    queryKey: ["exchange", "ratings", userId],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/exchange/ratings/{userId}", {
          params: { path: { userId }, query: { limit: RECENT } },
          signal,
        }),
      ),
  });

/** My sessions from four hours ago on, or those between two instants. */
export const schedule = (between?: { from: string; to: string }) =>
  paged(
    ["exchange", "schedule", between?.from ?? "now", between?.to ?? "end"],
    RECENT,
    (page, signal) =>
      answer(
        api.GET("/exchange/schedule", {
          params: { query: { ...between, ...page } },
          signal,
        }),
      ),
  );

/**
 * What is changed by hand in one place is read again in all others; figures and badges of profiles
 * follow from it.
 */
export async function refreshExchanges(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: ["user"] });
  await client.invalidateQueries({ queryKey: ["exchange"] });
}

const key = (idempotencyKey: string) => ({ header: { "Idempotency-Key": idempotencyKey } });

export const accept = (body: ExchangeReference) => answer(api.PATCH("/exchange/accept", { body }));

export const decline = (body: Refusal) => answer(api.PATCH("/exchange/decline", { body }));

export const cancel = (body: ExchangeReference) => answer(api.PATCH("/exchange/cancel", { body }));

export const invite = (body: ExchangeInvite, idempotencyKey: string) =>
  answer(api.POST("/exchange/create", { body, params: key(idempotencyKey) }));

export const createSession = (body: NewSession, idempotencyKey: string) =>
  answer(api.POST("/exchange/createSession", { body, params: key(idempotencyKey) }));

export const acceptSession = (body: SlotChoice) =>
  answer(api.PATCH("/exchange/acceptSession", { body }));

export const rescheduleSession = (body: NewTimes) =>
  answer(api.PATCH("/exchange/rescheduleSession", { body }));

export const cancelSession = (body: SessionReference) =>
  answer(api.PATCH("/exchange/cancelSession", { body }));

export const markCompleted = (body: SessionReference) =>
  answer(api.PATCH("/exchange/markCompleted", { body }));

export const reportNoShow = (body: SessionReference) =>
  answer(api.PATCH("/exchange/reportNoShow", { body }));

export const contestNoShow = (body: SessionReference) =>
  answer(api.PATCH("/exchange/contestNoShow", { body }));

export const rate = (body: NewRating, idempotencyKey: string) =>
  answer(api.POST("/exchange/rate", { body, params: key(idempotencyKey) }));

export const replyRating = (body: NewReply) => answer(api.POST("/exchange/replyRating", { body }));

export const createCalendarAddress = () => answer(api.POST("/exchange/calendarToken"));

export const deleteCalendarAddress = () => answer(api.DELETE("/exchange/calendarToken"));

/** A session as a file for calendar programs. */
export const sessionFile = (sessionId: string): Promise<Blob> =>
  answer(
    api.GET("/exchange/session/{file}", {
      params: { path: { file: `${sessionId}.ics` } },
      parseAs: "blob",
    }),
  ) as Promise<Blob>;

export const propose = (body: ExchangeRequest, idempotencyKey: string) =>
  answer(api.POST("/exchange/request", { body, params: key(idempotencyKey) }));

/** All ratings of a person, page by page, the newest first. */
export const ratingsOf = (userId: string) =>
  paged(["exchange", "ratings", userId, "all"], PAGE, (page, signal) =>
    answer(
      api.GET("/exchange/ratings/{userId}", {
        params: {
          path: { userId },
          query: page,
        },
        signal,
      }),
    ),
  );

/** What I have with one person, as far as it is among my newest exchanges. */
export const between = (personId: string) =>
  queryOptions({
    ...recent(),
    select: ({ items }) =>
      items.filter(
        ({ initiator, receiver, status }) =>
          status !== "canceled" && (initiator.id === personId || receiver.id === personId),
      ),
  });
