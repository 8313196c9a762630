import { createHmac } from "node:crypto";

/**
 * The headers of a message, by the Standard Webhooks specification: HMAC-SHA256 over id, time and body.
 *
 * @param secret "whsec_" and the key as base64
 */
export function signMessage(
  secret: string,
  { id, at, body }: { id: string; at: Date; body: string },
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const seconds = Math.floor(at.getTime() / 1000);
  const signature = createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"))
    .update(`${id}.${seconds}.${body}`)
    .digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": `v1,${signature}` };
}
