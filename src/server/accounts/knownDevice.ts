import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isHttps } from "./auth.ts";

const yearOfSeconds = 365 * 24 * 3600;

export type KnownDevices = ReturnType<typeof createKnownDevices>;

/**
 * Remembers in a signed cookie that somebody has signed in to an account from a browser. Guessing elsewhere
 * can then not keep them out: their tries are counted separately. The cookie grants nothing.
 */
export function createKnownDevices({ secret, publicUrl }: { secret: string; publicUrl: string | undefined }) {
  const sign = (text: string) => createHmac("sha256", secret).update(`device\n${text}`).digest("base64url");
  const nameFor = (email: string) => `multilabelfy-device-${sign(email).slice(0, 12)}`;

  /** The device's id if it is known for an account; otherwise undefined. */
  function find({ headers }: FastifyRequest, email: string): string | undefined {
    const name = nameFor(email);
    for (const pair of headers.cookie?.split(/; */) ?? []) {
      const [key, device = "", signature = ""] = pair.split(/[=.]/);
      if (key !== name) continue;
      const expected = sign(`${email}\n${device}`);
      if (
        signature.length === expected.length &&
        timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
      )
        return device;
    }
    return undefined;
  }

  function remember(request: FastifyRequest, reply: FastifyReply, email: string): void {
    const device = find(request, email) ?? randomBytes(12).toString("base64url");
    const flags = `Path=/api/auth; Max-Age=${yearOfSeconds}; HttpOnly; SameSite=Strict`;
    const value = `${device}.${sign(`${email}\n${device}`)}`;
    reply.header("set-cookie", `${nameFor(email)}=${value}; ${flags}${isHttps(publicUrl) ? "; Secure" : ""}`);
  }

  return { find, remember };
}
