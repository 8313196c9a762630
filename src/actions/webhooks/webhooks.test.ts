import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { answerImage } from "../../../test/made/answerImage.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { type WebhookEvent, webhookEvents } from "../../core/webhooks/webhookEvents.ts";
import { insertEvent } from "../../db/event.ts";
import { insertJob, updateJob } from "../../db/jobs.ts";
import { deleteOldDeliveries, listDueWebhooks } from "../../db/webhooks.ts";
import { readNetwork } from "../../files/remote/networks.ts";
import { createRelease } from "../releases/createRelease.ts";
import { sendDeliveries } from "./sendDeliveries.ts";
import { createWebhook, listDeliveries, listWebhooks, removeWebhook, sendAgain } from "./webhooks.ts";

const installation = "ab".repeat(32);
const outside = { networks: [readNetwork("127.0.0.0/8")] };
const hour = 3_600_000;

onBothDatabases("a webhook", (use) => {
  let receiver: Server;
  let url: string;
  const got: { body: string; headers: IncomingMessage["headers"] }[] = [];
  /** What the receiver answers next. */
  let answer = 200;
  let whenAsked = () => {};
  let clock: number;
  let project: string;
  let imageIds: Record<string, string>;
  let lead: string;
  const ctx = () => ({ ...use(), now: () => new Date(clock) });

  beforeAll(async () => {
    receiver = createServer(async (request, reply) => {
      got.push({ body: await text(request), headers: request.headers });
      whenAsked();
      reply.writeHead(answer).end();
    });
    receiver.listen(0, "127.0.0.1");
    await once(receiver, "listening");
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/labels`;
  });
  afterAll(() => void receiver.close());
  beforeEach(async () => {
    got.length = 0;
    answer = 200;
    clock = Date.now();
    const images = { "a.jpg": [0], "b.jpg": [1], "c.jpg": [1] };
    ({ project, imageIds } = await makeProject(use(), { images }));
    lead = await makePerson(use(), project, `lead ${project}`, ["lead"]);
  });

  const make = (events: readonly WebhookEvent[] = webhookEvents) =>
    createWebhook(ctx(), { project, url, events, person: lead, installation, outside });
  const sendAll = async (signal = new AbortController().signal, secret = installation) => {
    for (const webhook of await listDueWebhooks(use().db, ctx().now().toISOString()))
      if (webhook.projectId === project)
        await sendDeliveries(ctx(), webhook, { installation: secret, outside, signal });
  };
  const log = async (webhook: string) =>
    (await listDeliveries(ctx(), { project, webhook, limit: 50 })).deliveries;
  /** Records in the history that a release was made, and nothing else. */
  const happen = () =>
    insertEvent(use().db, {
      ...{ project, at: ctx().now().toISOString(), person: lead, kind: "release-created" },
      after: { release: "one" },
    });

  it("is told of what happened, signed as others check it, once", async () => {
    const { secret } = await make();
    for (const [image, answers] of [
      ["a.jpg", [[0], [0]]],
      ["b.jpg", [[1], [2]]],
    ] as const)
      for (const [nth, yes] of answers.entries()) {
        const person = await makePerson(use(), project, `${nth} ${image} ${project}`, ["annotator"]);
        await answerImage(ctx(), { project, image: imageIds[image]!, person, yes: [...yes] });
      }
    const expert = await makePerson(use(), project, `expert ${project}`, ["expert"]);
    const refined = { project, image: imageIds["b.jpg"]!, person: expert, yes: [2, 1] };
    await answerImage(ctx(), { ...refined, stage: "refine" });
    const release = await createRelease(ctx(), { project, name: "first", allowPending: true, person: lead });
    await sendAll();
    await sendAll();

    const seen = got.map(({ body, headers }) => {
      const { type, timestamp, data } = new Webhook(secret).verify(
        body,
        headers as Record<string, string>,
      ) as {
        type: string;
        timestamp: string;
        data: object;
      };
      expect(Date.parse(timestamp)).toBe(clock);
      return { type, data };
    });
    const about = (key: string) => ({ project, image: imageIds[key], key });
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(
      expect.arrayContaining([
        { type: "image.agreed", data: { ...about("a.jpg"), labels: [0] } },
        { type: "image.refined", data: { ...about("b.jpg"), labels: [1, 2] } },
        {
          type: "release.created",
          data: expect.objectContaining({ project, release: release.id, number: 1, images: 2, pending: 1 }),
        },
      ]),
    );
    expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
    const { body, headers } = got[0]!;
    const changed = () => new Webhook(secret).verify(`${body} `, headers as Record<string, string>);
    expect(changed).toThrow();
    expect(JSON.stringify(await use().db.selectFrom("webhook").selectAll().execute())).not.toContain(
      secret.slice(6),
    );
  });

  it("is told when a job ends, however it ends, and only of what it asked for", async () => {
    const { id } = await make(["job.ended"]);
    const at = ctx().now().toISOString();
    const row = { projectId: project, kind: "verify", startedAt: at, updatedAt: at, message: "" } as const;
    const job = await insertJob(use().db, { ...row, state: "running", done: 0, total: 2 });
    await updateJob(use().db, job, { done: 1, updatedAt: at });
    await updateJob(use().db, job, { state: "failed", message: "no “paper”", updatedAt: at });
    await updateJob(use().db, job, { state: "failed", done: 2, updatedAt: at });
    await happen();
    await sendAll();
    expect(got.map(({ body }) => JSON.parse(body).data)).toEqual([
      { project, job, kind: "verify", state: "failed", message: "no “paper”" },
    ]);
    expect(await log(id)).toMatchObject([{ event: "job.ended", state: "delivered", status: 200 }]);
  });

  it("is told nothing of what was taken back", async () => {
    const { id } = await make();
    const broken = use()
      .db.transaction()
      .execute(async (db) => {
        await insertEvent(db, {
          ...{ project, at: ctx().now().toISOString(), person: lead, kind: "release-created" },
          after: {},
        });
        throw new Error("the disk is full");
      });
    await expect(broken).rejects.toThrow("the disk is full");
    expect(await log(id)).toEqual([]);
  });

  it("is asked again after growing pauses, with the same id, and given up at last", async () => {
    const { id } = await make();
    await happen();
    answer = 500;
    await sendAll();
    await sendAll();
    expect(got).toHaveLength(1);
    expect(await log(id)).toMatchObject([{ state: "waiting", attempts: 1, status: 500 }]);
    for (let tries = 2; tries <= 8; tries++) {
      clock = Date.parse((await log(id))[0]!.nextAt!);
      await sendAll();
    }
    expect(await log(id)).toMatchObject([{ state: "failed", attempts: 8, nextAt: null }]);
    expect(got).toHaveLength(8);
    expect(new Set(got.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`)).size).toBe(1);

    answer = 204;
    await sendAgain(ctx(), { project, webhook: id, delivery: (await log(id))[0]!.id });
    await sendAll();
    expect(await log(id)).toMatchObject([{ state: "delivered", attempts: 1, status: 204 }]);
    await deleteOldDeliveries(use().db, new Date(clock + hour).toISOString());
    expect(await log(id)).toEqual([]);
  });

  it("is sent a message by one server of several, and by another where that was killed", async () => {
    const { id } = await make();
    await happen();
    await Promise.all([sendAll(), sendAll(), sendAll()]);
    expect(got).toHaveLength(1);

    await happen();
    const stopped = new AbortController();
    whenAsked = () => stopped.abort();
    await sendAll(stopped.signal);
    whenAsked = () => {};
    expect((await log(id))[0]).toMatchObject({ state: "waiting", attempts: 1 });
    await sendAll();
    expect(got).toHaveLength(2);
    clock += 61_000;
    await sendAll();
    expect(got).toHaveLength(3);
    expect(got[1]!.headers["webhook-id"]).toBe(got[2]!.headers["webhook-id"]);
  });

  it("is not sent what only another installation could sign", async () => {
    const { id } = await make();
    await happen();
    await sendAll(undefined, "cd".repeat(32));
    expect(got).toEqual([]);
    expect(await log(id)).toMatchObject([
      { state: "failed", reason: expect.stringContaining("Make it anew") },
    ]);
    await removeWebhook(ctx(), { project, webhook: id });
    expect(await listWebhooks(ctx(), { project })).toEqual([]);
    await expect(removeWebhook(ctx(), { project, webhook: id })).rejects.toMatchObject({ code: "not-found" });
  });

  it("leads to no private address, also where a name leads there later", async () => {
    const input = { project, url, events: webhookEvents, person: lead, installation };
    await expect(createWebhook(ctx(), { ...input, outside: { networks: [] } })).rejects.toThrow(
      "is in a private network",
    );
    const { id } = await make();
    await happen();
    const [webhook] = (await listDueWebhooks(use().db, ctx().now().toISOString())).filter(
      (one) => one.id === id,
    );
    const { signal } = new AbortController();
    await sendDeliveries(ctx(), webhook!, { installation, outside: { networks: [] }, signal });
    expect(got).toEqual([]);
    expect(await log(id)).toMatchObject([
      { state: "waiting", status: null, reason: expect.stringContaining("is in a private network") },
    ]);
  });
});
