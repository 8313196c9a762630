import { Failure } from "../../contract/failure.ts";
import type { DeliveryRow, WebhookRow } from "../../contract/webhooks.ts";
import type { WebhookEvent } from "../../core/webhooks/webhookEvents.ts";
import { newId } from "../../db/sql/newId.ts";
import { pageBefore } from "../../db/sql/pageBefore.ts";
import {
  countDeliveries,
  deleteWebhook,
  findWebhook,
  insertDelivery,
  insertWebhook,
  listWebhooks as list,
  listDeliveries as listPage,
  renewDelivery,
  type Webhook,
} from "../../db/webhooks.ts";
import { findOutside, type Outside } from "../../files/remote/askOutside.ts";
import type { Context } from "../context.ts";
import { webhookSecret } from "./webhookSecret.ts";

type Ctx = Pick<Context, "db" | "now">;

/** Each finished image is reported to all of them. */
const maxWebhooks = 10;

/**
 * Notifies an external program of what happens in a project from now on.
 *
 * @param input.installation the installation's secret
 * @returns the secret that signs messages, which is not shown again
 * @throws Failure `wrong-usage` where nothing may be sent to the address; `conflict` where the project has ten
 */
export async function createWebhook(
  { db, now }: Ctx,
  {
    project,
    url,
    events,
    person,
    installation,
    outside,
  }: {
    project: string;
    url: string;
    events: readonly WebhookEvent[];
    person: string;
    installation: string;
    outside: Outside;
  },
): Promise<{ id: string; secret: string }> {
  await findOutside(url, outside);
  if ((await list(db, project)).length >= maxWebhooks)
    throw new Failure("conflict", `This project has ${maxWebhooks} webhooks. Remove one that nobody needs.`);
  const id = newId();
  const { secret, mark } = webhookSecret(installation, id);
  await insertWebhook(db, {
    ...{ id, projectId: project, url, personId: person },
    ...{ eventsJson: JSON.stringify(events), secretMark: mark, createdAt: now().toISOString() },
  });
  return { id, secret };
}

/** A project's webhooks, oldest first, and the state of their deliveries. */
export async function listWebhooks(
  { db }: Pick<Ctx, "db">,
  { project }: { project: string },
): Promise<WebhookRow[]> {
  const rows: WebhookRow[] = [];
  for (const { id, url, eventsJson, createdAt } of await list(db, project))
    rows.push({ id, url, events: JSON.parse(eventsJson), createdAt, counts: await countDeliveries(db, id) });
  return rows;
}

export async function removeWebhook(
  { db }: Pick<Ctx, "db">,
  { project, webhook }: { project: string; webhook: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { id } = await getWebhook(transaction, project, webhook);
    await deleteWebhook(transaction, id);
  });
}

/** A page of a webhook's past and pending deliveries, newest first. */
export async function listDeliveries(
  { db }: Pick<Ctx, "db">,
  {
    project,
    webhook,
    ...asked
  }: { project: string; webhook: string; before?: string | undefined; limit: number },
): Promise<{ deliveries: DeliveryRow[]; before: string | null }> {
  const { id } = await getWebhook(db, project, webhook);
  const { page, before } = pageBefore(await listPage(db, id, asked), asked.limit);
  return {
    deliveries: page.map(({ webhookId, dataJson, nextAt, ...row }) => ({
      ...row,
      nextAt: row.state === "waiting" ? nextAt : null,
    })),
    before,
  };
}

/** Sends a test message, to see whether it arrives. */
export async function testWebhook(
  { db, now }: Ctx,
  { project, webhook }: { project: string; webhook: string },
): Promise<void> {
  const { id } = await getWebhook(db, project, webhook);
  const at = now().toISOString();
  await insertDelivery(db, { webhookId: id, event: "webhook.test", at, of: newId(), data: { project } });
}

/** @throws Failure `not-found` where the delivery was deleted, as old ones are */
export async function sendAgain(
  { db, now }: Ctx,
  { project, webhook, delivery }: { project: string; webhook: string; delivery: string },
): Promise<void> {
  const { id } = await getWebhook(db, project, webhook);
  if (!(await renewDelivery(db, { webhook: id, id: delivery, at: now().toISOString() })))
    throw new Failure("not-found", "This delivery is not kept any more.");
}

async function getWebhook(db: Context["db"], project: string, id: string): Promise<Webhook> {
  const found = await findWebhook(db, project, id);
  if (!found) throw new Failure("not-found", "This webhook was removed. Load the page again.");
  return found;
}
