import { beforeEach, describe, expect, it, vi } from "vitest";
import { wait } from "~/session/browser";
import { openBrowser, openTab, problem, serve, signedIn, store, tellAs, until } from "./browser";

const ANA = { email: "ana@example.com", password: "teach-me" };
const LEFT = new Response(null, { status: 204 });

const LATE = { value: "late", personId: "ben", usableUntil: Date.now() + 1e6, ahead: 0 };

beforeEach(openBrowser);

describe("a refresh", () => {
  it("is one for all tabs, which take the token that the first one tells", async () => {
    localStorage.setItem("session.person", "ana");
    const requests = serve(async () => {
      await wait(60);
      return signedIn("ana");
    });
    const tabs = [openTab(), openTab(), openTab()];
    for (const tab of tabs) await until(tab, "in");
    expect(await Promise.all(tabs.map((tab) => tab.token()))).toEqual(
      tabs.map(() => "token-of-ana"),
    );
    expect(requests).toHaveLength(1);
  });

  it("is one, however many ask at once", async () => {
    const requests = serve(() => signedIn("ana", "fresh"));
    const tab = openTab();
    await tab.signIn(ANA);
    expect(await Promise.all([tab.tokenAfter("fresh"), tab.tokenAfter("fresh")])).toEqual([
      "fresh",
      "fresh",
    ]);
    expect(requests.map(({ path }) => path)).toEqual(["/api/auth/login", "/api/auth/refresh"]);
  });

  it("whose answer was lost is sent again with the same key", async () => {
    localStorage.setItem("session.person", "ana");
    let lost = true;
    const requests = serve(() => {
      if (!lost) return signedIn("ana");
      lost = false;
      throw new TypeError("network");
    });
    const tab = openTab();
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    await vi.waitFor(async () => expect(await tab.token()).toBe("token-of-ana"));
    const keys = requests.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
    expect(localStorage.getItem("session.refresh-key")).toBeNull();
  });

  it("that met a faster one waits and is tried with another key", async () => {
    localStorage.setItem("session.person", "ana");
    const answers = [problem(409, "already-rotated"), signedIn("ana")];
    const requests = serve(() => answers.shift() ?? problem(500, "internal-error"));
    const tab = openTab();
    await until(tab, "in");
    const keys = requests.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys).toHaveLength(2);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it("that is answered after a sign-out is nobody's", async () => {
    let answer: (response: Response) => void = () => undefined;
    const requests = serve(({ path }) => {
      if (path.endsWith("login")) return signedIn("ana", "first");
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const tab = openTab();
    await tab.signIn(ANA);
    const late = tab.tokenAfter("first");
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    const told = { kind: "out", era: 1, personId: "ana", ended: false };
    tellAs(told);
    await until(tab, "out");
    localStorage.removeItem("session.person");
    answer(signedIn("ana", "second"));
    expect(await late).toBeNull();
    expect(tab.get().phase).toBe("out");
    expect(localStorage.getItem("session.person")).toBeNull();
  });
});

describe("without a server", () => {
  it("whoever was signed in still is, as they were kept", async () => {
    localStorage.setItem("session.person", "ana");
    store.set("ana/me", { id: "ana", firstName: "Ana" });
    serve(() => {
      throw new TypeError("network");
    });
    const tab = openTab();
    await until(tab, "in");
    expect(tab.get()).toMatchObject({ online: false, person: { firstName: "Ana" } });
  });

  it("signing out forgets all the same, and the server is told at the next start", async () => {
    let online = true;
    const requests = serve(({ path }) => {
      if (!online) throw new TypeError("network");
      return path.endsWith("logout") ? LEFT : signedIn("ana");
    });
    const tab = openTab();
    await tab.signIn(ANA);
    store.set("ana/draft/post", "half a thought");
    online = false;
    await tab.signOut();
    expect(tab.get().phase).toBe("out");
    expect([...store.keys()]).toEqual([]);

    online = true;
    requests.length = 0;
    openTab();
    await vi.waitFor(() =>
      expect(requests.map(({ path }) => path)).toEqual(["/api/auth/refresh", "/api/auth/logout"]),
    );
    await vi.waitFor(() => expect(localStorage.getItem("session.logout-owed")).toBeNull());
  });

  it("signing out everywhere fails, and nobody is signed out", async () => {
    let online = true;
    serve(() => {
      if (!online) throw new TypeError("network");
      return signedIn("ana");
    });
    const tab = openTab();
    await tab.signIn(ANA);
    online = false;
    await expect(tab.signOut({ everywhere: true })).rejects.toThrow();
    expect(tab.get().phase).toBe("in");
  });
});

describe("several tabs", () => {
  it("are all signed out when the server says that the login has ended", async () => {
    let ended = false;
    serve(() => (ended ? problem(401, "login-ended") : signedIn("ana")));
    const tab = openTab();
    const other = openTab();
    await tab.signIn(ANA);
    await until(other, "in");
    store.set("ana/draft/post", "half a thought");
    ended = true;
    expect(await tab.tokenAfter("token-of-ana")).toBeNull();
    await until(other, "out");
    expect([tab.get().notice, other.get().notice]).toEqual(["ended", "ended"]);
    expect(store.get("ana/draft/post")).toBe("half a thought");
  });

  it("follow when one of them signs in", async () => {
    serve(() => signedIn("ana"));
    const tab = openTab();
    const other = openTab();
    await tab.signIn(ANA);
    await until(other, "in");
    expect(await other.token()).toBe("token-of-ana");
  });

  it("start over when another person signs in", async () => {
    serve(({ path }) => (path.endsWith("logout") ? LEFT : signedIn("ana")));
    const tab = openTab();
    await tab.signIn(ANA);
    const assign = vi.spyOn(location, "assign").mockImplementation(() => undefined);
    tellAs({ kind: "token", era: 0, token: LATE, person: { id: "ben" } });
    await vi.waitFor(() => expect(assign).toHaveBeenCalledWith("/"));
    expect(tab.get().personId).toBe("ana");
    expect(sessionStorage.getItem("session.changed")).not.toBeNull();
  });

  it("take no token that was told before a sign-out", async () => {
    serve(({ path }) => (path.endsWith("logout") ? LEFT : signedIn("ana")));
    const tab = openTab();
    await tab.signIn(ANA);
    await tab.signOut();
    tellAs({ kind: "token", era: 0, token: LATE, person: { id: "ana" } });
    tellAs({ kind: "token", era: 1, token: LATE, person: { id: "ben" } });
    await until(tab, "in");
    expect(tab.get().personId).toBe("ben");
  });
});

describe("a profile", () => {
  it("of somebody else, whose answer comes late, is not shown", async () => {
    serve(() => signedIn("ana"));
    const tab = openTab();
    await tab.signIn(ANA);
    tab.update({ ...tab.get().person, id: "ben" } as never);
    expect(tab.get().person?.id).toBe("ana");
  });
});
