import { createHash, hkdfSync } from "node:crypto";

/**
 * What a webhook's messages are signed with. It follows from the installation's own secret, so that neither a database
 * nor a backup of it holds anything by which others could sign.
 */
export function webhookSecret(installation: string, webhook: string): { secret: string; mark: string } {
  const key = Buffer.from(hkdfSync("sha256", Buffer.from(installation, "hex"), "", `webhook ${webhook}`, 32));
  return { secret: `whsec_${key.toString("base64")}`, mark: createHash("sha256").update(key).digest("hex") };
}
