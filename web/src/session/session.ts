import { Failure } from "~/api/failure";
import type { Credentials, NewPerson, OwnProfile, SignedIn } from "~/api/http";
import { alone, randomId, wait } from "./browser";
import { forgetAll, keep, kept } from "./kept";
import * as memory from "./memory";
import { type Token, timeLeft, tokenOf } from "./token";

/**
 * `starting`: the browser remembers a session, and its refresh is under way; `person` is who was
 * kept. `in` and `out` are certain.
 */
export interface SessionState {
  phase: "starting" | "in" | "out";
  person: OwnProfile | null;
  personId: string | null;
  /** Whether the last request reached a server. */
  online: boolean;
  /** Why the session is out, or another one than before, where the person should be told. */
  notice: "ended" | "changed" | null;
  /** Signed up in this tab just now: led through the welcome before anywhere else. */
  newcomer: boolean;
}

type Told =
  | { kind: "token"; token: Token; person: OwnProfile }
  | { kind: "person"; person: OwnProfile }
  | { kind: "out"; personId: string; ended: boolean };

const OUT: SessionState = {
  phase: "out",
  person: null,
  personId: null,
  online: true,
  notice: null,
  newcomer: false,
};
const CARD = "me";
const CHANGED = "session.changed";

/**
 * The session of this browser, which all of its tabs share.
 *
 * The refresh token is in a cookie that no script reads, and the access token in memory: the
 * token-mediating shape of "OAuth 2.0 for Browser-Based Apps" (IETF). One tab refreshes at a time
 * and tells the others; only the server's word `login-ended` signs anybody out.
 */
class Session {
  private state: SessionState = OUT;
  private current: Token | null = null;
  private refreshing: Promise<Token | null> | null = null;
  private readonly listeners = new Set<() => void>();
  private readonly tabs = new BroadcastChannel("session");

  /** Begin with what the browser remembers. Called once, before anything is shown. */
  start(): void {
    this.tabs.onmessage = ({ data }: MessageEvent<Told>) => this.hear(data);
    // Going back to a page that the browser has kept whole must not show somebody else's.
    addEventListener("pageshow", (event) => {
      if (event.persisted && memory.rememberedPerson() !== this.state.personId) location.reload();
    });
    addEventListener("online", () => this.reached(true));
    addEventListener("offline", () => this.reached(false));
    const notice = sessionStorage.getItem(CHANGED) === null ? null : "changed";
    sessionStorage.removeItem(CHANGED);
    if (memory.logoutIsOwed()) {
      void this.payLogout();
      return;
    }
    const personId = memory.rememberedPerson();
    if (personId === null) return;
    this.change({ phase: "starting", personId, notice });
    void this.showKept(personId);
    void this.refresh().catch(() => this.settleUnreached());
  }

  /** Resolves when it is certain whether anybody is signed in, or nobody can be asked. */
  async settled(): Promise<SessionState> {
    while (this.state.phase === "starting") await this.next();
    return this.state;
  }

  readonly get = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** An access token that can be used now; null: nobody is signed in. */
  async token(): Promise<string | null> {
    if (this.state.phase === "out") return null;
    if (this.current && timeLeft(this.current) > 0) return this.current.value;
    return (await this.refresh())?.value ?? null;
  }

  /** Another token than `refused`, which the server did not take; null: the login has ended. */
  async tokenAfter(refused: string): Promise<string | null> {
    if (this.current?.value === refused) this.current = null;
    return this.token();
  }

  async signIn(credentials: Credentials): Promise<OwnProfile> {
    return this.begin("/api/auth/login", credentials);
  }

  async signUp(newPerson: NewPerson): Promise<OwnProfile> {
    return this.begin("/api/auth/signup", newPerson, { newcomer: true });
  }

  /**
   * Sign out, on this browser or everywhere, and forget all that is kept here.
   *
   * Without a network it is forgotten all the same, and the server is told later.
   */
  async signOut({ everywhere = false } = {}): Promise<void> {
    const personId = this.state.personId;
    try {
      await this.logOut(everywhere);
    } catch (error) {
      if (everywhere) throw error;
      memory.oweLogout(true);
    }
    if (personId !== null) this.tell({ kind: "out", personId, ended: false });
    this.leave(null);
    await forgetAll();
  }

  /** The login has ended on the server by something done here, such as a new password. */
  end(): void {
    if (this.state.personId !== null) {
      this.tell({ kind: "out", personId: this.state.personId, ended: false });
    }
    this.leave(null);
  }

  /** Show another version of one's own profile, here and in the other tabs. */
  update(person: OwnProfile): void {
    this.remember(person);
    this.tell({ kind: "person", person });
  }

  /** Note whether a request has reached a server. */
  reached(online: boolean): void {
    if (online !== this.state.online) this.change({ online });
  }

  dismissNotice(): void {
    this.change({ notice: null });
  }

  private async begin(path: string, body: object, { newcomer = false } = {}): Promise<OwnProfile> {
    const response = await this.post(path, body);
    if (!response.ok) throw await Failure.of(response);
    memory.oweLogout(false);
    this.change({ newcomer });
    return (await this.take(response)).person;
  }

  private refresh(): Promise<Token | null> {
    this.refreshing ??= alone("refresh", () => this.refreshAlone()).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  /** One refresh at a time in the whole browser: another tab's token may have come meanwhile. */
  private async refreshAlone(): Promise<Token | null> {
    for (let tries = 1; ; tries++) {
      if (this.current && timeLeft(this.current) > 0) return this.current;
      const key = memory.refreshKey(randomId);
      const response = await this.post("/api/auth/refresh", {}, { "idempotency-key": key });
      if (response.ok) return (await this.take(response)).token;
      const failure = await Failure.of(response);
      if (failure.status === 401) return this.loginEnded();
      // Another tab was faster, one that has no Web Locks: the cookie is its newer one by now.
      if (failure.type !== "already-rotated" || tries === 4) throw failure;
      memory.dropRefreshKey();
      await wait(250 * 2 ** tries);
    }
  }

  private loginEnded(): null {
    if (this.state.personId !== null) {
      this.tell({ kind: "out", personId: this.state.personId, ended: true });
    }
    this.leave("ended");
    return null;
  }

  private async take(response: Response): Promise<{ token: Token; person: OwnProfile }> {
    const signedIn = (await response.json()) as SignedIn;
    const token = tokenOf(signedIn, response.headers.get("date"));
    const person = signedIn.user;
    memory.dropRefreshKey();
    memory.rememberPerson(person.id);
    this.tell({ kind: "token", token, person });
    this.accept(token, person);
    return { token, person };
  }

  private accept(token: Token, person: OwnProfile): void {
    if (this.state.personId !== null && this.state.personId !== person.id) {
      this.startOver();
      return;
    }
    this.current = token;
    this.change({ phase: "in", online: true });
    this.remember(person);
  }

  private remember(person: OwnProfile): void {
    this.change({ person, personId: person.id });
    void keep(person.id, CARD, person);
  }

  /** This browser is someone else's now: nothing of what this tab has in memory may stay. */
  private startOver(): void {
    sessionStorage.setItem(CHANGED, "1");
    location.assign("/");
  }

  private hear(told: Told): void {
    if (told.kind === "out") {
      if (told.personId === this.state.personId) this.leave(told.ended ? "ended" : null);
    } else if (told.kind === "token") {
      this.accept(told.token, told.person);
    } else if (told.person.id === this.state.personId) {
      this.change({ person: told.person });
    }
  }

  private tell(told: Told): void {
    this.tabs.postMessage(told);
  }

  private leave(notice: SessionState["notice"]): void {
    memory.forgetPerson();
    this.current = null;
    this.change({ ...OUT, online: this.state.online, notice });
  }

  /** Show who was here last, until the server has answered. */
  private async showKept(personId: string): Promise<void> {
    const person = await kept<OwnProfile>(personId, CARD);
    if (person && this.state.personId === personId && this.state.person === null) {
      this.change({ person });
    }
  }

  /** No server answers: whoever was signed in still is, as far as anybody knows. */
  private async settleUnreached(): Promise<void> {
    if (this.state.phase !== "starting" || this.state.personId === null) return;
    await this.showKept(this.state.personId);
    if (this.state.person) this.change({ phase: "in" });
    await wait(2000);
    if (this.current || this.get().phase === "out") return;
    void this.refresh().catch(() => this.settleUnreached());
  }

  private async payLogout(): Promise<void> {
    try {
      await this.refreshForLogout();
      memory.oweLogout(false);
    } catch (error) {
      if (error instanceof Failure && error.status === 401) memory.oweLogout(false);
    }
  }

  private async refreshForLogout(): Promise<void> {
    const response = await this.post("/api/auth/refresh", {});
    if (!response.ok) throw await Failure.of(response);
    const signedIn = (await response.json()) as SignedIn;
    await this.postLogout(signedIn.accessToken, false);
  }

  private async logOut(everywhere: boolean): Promise<void> {
    const token = await this.token();
    if (token !== null) await this.postLogout(token, everywhere);
  }

  private async postLogout(token: string, everywhere: boolean): Promise<void> {
    const authorization = `Bearer ${token}`;
    const response = await this.post("/api/auth/logout", { everywhere }, { authorization });
    if (!response.ok && response.status !== 401) throw await Failure.of(response);
  }

  private async post(
    path: string,
    body: object,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const request: RequestInit = {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-session": "cookie",
        "accept-language": document.documentElement.lang,
        ...headers,
      },
      body: JSON.stringify(body),
    };
    try {
      const response = await fetch(path, request);
      this.reached(true);
      return response;
    } catch {
      this.reached(false);
      throw Failure.noAnswer();
    }
  }

  private change(changes: Partial<SessionState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of [...this.listeners]) listener();
  }

  private next(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.subscribe(() => {
        stop();
        resolve();
      });
    });
  }
}

export const session = new Session();
