import { Failure } from "~/api/failure";
import type { Credentials, NewPerson, OwnProfile, SignedIn } from "~/api/http";
import { alone, randomId, wait } from "./browser";
import { beginKeeping, forgetAll, keep, kept, stopKeeping } from "./kept";
import * as memory from "./memory";
import { payLogout, post, postLogout } from "./requests";
import { Shown } from "./shown";
import { OUT } from "./state";
import { type Token, timeLeft, tokenOf } from "./token";

/** What one tab says to the others. */
type Told =
  | { kind: "token"; era: number; token: Token; person: OwnProfile }
  | { kind: "person"; person: OwnProfile }
  | { kind: "out"; era: number; personId: string; ended: boolean };

const CARD = "me";
const CHANGED = "session.changed";
/** Whatever changes the cookie runs alone in the browser, so that answers come in their order. */
const LOCK = "refresh";
const TRIES = 4;
/** Milliseconds by which one tells that another tab had the lock. */
const QUEUED = 30;

/**
 * The session of this browser, which all of its tabs share.
 *
 * The refresh token is in a cookie that no script reads, and the access token in memory: the
 * token-mediating shape of "OAuth 2.0 for Browser-Based Apps" (IETF). One tab refreshes at a time
 * and tells the others; only the server's word `login-ended` signs anybody out.
 */
export class Session {
  private readonly state = new Shown(OUT);
  private current: Token | null = null;
  private refreshing: Promise<Token | null> | null = null;
  private era = memory.era();
  private readonly tabs = new BroadcastChannel("session");

  readonly get = this.state.get;
  readonly subscribe = this.state.subscribe;

  /** Run `work` whenever the person who was here no longer is: signed out, or another one. */
  onParting(work: () => void): void {
    let { personId } = this.get();
    this.subscribe(() => {
      const before = personId;
      personId = this.get().personId;
      if (before !== null && personId !== before) work();
    });
  }

  /** Begin with what the browser remembers. Called once, before anything is shown. */
  start(): void {
    this.tabs.onmessage = ({ data }: MessageEvent<Told>) => this.hear(data);
    // A tab that slept, or a page that Back brings up whole, has heard nothing of the others.
    addEventListener("pageshow", ({ persisted }) => persisted && this.catchUp());
    addEventListener("visibilitychange", () => document.hidden || this.catchUp());
    addEventListener("offline", () => this.reached(false));
    addEventListener("online", () => {
      this.reached(true);
      void this.payLogout();
    });
    this.state.change({
      online: navigator.onLine,
      notice: sessionStorage.getItem(CHANGED) === null ? null : "changed",
    });
    sessionStorage.removeItem(CHANGED);
    const personId = memory.rememberedPerson();
    if (personId !== null) this.open(personId);
    else void this.payLogout();
  }

  /** An access token that can be used now; null: nobody is signed in. */
  async token(): Promise<string | null> {
    if (this.get().phase === "out") return null;
    return (this.usable() ?? (await this.refresh()))?.value ?? null;
  }

  /** Another token than `refused`, which the server did not take; null: the login has ended. */
  async tokenAfter(refused: string): Promise<string | null> {
    if (this.current?.value === refused) this.current = null;
    return this.token();
  }

  async signIn(credentials: Credentials): Promise<void> {
    await this.begin("/api/auth/login", credentials);
  }

  async signUp(newPerson: NewPerson): Promise<void> {
    await this.begin("/api/auth/signup", newPerson, { newcomer: true });
  }

  /**
   * Sign out, on this browser or everywhere, and forget all that is kept here.
   *
   * Without a network it is forgotten all the same, and the server is told later.
   */
  async signOut({ everywhere = false } = {}): Promise<void> {
    try {
      await this.logOut(everywhere);
    } catch (error) {
      if (everywhere) throw error;
      memory.oweLogout(true);
    }
    this.part({ ended: false });
    await forgetAll();
  }

  /** Ask the server whether the login goes on, after something that may have ended it. */
  async recheck(): Promise<void> {
    this.current = null;
    await this.token();
  }

  /** Show another version of one's own profile, here and in the other tabs. */
  update(person: OwnProfile): void {
    // The answer to a request may come when somebody else is here.
    if (person.id !== this.get().personId) return;
    this.state.change({ person });
    void keep(person.id, CARD, person);
    this.tell({ kind: "person", person });
  }

  /** Note whether a request has reached a server. */
  reached(online: boolean): void {
    if (online !== this.get().online) this.state.change({ online });
  }

  dismissNotice(): void {
    this.state.change({ notice: null });
  }

  private async begin(path: string, body: object, { newcomer = false } = {}): Promise<void> {
    await alone(LOCK, async () => {
      // The cookie of the login that is owed its end is about to be replaced.
      await payLogout().catch(() => undefined);
      const response = await this.post(path, body);
      if (!response.ok) throw await Failure.of(response);
      memory.oweLogout(false);
      this.state.change({ newcomer });
      await this.take(response);
    });
  }

  /** Open as the person whom the browser remembers, shown as they were until the server answers. */
  private open(personId: string): void {
    this.state.change({ phase: "starting", personId });
    void this.showKept(personId);
    this.refresh().catch(() => this.openUnreached(personId));
  }

  /** No server answers: whoever was signed in still is, as far as anybody knows. */
  private async openUnreached(personId: string): Promise<void> {
    for (let pause = 2000; !this.current; pause = Math.min(2 * pause, 30_000)) {
      await this.showKept(personId);
      if (this.get().personId !== personId) return;
      if (this.get().person) this.state.change({ phase: "in" });
      await wait(pause);
      if (this.get().personId !== personId) return;
      await this.refresh().catch(() => undefined);
    }
  }

  private async showKept(personId: string): Promise<void> {
    const person = await kept<OwnProfile>(personId, CARD);
    const shown = this.get();
    if (person && shown.personId === personId && shown.person === null) {
      this.state.change({ person });
    }
  }

  private usable(): Token | null {
    return this.current && timeLeft(this.current) > 0 ? this.current : null;
  }

  private refresh(): Promise<Token | null> {
    const asked = Date.now();
    this.refreshing ??= alone(LOCK, async () => {
      // Whoever had the lock has just told its token, which may come a little after the lock.
      if (Date.now() - asked > QUEUED) await wait(QUEUED);
      return this.refreshAlone();
    }).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  /** One refresh at a time in the whole browser: another tab's token may have come meanwhile. */
  private async refreshAlone(): Promise<Token | null> {
    for (let tries = 1; ; tries++) {
      const { era } = this;
      if (this.get().phase === "out") return null;
      const told = this.usable();
      if (told) return told;
      const key = memory.refreshKey(randomId);
      const response = await this.post("/api/auth/refresh", {}, { "idempotency-key": key });
      // Signed out while the answer was on its way: it is nobody's any more.
      if (era !== this.era) return this.usable();
      if (response.ok) return this.take(response);
      const failure = await Failure.of(response);
      if (failure.status === 401) {
        this.part({ ended: true });
        return null;
      }
      // Another tab was faster, one that has no Web Locks: the cookie is its newer one by now.
      if (failure.type !== "already-rotated" || tries === TRIES) throw failure;
      memory.dropRefreshKey();
      await wait(250 * 2 ** tries);
    }
  }

  private async take(response: Response): Promise<Token | null> {
    const { era } = this;
    const signedIn = (await response.json()) as SignedIn;
    if (era !== this.era) return null;
    const token = tokenOf(signedIn, response.headers.get("date"));
    const person = signedIn.user;
    memory.dropRefreshKey();
    memory.rememberPerson(person.id);
    this.tell({ kind: "token", era, token, person });
    return this.accept(token, person) ? token : null;
  }

  /** Be signed in as a person; false: this tab showed another one, and starts over. */
  private accept(token: Token, person: OwnProfile): boolean {
    const { personId, notice } = this.get();
    if (personId !== null && personId !== person.id) {
      this.startOver();
      return false;
    }
    this.current = token;
    beginKeeping();
    this.state.change({
      phase: "in",
      person,
      personId: person.id,
      online: true,
      notice: notice === "ended" ? null : notice,
    });
    void keep(person.id, CARD, person);
    return true;
  }

  /** This browser is someone else's now: nothing of what this tab has in memory may stay. */
  private startOver(): void {
    this.current = null;
    sessionStorage.setItem(CHANGED, "1");
    location.assign("/");
  }

  /** The session is over, in all tabs. */
  private part({ ended }: { ended: boolean }): void {
    const { personId } = this.get();
    const era = Math.max(this.era, memory.era()) + 1;
    memory.beginEra(era);
    memory.forgetPerson();
    if (personId !== null) this.tell({ kind: "out", era, personId, ended });
    this.leave(era, ended);
  }

  private leave(era: number, ended: boolean): void {
    this.era = era;
    this.current = null;
    if (!ended) stopKeeping();
    this.state.change({ ...OUT, online: this.get().online, notice: ended ? "ended" : null });
  }

  private hear(told: Told): void {
    const { personId } = this.get();
    if (told.kind === "person") {
      if (told.person.id === personId) this.state.change({ person: told.person });
    } else if (told.era < this.era) {
      // Sent before its tab had heard of a sign-out.
    } else if (told.kind === "token") {
      this.era = told.era;
      this.accept(told.token, told.person);
    } else if (told.personId === personId) {
      this.leave(told.era, told.ended);
    } else {
      this.era = told.era;
    }
  }

  private tell(told: Told): void {
    this.tabs.postMessage(told);
  }

  /** Become what the browser remembers, where that is another person than the one shown. */
  private catchUp(): void {
    const { personId } = this.get();
    const remembered = memory.rememberedPerson();
    if (remembered === personId) return;
    this.era = memory.era();
    if (remembered === null) this.leave(this.era, false);
    else if (personId === null) this.open(remembered);
    else this.startOver();
  }

  private async logOut(everywhere: boolean): Promise<void> {
    let token = await this.token();
    if (token === null) return;
    let response = await postLogout(token, everywhere);
    if (response.status === 401) {
      token = await this.tokenAfter(token);
      if (token === null) return;
      response = await postLogout(token, everywhere);
    }
    if (!response.ok) throw await Failure.of(response);
  }

  private async payLogout(): Promise<void> {
    await alone(LOCK, payLogout).catch(() => undefined);
  }

  private async post(...request: Parameters<typeof post>): Promise<Response> {
    try {
      const response = await post(...request);
      this.reached(true);
      return response;
    } catch (error) {
      this.reached(false);
      throw error;
    }
  }
}

export const session = new Session();
