import { createHash } from "node:crypto";
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Context } from "../../actions/context.ts";
import { passwordLength } from "../../contract/people/password.ts";
import type { Proof } from "../../contract/people/secondFactor.ts";
import { hasLeftAll } from "../../db/people/membership.ts";
import { newId } from "../../db/sql/newId.ts";
import { readSecret } from "../secret.ts";
import { passwordsInTurn } from "./hashInTurn.ts";
import { checkInvited, comesFromProvider, type SsoSettings, ssoPlugin, ssoProvider } from "./singleSignOn.ts";

const day = 24 * 3600;
/** Seconds of absence after which somebody must sign in again. */
const sessionLength = 30 * day;
/** A session in use is prolonged once it is this many seconds old. */
const prolongedAfter = day;

/** Whether a session with this end is over or due to be prolonged on use. */
export const isDueToBeProlonged = (expiresAt: Date): boolean =>
  expiresAt.getTime() - (sessionLength - prolongedAfter) * 1000 <= Date.now();

export type Auth = ReturnType<typeof createAuth>;

/**
 * Accounts and sessions. The library is called by the routes in routes/auth.ts only: its own HTTP handler, with its
 * many doors, is not mounted.
 *
 * @param publicUrl the address that people type, if it differs from the one served
 * @param sso the provider of single sign-on, if any
 */
export function createAuth(
  { db, dialect, now, ...place }: Pick<Context, "db" | "dialect" | "dataFolder" | "secret" | "now">,
  publicUrl?: string,
  sso?: SsoSettings,
) {
  const secret = readSecret(place);
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
    session: {
      expiresIn: sessionLength,
      updateAge: prolongedAfter,
      // Who must give a password again, and when, is decided by confirmation.ts.
      freshAge: 0,
      additionalFields: { proof: { type: "string", required: false, input: false } },
    },
    plugins: [ssoPlugin(sso), codesOfAnApp(publicUrl), passkeys(publicUrl)],
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
          before: async ({ userId }, request) => {
            if (await hasLeftAll(db, userId)) throw new APIError("FORBIDDEN", { code: "ACCESS_ENDED" });
            return { data: { proof: proofOf(request?.path) } };
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
      // It must be sent along when the provider redirects the person back.
      cookies: { state: { attributes: { sameSite: "lax" } } },
      useSecureCookies: isHttps(publicUrl),
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
    },
    // It throttles by address alone, and counts right passwords too: see tryLimit.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Errors are thrown, and logged once by errorResponse.ts.
    logger: { disabled: true },
  });
}

/** The proof by which a session was opened, told from the library's route. */
function proofOf(path: string | undefined): Proof {
  if (path?.startsWith("/two-factor/verify-")) return "code";
  if (path === "/passkey/verify-authentication") return "passkey";
  return comesFromProvider(path) ? "provider" : "password";
}

/** Codes made by an app (TOTP), and backup codes for people who lose it. */
function codesOfAnApp(publicUrl: string | undefined) {
  const host = publicUrl && new URL(publicUrl).host;
  return twoFactor({
    issuer: host ? `Multilabelfy (${host})` : "Multilabelfy",
    // It would let anyone who knows a password lock its owner out: see guesses.ts.
    accountLockout: { enabled: false },
  });
}

/** Keys on people's devices, which ask for a fingerprint, a face or a PIN and so are two factors in one. */
function passkeys(publicUrl: string | undefined) {
  const check = (isVerified: boolean | undefined) => {
    if (!isVerified) throw new APIError("BAD_REQUEST", { code: "PERSON_NOT_VERIFIED" });
  };
  return passkey({
    rpName: "Multilabelfy",
    // Without it, the page's own origin counts, which is this server's: see checkOrigin.ts.
    ...(publicUrl ? { origin: new URL(publicUrl).origin } : {}),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification: ({ verification }) => check(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: ({ verification }) => check(verification.authenticationInfo.userVerified),
    },
  });
}

export const isHttps = (publicUrl: string | undefined) => publicUrl?.startsWith("https:") ?? false;

/**
 * An unproved address may be somebody else's: whoever set its password would share the account with the person for
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
