import { createHash, hkdfSync } from "node:crypto";

/**
 * The secret that signs a webhook's messages. It is derived from the installation's own secret, so that neither a
 * database nor its backup holds anything that others could sign with.
 */
export function webhookSecret(installation: string, webhook: string): { secret: string; mark: string } {
  const key = Buffer.from(hkdfSync("sha256", Buffer.from(installation, "hex"), "", `webhook ${webhook}`, 32));
  return { secret: `whsec_${key.toString("base64")}`, mark: createHash("sha256").update(key).digest("hex") };
}
