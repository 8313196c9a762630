/** Events that other programs can be notified of. */
export const webhookEvents = ["image.agreed", "image.refined", "release.created", "job.ended"] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** What a delivery is about; a test reports no event. */
export type DeliveryEvent = WebhookEvent | "webhook.test";

/** A delivery that waits for its time, one that was accepted, and one that is not retried. */
export const deliveryStates = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const [second, minute, hour] = [1000, 60_000, 3_600_000];

/** Milliseconds from each attempt to the next one: a day and a half in all. */
const pauses = [5 * second, minute, 5 * minute, 30 * minute, 2 * hour, 8 * hour, 24 * hour] as const;

/** How long a delivery waits after this many failed attempts; null: it is not retried. */
export const pauseAfter = (attempts: number): number | null => pauses[attempts - 1] ?? null;
