import { readFile } from "node:fs/promises";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Suspense } from "react";
import { expect, it, vi } from "vitest";
import type { FeedPost } from "~/api/http";
import { queryClient } from "~/api/queryClient";
import { Feed } from "~/feed/Feed";
import { Texts } from "~/texts/Texts";

const CARDS = 40;
const rendered: string[] = [];

vi.mock("~/session/useSession", () => ({ useMe: () => ({ id: "me" }) }));
// Every card shows the face of its author, and is the only one that shows it.
vi.mock("~/ui/Face", async (original) => ({
  ...(await original<typeof import("~/ui/Face")>()),
  Face: ({ person }: { person: { id: string } }) => {
    rendered.push(person.id);
    return null;
  },
}));

function post(number: number): FeedPost {
  return {
    id: `post-${number}`,
    author: {
      id: `author-${number}`,
      username: `author-${number}`,
      firstName: "Ana",
      lastName: `${number}`,
      profileImageUrl: null,
      profileImageAltText: null,
    },
    title: `Title ${number}`,
    content: "Some words",
    postType: "general",
    tags: [],
    media: [],
    mediaUrl: null,
    createdAt: "2026-11-30T12:00:00.000Z",
    updatedAt: "2026-11-30T12:00:00.000Z",
    likeCount: 0,
    commentCount: 0,
    likedByMe: false,
    suggested: false,
  };
}

/** Answers as the server does: the texts, that nothing is new, and that the like is there. */
async function respond(input: RequestInfo | URL): Promise<Response> {
  const url = input instanceof Request ? input.url : String(input);
  if (url.includes(".ftl")) return new Response(await readFile("src/texts/en.ftl", "utf-8"));
  if (url.includes("/feed/like")) return Response.json({ liked: true, likeCount: 7 });
  return Response.json({ count: 0 });
}

function show() {
  const items = Array.from({ length: CARDS }, (_, index) => post(index));
  queryClient.setQueryData(["feed", "latest"], {
    pages: [{ items, nextCursor: null }],
    pageParams: [""],
  });
  const root = createRootRoute({
    component: () => (
      <Suspense>
        <Texts>
          <QueryClientProvider client={queryClient}>
            <Feed />
          </QueryClientProvider>
        </Texts>
      </Suspense>
    ),
  });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
}

it("a like among forty cards renders one card, before the answer and with it", async () => {
  vi.stubGlobal("fetch", vi.fn(respond));
  show();
  const likes = await screen.findAllByRole("button", { name: /^Like, / }, { timeout: 15_000 });
  expect(new Set(rendered).size).toBe(CARDS);
  rendered.length = 0;
  fireEvent.click(likes[3] as HTMLElement);
  await waitFor(() => expect(likes[3]?.textContent).toBe("7"));
  expect(likes[3]?.getAttribute("aria-pressed")).toBe("true");
  expect([...new Set(rendered)]).toEqual(["author-3"]);
}, 20_000);
