import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { expect, it } from "vitest";
import { getSession } from "../../contract/people/session.ts";
import type { Services } from "../services.ts";
import { registerEndpoint } from "./registerEndpoint.ts";
import { createTurns, withoutTurn } from "./turns.ts";

const makeResponse = () => Object.assign(new EventEmitter(), { destroyed: false });
type Made = ReturnType<typeof makeResponse>;
const close = (response: Made) => {
  response.destroyed = true;
  response.emit("close");
};
const settle = () => new Promise((resolve) => setImmediate(resolve));

it("answers a few of a person's requests at once, the others in their turn, and everybody else beside", async () => {
  const takeTurn = createTurns({ atOnce: 2, maxWaiting: 3 });
  const begun: number[] = [];
  const responses = Array.from({ length: 5 }, makeResponse);
  const take = (person: string, response: Made) => takeTurn(person, response as unknown as ServerResponse);
  for (const [at, response] of responses.entries())
    void take("rude", response).then(
      () => begun.push(at),
      () => begun.push(-at),
    );
  await settle();
  expect(begun).toEqual([0, 1]);
  await expect(take("rude", makeResponse())).rejects.toMatchObject({ code: "too-many-requests" });
  await take("other", makeResponse());
  // Whoever goes while they wait costs nobody their turn.
  close(responses[2]!);
  close(responses[0]!);
  await settle();
  expect(begun).toEqual([0, 1, -2, 3]);
  for (const at of [1, 3, 4]) {
    close(responses[at]!);
    await settle();
  }
  expect(begun).toEqual([0, 1, -2, 3, 4]);
  await take("rude", makeResponse());
});

it("is not held while a request waits for what is counted elsewhere, and taken again after it", async () => {
  const takeTurn = createTurns({ atOnce: 2, maxWaiting: 5 });
  const log: string[] = [];
  const made = Promise.withResolvers<void>();
  const working = Promise.withResolvers<void>();
  const ask = (name: string, response: Made, answer: () => Promise<unknown>) =>
    takeTurn("lead", response as unknown as ServerResponse)
      .then((inTurn) => inTurn(answer))
      .then(
        () => log.push(name),
        ({ code }) => log.push(`${name} ${code}`),
      )
      .finally(() => close(response));
  const responses = Array.from({ length: 8 }, makeResponse);
  // Four pages of counts, one of which waits for two of them at once.
  for (const at of [0, 1, 2]) void ask(`counts ${at}`, responses[at]!, () => withoutTurn(() => made.promise));
  void ask("counts 3", responses[3]!, () =>
    Promise.all([withoutTurn(() => made.promise), withoutTurn(() => made.promise)]),
  );
  await settle();
  for (const at of [4, 5, 6])
    void ask(`save ${at}`, responses[at]!, async () => log.push("saving") && working.promise);
  await settle();
  // Two saves are under way; the third waits with the four pages, and there is no room for more.
  void ask("one more", responses[7]!, async () => {});
  await settle();
  expect(log).toEqual(["saving", "saving", "one more too-many-requests"]);
  close(responses[0]!);
  made.resolve();
  await settle();
  expect(log).toHaveLength(3);
  working.resolve();
  await expect.poll(() => log.length).toBe(11);
  // All turns are back: two are answered at once again, and no more.
  const begun: number[] = [];
  for (const at of [0, 1, 2]) void takeTurn("lead", makeResponse() as never).then(() => begun.push(at));
  await settle();
  expect(begun).toEqual([0, 1]);
});

it("is taken by whoever is signed in, at every endpoint", async () => {
  const hooks: ((request: unknown, reply: unknown) => Promise<void>)[] = [];
  const app = { route: ({ onRequest }: { onRequest: typeof hooks }) => void hooks.push(onRequest.at(-1)!) };
  const register = () =>
    registerEndpoint(app as unknown as FastifyInstance, {} as Services, getSession, {
      access: "anyone",
      handler: async () => Promise.reject(new Error("never")),
    });
  register();
  register();
  let taken = 0;
  const ask = (person: { id: string } | null, at: number) =>
    hooks[at % 2]!({ person }, { raw: makeResponse() }).then(() => taken++);
  for (let at = 0; at < 10; at++) void ask({ id: "somebody" }, at);
  await settle();
  expect(taken).toBe(4);
  for (let at = 0; at < 10; at++) void ask(null, at);
  await settle();
  expect(taken).toBe(14);
});
