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

/** Deliveries to one webhook under way together. */
const atOnce = 4;
/** Milliseconds in which a receiver must answer. */
const patience = 10_000;
/** For so long nobody else takes a delivery that was taken: a server that is killed meanwhile sends it no more. */
const claimFor = 60_000;
const maxReason = 200;
/** A receiver that answers so wants no more of this. */
const gone = 410;

/**
 * Sends what a webhook is to be told by now. Each message goes to one server at a time, and at least once: where the
 * answer to one is lost, it comes again, with the id that it had.
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
    // Who stops the server has not asked the receiver anything.
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
      // What it says beside its status is not read: nobody here needs it.
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
