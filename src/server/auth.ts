import { createHash } from "node:crypto";
import { betterAuth } from "better-auth";
import type { Context } from "../actions/context.ts";
import { newId } from "../db/newId.ts";
import { readSecret } from "./secret.ts";

/** Characters. */
export const passwordLength = { min: 8, max: 128 };

const day = 24 * 3600;
/** Seconds after which somebody who did not come back signs in again. */
const sessionLength = 30 * day;

export type Auth = ReturnType<typeof createAuth>;

/**
 * Accounts and sessions. The library is called by the routes in routes/auth.ts only: its own HTTP handler, with its
 * many doors, is not mounted.
 *
 * @param publicUrl the address that people type, where it differs from the one served
 */
export function createAuth(
  { db, dialect, dataFolder }: Pick<Context, "db" | "dialect" | "dataFolder">,
  publicUrl?: string,
) {
  const secret = readSecret(dataFolder);
  return betterAuth({
    baseURL: publicUrl ?? "http://localhost",
    basePath: "/api/auth",
    secret,
    database: { db, type: dialect },
    user: { modelName: "person" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
      // Earlier links to the same account end with the one that was used.
      onPasswordReset: async ({ user }) => {
        await db.deleteFrom("verification").where("value", "=", user.id).execute();
      },
    },
    session: { expiresIn: sessionLength, updateAge: day },
    // A one-time link opens an account: whoever reads the database finds only its hash.
    verification: { storeIdentifier: "hashed" },
    advanced: {
      // Cookies are shared by all ports of a host: two installations side by side must not sign each other out.
      cookiePrefix: `multilabelfy-${createHash("sha256").update(secret).digest("hex").slice(0, 8)}`,
      defaultCookieAttributes: { sameSite: "strict" },
      useSecureCookies: isHttps(publicUrl),
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
    },
    // It throttles by address alone, and counts people who know their password: see tryLimit.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // What goes wrong is thrown, and logged once, by errorResponse.ts.
    logger: { disabled: true },
  });
}

export const isHttps = (publicUrl: string | undefined) => publicUrl?.startsWith("https:") ?? false;
