import { z } from "zod";
import { deliveryStates, webhookEvents } from "../core/webhooks/webhookEvents.ts";
import { endpoint, id } from "./endpoint.ts";

const ofProject = z.strictObject({ project: id });
const ofWebhook = z.strictObject({ project: id, webhook: id });
const count = z.int().nonnegative();
const nothing = z.strictObject({});

const webhook = z.strictObject({
  id,
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  createdAt: z.iso.datetime(),
  /** Among the deliveries that are kept. */
  counts: z.strictObject({ waiting: count, delivered: count, failed: count }),
});
export type WebhookRow = z.infer<typeof webhook>;

const delivery = z.strictObject({
  /** The header `webhook-id` of the message. */
  id,
  event: z.enum([...webhookEvents, "webhook.test"]),
  at: z.iso.datetime(),
  state: z.enum(deliveryStates),
  attempts: count,
  /** null if it is not retried. */
  nextAt: z.iso.datetime().nullable(),
  triedAt: z.iso.datetime().nullable(),
  /** The receiver's last status; null if it did not answer. */
  status: z.int().nullable(),
  /** Why it did not answer; empty if it did. */
  reason: z.string(),
});
export type DeliveryRow = z.infer<typeof delivery>;

export const listWebhooks = endpoint({
  name: "listWebhooks",
  method: "GET",
  path: "/api/projects/:project/webhooks",
  summary: "The addresses that are told what happens in a project",
  params: ofProject,
  reply: z.strictObject({ webhooks: z.array(webhook) }),
});

export const createWebhook = endpoint({
  name: "createWebhook",
  method: "POST",
  path: "/api/projects/:project/webhooks",
  summary: "Have an address told what happens from now on; this reply alone shows the secret",
  params: ofProject,
  body: z.strictObject({
    url: z.string().trim().min(1).max(500),
    events: z
      .array(z.enum(webhookEvents))
      .min(1)
      .max(webhookEvents.length)
      .refine((events) => new Set(events).size === events.length, "each event stands once"),
  }),
  reply: z.strictObject({ id, secret: z.string() }),
});

export const removeWebhook = endpoint({
  name: "removeWebhook",
  method: "DELETE",
  path: "/api/projects/:project/webhooks/:webhook",
  summary: "Tell an address no more, and forget what it was told",
  params: ofWebhook,
  reply: nothing,
});

export const listDeliveries = endpoint({
  name: "listDeliveries",
  method: "GET",
  path: "/api/projects/:project/webhooks/:webhook/deliveries",
  summary: "What an address was told, or will be, the newest first; kept for 30 days",
  params: ofWebhook,
  query: z.strictObject({
    /** `before` of the previous page. */
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.strictObject({
    deliveries: z.array(delivery),
    /** Where the next page begins; null on the last. */
    before: id.nullable(),
  }),
});

export const testWebhook = endpoint({
  name: "testWebhook",
  method: "POST",
  path: "/api/projects/:project/webhooks/:webhook/test",
  summary: "Send an address a message that tells of nothing",
  params: ofWebhook,
  body: nothing,
  reply: nothing,
});

export const sendDeliveryAgain = endpoint({
  name: "sendDeliveryAgain",
  method: "POST",
  path: "/api/projects/:project/webhooks/:webhook/deliveries/:delivery/again",
  summary: "Send a message once more",
  params: z.strictObject({ project: id, webhook: id, delivery: id }),
  body: nothing,
  reply: nothing,
});
