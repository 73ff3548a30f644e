import type { FieldError, Problem, ProblemType } from "./http";

/**
 * A request that did not succeed.
 *
 * `status` is 0 where no answer came: no network, or a server that nobody reaches.
 */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(
    readonly status: number,
    /** Ours (RFC 9457); missing where a gateway answered in our place. */
    readonly problem: Problem | undefined,
    /** Seconds to wait before the next try, where the server has said so. */
    readonly retryAfter: number | undefined,
    /** To be quoted to those who run the system. */
    readonly requestId: string | undefined,
  ) {
    super(problem?.title ?? `HTTP ${status}`);
  }

  get type(): ProblemType | undefined {
    return this.problem?.type;
  }

  get offline(): boolean {
    return this.status === 0;
  }

  /** What the server says of one field of the body, such as `email` or `skills/2/level`. */
  at(field: string): string | undefined {
    return this.fields.find(({ pointer }) => pointer === `/${field}`)?.detail;
  }

  get fields(): readonly FieldError[] {
    return this.problem?.errors ?? [];
  }

  /** True where the same request may succeed later, with nothing changed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** The failure that an answer is, whose body nobody has read yet. */
  static async of(response: Response): Promise<Failure> {
    return Failure.from(response, await response.json().catch(() => undefined));
  }

  /** The failure that an answer is, with what is in it. */
  static from(response: Response, body: unknown): Failure {
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    return new Failure(
      response.status,
      isProblem(body) ? body : undefined,
      Number.isFinite(seconds) ? seconds : undefined,
      response.headers.get("x-request-id") ?? undefined,
    );
  }

  static readonly noAnswer = () => new Failure(0, undefined, undefined, undefined);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "type" in body && "title" in body;
}
