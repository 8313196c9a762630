import type { Context } from "../actions/context.ts";
import { sendDeliveries } from "../actions/webhooks/sendDeliveries.ts";
import { storageFailure } from "../db/sql/storageFailure.ts";
import { deleteOldDeliveries, listDueWebhooks, type Webhook } from "../db/webhooks.ts";
import type { Outside } from "../files/remote/askOutside.ts";

const lookEvery = 2_000;
const hour = 3_600_000;
const keptFor = 30 * 24 * hour;

export type WebhookSender = ReturnType<typeof createWebhookSender>;

/**
 * Delivers webhook messages as long as the server runs: a slow receiver keeps no other waiting. What
 * happened while no server ran is sent when one starts.
 */
export function createWebhookSender(
  ctx: Pick<Context, "db" | "now" | "address">,
  {
    installation,
    outside,
    log,
    every = lookEvery,
  }: { installation: string; outside: Outside; log: (failure: unknown) => void; every?: number },
) {
  const closing = new AbortController();
  const { signal } = closing;
  /** By webhook. */
  const underWay = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let tidiedAt = 0;
  /** When the database is back, the next look finds what was due: nobody has to do anything. */
  const tell = (error: unknown) => {
    if (storageFailure(error, ctx.address)?.code !== "unavailable") log(error);
  };

  async function look(): Promise<void> {
    const now = ctx.now();
    for (const webhook of await listDueWebhooks(ctx.db, now.toISOString())) begin(webhook);
    if (now.getTime() - tidiedAt < hour) return;
    tidiedAt = now.getTime();
    await deleteOldDeliveries(ctx.db, new Date(tidiedAt - keptFor).toISOString());
  }

  function begin(webhook: Webhook): void {
    if (underWay.has(webhook.id) || signal.aborted) return;
    const sending = sendDeliveries(ctx, webhook, { installation, outside, signal })
      .catch(tell)
      .finally(() => underWay.delete(webhook.id));
    underWay.set(webhook.id, sending);
  }

  /** Looks now, because there is something to send. */
  function wake(): void {
    if (signal.aborted) return;
    looking ??= look()
      .catch(tell)
      .finally(() => {
        looking = undefined;
      });
  }

  function start(): void {
    wake();
    timer = setInterval(wake, every);
  }

  async function close(): Promise<void> {
    closing.abort();
    clearInterval(timer);
    await looking;
    await Promise.all(underWay.values());
  }

  return { outside, start, wake, close };
}
