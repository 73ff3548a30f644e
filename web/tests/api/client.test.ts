import { expect, it, vi } from "vitest";
import { answer, api } from "~/api/client";

it("a refusal is a failure, with what is wrong with each field", async () => {
  const errors = [{ pointer: "/email", detail: "is not an e-mail address" }];
  const problem = { type: "invalid", title: "Not valid", status: 422, errors };
  vi.stubGlobal("fetch", async () =>
    Response.json(problem, { status: 422, headers: { "retry-after": "3", "x-request-id": "r1" } }),
  );
  const failed = await answer(api.POST("/auth/forgotPassword", { body: { email: "x" } })).catch(
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({
    name: "Failure",
    type: "invalid",
    retryAfter: 3,
    requestId: "r1",
    fields: errors,
  });
});
