import { createHash } from "node:crypto";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import type { Context } from "../../actions/context.ts";
import { passwordLength } from "../../contract/password.ts";
import { hasLeftAll } from "../../db/people/membership.ts";
import { newId } from "../../db/sql/newId.ts";
import { readSecret } from "../secret.ts";
import { passwordsInTurn } from "./hashInTurn.ts";
import { checkInvited, comesFromProvider, type SsoSettings, ssoPlugin, ssoProvider } from "./singleSignOn.ts";

const day = 24 * 3600;
/** Seconds after which somebody who did not come back signs in again. */
const sessionLength = 30 * day;
/** A session in use is prolonged once so many seconds of it are over. */
const prolongedAfter = day;

/** Whether a session that ends then is over, or is to be prolonged where it is used. */
export const isDueToBeProlonged = (expiresAt: Date): boolean =>
  expiresAt.getTime() - (sessionLength - prolongedAfter) * 1000 <= Date.now();

export type Auth = ReturnType<typeof createAuth>;

/**
 * Accounts and sessions. The library is called by the routes in routes/auth.ts only: its own HTTP handler, with its
 * many doors, is not mounted.
 *
 * @param publicUrl the address that people type, where it differs from the one served
 * @param sso the provider of single sign-on, where there is one
 */
export function createAuth(
  { db, dialect, dataFolder, now }: Pick<Context, "db" | "dialect" | "dataFolder" | "now">,
  publicUrl?: string,
  sso?: SsoSettings,
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
      password: passwordsInTurn(),
    },
    session: { expiresIn: sessionLength, updateAge: prolongedAfter },
    plugins: [ssoPlugin(sso)],
    // The provider must vouch for the address; ours need not: see the hook below.
    account: { accountLinking: { requireLocalEmailVerified: false } },
    databaseHooks: {
      user: {
        create: {
          before: async (user, request) => {
            if (comesFromProvider(request?.path)) await checkInvited({ db, now }, user);
          },
        },
      },
      account: {
        create: {
          before: async ({ providerId, userId }) => {
            if (providerId === ssoProvider) await endUnprovedPassword(db, userId);
          },
        },
      },
      session: {
        create: {
          before: async ({ userId }) => {
            if (await hasLeftAll(db, userId)) throw new APIError("FORBIDDEN", { code: "ACCESS_ENDED" });
          },
        },
      },
    },
    // A one-time link opens an account: whoever reads the database finds only its hash.
    verification: { storeIdentifier: "hashed" },
    advanced: {
      // Cookies are shared by all ports of a host: two installations side by side must not sign each other out.
      cookiePrefix: `multilabelfy-${createHash("sha256").update(secret).digest("hex").slice(0, 8)}`,
      defaultCookieAttributes: { sameSite: "strict" },
      // It must come along when the provider sends the person back.
      cookies: { state: { attributes: { sameSite: "lax" } } },
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

/**
 * An address that nobody proved may be another's: whoever set its password would share the account with the person for
 * whom the provider vouches. So that password ends, and its sessions.
 */
async function endUnprovedPassword(db: Context["db"], person: string): Promise<void> {
  const { emailVerified } = await db
    .selectFrom("person")
    .select("emailVerified")
    .where("id", "=", person)
    .executeTakeFirstOrThrow();
  if (emailVerified) return;
  await db
    .deleteFrom("account")
    .where("userId", "=", person)
    .where("providerId", "=", "credential")
    .execute();
  await db.deleteFrom("session").where("userId", "=", person).execute();
}
