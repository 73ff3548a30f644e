// What a client does that is generated from docs/openapi.json: two people meet and agree to exchange
// skills. `node journey.ts <address of the API>` ends with status 0 if every answer is as expected.

import createClient, { type Client } from "openapi-fetch";

import type { components, paths } from "./api.ts";

declare const process: { argv: string[] };

type Schemas = components["schemas"];
type Api = Client<paths>;

interface Member {
  api: Api;
  profile: Schemas["OwnProfile"];
}

function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`expected: ${what}`);
}

interface Answer<T> {
  data?: T;
  error?: Schemas["Problem"] | Schemas["GatewayError"];
  response: Response;
}

function dataOf<T>({ data, error, response }: Answer<T>): T {
  if (data === undefined) throw new Error(`${response.url}: ${JSON.stringify(error)}`);
  return data;
}

function isProblem(error: Schemas["Problem"] | Schemas["GatewayError"]): error is Schemas["Problem"] {
  return "type" in error;
}

function advice(type: Schemas["ProblemType"]): string {
  switch (type) {
    case "already-pending":
      return "wait for an answer";
    case "changed-since":
    case "wrong-state":
      return "read it again";
    default:
      return "say what happened"; // Words may be added at any time.
  }
}

async function signUp(baseUrl: string, firstName: string): Promise<Member> {
  const api = createClient<paths>({ baseUrl });
  const username = `${firstName}${crypto.randomUUID().slice(0, 8)}`;
  const { accessToken } = dataOf(
    await api.POST("/auth/signup", {
      body: {
        email: `${username}@example.com`,
        password: "correct horse battery staple",
        username,
        firstName,
        lastName: "Test",
        timeZone: "Europe/Lisbon",
      },
    }),
  );
  api.use({
    onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${accessToken}`);
      return request;
    },
  });
  return { api, profile: dataOf(await api.GET("/user/me")) };
}

async function main(baseUrl: string): Promise<void> {
  const ana = await signUp(baseUrl, "ana");
  const ben = await signUp(baseUrl, "ben");
  expect(ana.profile.emailVerified === false, "a new address is not verified");

  const skill: Schemas["NewSkill"] = { skillName: "SQL", skillLevel: "expert", isOffering: true };
  const { skills } = dataOf(await ben.api.PUT("/user/skills", { body: { skills: [skill] } }));
  expect(skills[0]?.isOffering === true, "the skill is offered");
  const path = { id: ben.profile.id };
  const seen = dataOf(await ana.api.GET("/user/{id}", { params: { path } }));
  expect(!("email" in seen), "others do not see the address");
  expect(seen.skills[0]?.skillLevel === "expert", "others see the skills");

  const post = dataOf(
    await ben.api.POST("/feed/createPost", {
      body: { title: "Joins", content: "A #sql tutorial", postType: "tutorial" },
    }),
  );
  dataOf(await ana.api.POST("/user/follow", { body: { userId: ben.profile.id } }));
  const feed = dataOf(await ana.api.GET("/feed/latest", { params: { query: { limit: 10 } } }));
  expect(feed.items.some((item) => item.id === post.id), "a follower sees the post");

  const wanted = { receiverId: ben.profile.id, offeredSkill: "Spanish", requestedSkill: "SQL" };
  const exchange = dataOf(await ana.api.POST("/exchange/request", { body: wanted }));
  const { error, response } = await ana.api.POST("/exchange/request", { body: wanted });
  expect(response.status === 409 && error !== undefined, "a second request is refused");
  expect(isProblem(error), "the refusal is a problem");
  expect(advice(error.type) === "wait for an answer", "the problem says which it is");
  expect(error.exchangeId === exchange.id, "the problem leads to the first request");
  const accepted = dataOf(
    await ben.api.PATCH("/exchange/accept", {
      body: { exchangeId: exchange.id, revision: exchange.revision },
    }),
  );
  expect(accepted.status === "accepted", "the exchange is accepted");

  const opened = await ana.api.POST("/chat/open", { body: { userId: ben.profile.id } });
  const conversation = dataOf(opened);
  const sent = dataOf(
    await ana.api.POST("/chat/{id}/messages", {
      params: { path: { id: conversation.id } },
      body: { clientId: crypto.randomUUID(), content: "¡Hola! When do we start?" },
    }),
  );
  expect(sent.kind === "text" && sent.about === null, "it is a message of a person");
  const chats = dataOf(await ben.api.GET("/chat/list"));
  expect(chats.items[0]?.with.id === ana.profile.id, "the other finds the conversation");

  const { channels } = dataOf(
    await ben.api.PUT("/notifications/preferences", { body: { channels: { like: { push: false } } } }),
  );
  expect(!channels.like.push && channels.message.push, "one choice changes alone");
  const { count } = dataOf(
    await ben.api.POST("/notifications/markRead", { body: { ids: [crypto.randomUUID()] } }),
  );
  expect(count >= 0, "what is left to read is counted");
}

const [, , baseUrl] = process.argv;
if (baseUrl === undefined) throw new Error("node journey.ts <address of the API>");
await main(baseUrl);
