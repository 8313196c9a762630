import { Failure } from "../../contract/failure.ts";
import { pauseAfter } from "../../core/webhooks/webhookEvents.ts";
import {
  claimDelivery,
  type Delivery,
  listDueDeliveries,
  updateDelivery,
  type Webhook,
} from "../../db/webhooks.ts";
import { askOutside, type Outside } from "../../files/remote/askOutside.ts";
import type { Context } from "../context.ts";
import { signMessage } from "./signMessage.ts";
import { webhookSecret } from "./webhookSecret.ts";

type Ctx = Pick<Context, "db" | "now">;

/** Parallel deliveries to one webhook. */
const atOnce = 4;
/** Milliseconds within which a receiver must answer. */
const patience = 10_000;
/** Milliseconds for which a taken delivery is reserved, after which its server is assumed to be dead. */
const claimFor = 60_000;
const maxReason = 200;
/** The status by which a receiver says that it wants no more. */
const gone = 410;

/**
 * Sends a webhook's due messages. Each is sent by one server at a time, and at least once: if the reply is lost, it is
 * sent again with the same id.
 */
export async function sendDeliveries(
  ctx: Ctx,
  webhook: Webhook,
  { installation, outside, signal }: { installation: string; outside: Outside; signal: AbortSignal },
): Promise<void> {
  const { secret, mark } = webhookSecret(installation, webhook.id);
  const isKnown = mark === webhook.secretMark;
  while (!signal.aborted) {
    const now = ctx.now().toISOString();
    const due = await listDueDeliveries(ctx.db, { webhook: webhook.id, now, limit: atOnce });
    if (due.length === 0) return;
    await Promise.all(due.map((delivery) => deliver(ctx, webhook, delivery)));
  }

  async function deliver({ db, now }: Ctx, { url }: Webhook, delivery: Delivery): Promise<void> {
    const at = now();
    const claim = { nextAt: new Date(at.getTime() + claimFor).toISOString(), triedAt: at.toISOString() };
    if (!(await claimDelivery(db, delivery, claim))) return;
    const attempts = delivery.attempts + 1;
    const answer = isKnown ? await send(url, delivery, at) : secretChanged;
    if (answer.status !== null && answer.status >= 200 && answer.status < 300) {
      await updateDelivery(db, delivery, { ...answer, state: "delivered" });
      return;
    }
    // An attempt ended by the server's stop says nothing about the receiver.
    if (signal.aborted && answer.status === null) return;
    const pause = answer.status === gone || !isKnown ? null : pauseAfter(attempts);
    const nextAt = new Date(now().getTime() + (pause ?? 0)).toISOString();
    await updateDelivery(db, delivery, { ...answer, nextAt, state: pause === null ? "failed" : "waiting" });
  }

  async function send(url: string, { id, event, at, dataJson }: Delivery, sentAt: Date): Promise<Answer> {
    const body = JSON.stringify({ type: event, timestamp: at, data: JSON.parse(dataJson) });
    try {
      const reply = await askOutside(outside, {
        url,
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": String(Buffer.byteLength(body)),
          "user-agent": "multilabelfy",
          ...signMessage(secret, { id, at: sentAt, body }),
        },
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      });
      // Only the status is needed, so the body is not read.
      reply.destroy();
      return { status: reply.statusCode ?? null, reason: "" };
    } catch (error) {
      return { status: null, reason: explain(error).slice(0, maxReason) };
    }
  }
}

type Answer = Pick<Delivery, "status" | "reason">;

const secretChanged: Answer = {
  status: null,
  reason: "The installation's secret has changed since this webhook was made. Make it anew.",
};

function explain(error: unknown): string {
  if (error instanceof Failure) return error.message;
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === "TimeoutError" || code === "ABORT_ERR")
    return `No answer came within ${patience / 1000} seconds.`;
  return code ?? message;
}
