import type { Insertable, Selectable } from "kysely";
import type { Agreement } from "../core/outcome/findAgreement.ts";
import { stagesWith } from "../core/stages/rulesOf.ts";
import type { DeliveryEvent, WebhookEvent } from "../core/webhooks/webhookEvents.ts";
import type { Db, Tables } from "./schema.ts";

export type Webhook = Selectable<Tables["webhook"]>;
export type Delivery = Selectable<Tables["webhookDelivery"]>;

/** A row of the history, as far as it may be told elsewhere. */
type Told = Pick<
  Selectable<Tables["event"]>,
  "id" | "projectId" | "at" | "kind" | "imageId" | "assignmentId" | "afterJson"
>;

const chunkSize = 200;
const toldKinds = new Set(["agreement-found", "moved-by-rule", "submitted", "release-created"]);

/**
 * Writes down whom to tell of what happened, in the transaction in which it happens. Where nobody is to be told, that is
 * one look at a table of a few rows; most events are none that anybody is told of.
 */
export async function tellOfEvents(db: Db, events: readonly Told[]): Promise<void> {
  const [first] = events.filter(({ kind }) => toldKinds.has(kind));
  const hooks = first ? await listWebhooks(db, first.projectId) : [];
  if (hooks.length === 0) return;
  const told = await aboutImages(
    db,
    events.flatMap((event) => messageOf(event) ?? []),
  );
  const rows = hooks.flatMap(({ id: webhookId, eventsJson }) => {
    const wanted = JSON.parse(eventsJson) as WebhookEvent[];
    return told.filter(({ event }) => wanted.includes(event)).map((message) => toRow(webhookId, message));
  });
  for (let start = 0; start < rows.length; start += chunkSize)
    await db
      .insertInto("webhookDelivery")
      .values(rows.slice(start, start + chunkSize))
      .execute();
}

interface Message {
  project: string;
  id: string;
  at: string;
  event: WebhookEvent;
  image: string | null;
  assignment: string | null;
  data: object;
}

/** What is said of an event, as far as it says so itself. */
function messageOf({
  projectId: project,
  afterJson,
  imageId,
  assignmentId,
  ...row
}: Told): Message | undefined {
  const message = { project, id: row.id, at: row.at, image: imageId, assignment: assignmentId };
  const after = afterJson === null ? undefined : JSON.parse(afterJson);
  switch (row.kind) {
    case "agreement-found":
    case "moved-by-rule": {
      const { agreed, labels } = (after ?? {}) as Partial<Agreement>;
      return agreed ? { ...message, event: "image.agreed", data: { labels } } : undefined;
    }
    case "submitted": {
      const { decisions = [] } = after as { decisions?: { label: number; answer: string }[] };
      const labels = decisions.flatMap(({ label, answer }) => (answer === "yes" ? label : []));
      return { ...message, event: "image.refined", data: { labels: labels.sort((a, b) => a - b) } };
    }
    case "release-created":
      return { ...message, event: "release.created", data: after };
    default:
      return undefined;
  }
}

/** Names the images, and leaves out answers that decide nothing: those of other stages, and gold. */
async function aboutImages(db: Db, messages: readonly Message[]): Promise<Message[]> {
  const told: Message[] = [];
  for (const message of messages) {
    const { image: id, assignment, data } = message;
    if (id === null) {
      told.push(message);
      continue;
    }
    const image = await db
      .selectFrom("image")
      .select(["key", "isGold"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    if (image.isGold === 1) continue;
    if (message.event === "image.refined" && !(await decides(db, assignment))) continue;
    told.push({ ...message, data: { image: id, key: image.key, ...data } });
  }
  return told;
}

async function decides(db: Db, assignment: string | null): Promise<boolean> {
  const found = await db
    .selectFrom("assignment")
    .select("stage")
    .where("id", "=", assignment ?? "")
    .executeTakeFirst();
  return found !== undefined && stagesWith("final").includes(found.stage);
}

const toRow = (webhookId: string, { project, id, at, event, data }: Message) =>
  newDelivery({ webhookId, event, at, of: id, data: { project, ...data } });

/** @param of what it tells of, by an id that no other delivery of the same moment has */
const newDelivery = ({
  webhookId,
  event,
  at,
  of,
  data,
}: {
  webhookId: string;
  event: DeliveryEvent;
  at: string;
  of: string;
  data: object;
}): Insertable<Tables["webhookDelivery"]> => ({
  ...{ webhookId, event, at, nextAt: at },
  id: `msg_${at.replaceAll(/[-:.]/g, "")}_${of}`,
  dataJson: JSON.stringify(data),
});

export async function insertWebhook(db: Db, webhook: Insertable<Tables["webhook"]>): Promise<void> {
  await db.insertInto("webhook").values(webhook).execute();
}

/** A project's webhooks, the oldest first. */
export const listWebhooks = (db: Db, project: string): Promise<Webhook[]> =>
  db.selectFrom("webhook").selectAll().where("projectId", "=", project).orderBy("id").execute();

export const findWebhook = (db: Db, project: string, id: string): Promise<Webhook | undefined> =>
  db
    .selectFrom("webhook")
    .selectAll()
    .where("id", "=", id)
    .where("projectId", "=", project)
    .executeTakeFirst();

/** A webhook and all that it was told, or would have been. */
export async function deleteWebhook(db: Db, id: string): Promise<void> {
  await db.deleteFrom("webhookDelivery").where("webhookId", "=", id).execute();
  await db.deleteFrom("webhook").where("id", "=", id).execute();
}

export async function insertDelivery(db: Db, delivery: Parameters<typeof newDelivery>[0]): Promise<void> {
  await db.insertInto("webhookDelivery").values(newDelivery(delivery)).execute();
}

/** One more than the page holds, the newest first. */
export const listDeliveries = (
  db: Db,
  webhook: string,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<Delivery[]> =>
  db
    .selectFrom("webhookDelivery")
    .selectAll()
    .where("webhookId", "=", webhook)
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();

/** How many of a webhook's deliveries stand how. */
export async function countDeliveries(db: Db, webhook: string) {
  const rows = await db
    .selectFrom("webhookDelivery")
    .select(["state", ({ fn }) => fn.countAll().as("count")])
    .where("webhookId", "=", webhook)
    .groupBy("state")
    .execute();
  const count = (state: Delivery["state"]) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { waiting: count("waiting"), delivered: count("delivered"), failed: count("failed") };
}

/** Has a delivery that has ended sent once more, with all its attempts before it. @returns whether there is one */
export async function renewDelivery(
  db: Db,
  { webhook, id, at }: { webhook: string; id: string; at: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("webhookDelivery")
    .set({ state: "waiting", attempts: 0, nextAt: at })
    .where("webhookId", "=", webhook)
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The webhooks that have deliveries whose time has come. */
export async function listDueWebhooks(db: Db, now: string): Promise<Webhook[]> {
  return db
    .selectFrom("webhook")
    .selectAll()
    .where("id", "in", (eb) =>
      eb
        .selectFrom("webhookDelivery")
        .select("webhookId")
        .where("state", "=", "waiting")
        .where("nextAt", "<=", now),
    )
    .execute();
}

/** A webhook's deliveries whose time has come, those that wait longest first. */
export const listDueDeliveries = (
  db: Db,
  { webhook, now, limit }: { webhook: string; now: string; limit: number },
): Promise<Delivery[]> =>
  db
    .selectFrom("webhookDelivery")
    .selectAll()
    .where("state", "=", "waiting")
    .where("nextAt", "<=", now)
    .where("webhookId", "=", webhook)
    .orderBy("nextAt")
    .orderBy("id")
    .limit(limit)
    .execute();

/** Takes a delivery before others do, until `nextAt`. @returns whether it was to be had */
export async function claimDelivery(
  db: Db,
  { webhookId, id, nextAt, attempts }: Pick<Delivery, "webhookId" | "id" | "nextAt" | "attempts">,
  claim: Pick<Delivery, "nextAt" | "triedAt">,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("webhookDelivery")
    .set({ ...claim, attempts: attempts + 1 })
    .where("webhookId", "=", webhookId)
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .where("nextAt", "=", nextAt)
    .where("attempts", "=", attempts)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function updateDelivery(
  db: Db,
  { webhookId, id }: Pick<Delivery, "webhookId" | "id">,
  changes: Partial<Pick<Delivery, "state" | "nextAt" | "status" | "reason">>,
): Promise<void> {
  await db
    .updateTable("webhookDelivery")
    .set(changes)
    .where("webhookId", "=", webhookId)
    .where("id", "=", id)
    .execute();
}

/** Deletes deliveries that ended, of what happened before a time, and those whose webhook was removed meanwhile. */
export async function deleteOldDeliveries(db: Db, before: string): Promise<void> {
  await db
    .deleteFrom("webhookDelivery")
    .where(({ or, and, not, eb, exists, selectFrom }) =>
      or([
        and([eb("state", "!=", "waiting"), eb("at", "<", before)]),
        not(
          exists(
            selectFrom("webhook")
              .select("webhook.id")
              .whereRef("webhook.id", "=", "webhookDelivery.webhookId"),
          ),
        ),
      ]),
    )
    .execute();
}
