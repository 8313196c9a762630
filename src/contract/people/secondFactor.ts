import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";
import { passwordLength } from "./password.ts";

/**
 * By what a session was opened: a password alone; a password and a code; a passkey; or the provider of single sign-on,
 * which answers for its own second factor.
 */
export const proofs = ["password", "code", "passkey", "provider"] as const;
export type Proof = (typeof proofs)[number];

/** Who must use a second factor: leads, or whoever has a role in a project. */
export const secondFactorRules = ["leads", "everyone"] as const;
export type SecondFactorRule = (typeof secondFactorRules)[number];

const password = z.string().min(1).max(passwordLength.max);
const done = z.strictObject({});
/** What the server tells a browser about a passkey to create or use (WebAuthn). */
export const passkeyOptions = z.record(z.string(), z.unknown());
/** A browser's answer, which the accounts library reads and checks. */
export const passkeyAnswer = z.looseObject({
  id: z.string().min(1).max(1400),
  rawId: z.string().min(1).max(1400),
  type: z.literal("public-key"),
  response: z.looseObject({}),
  clientExtensionResults: z.looseObject({}),
});
const passkeyName = z.string().trim().min(1).max(60);
const backupCodes = z.array(z.string());

export const getSecondFactors = endpoint({
  name: "getSecondFactors",
  method: "GET",
  path: "/api/account/second-factor",
  summary: "The second factors of the person signed in",
  reply: z.strictObject({
    /** An app makes codes that are asked for after the password. */
    app: z.boolean(),
    /** That can still be used, each once; 0 without an app. */
    backupCodes: z.int(),
    passkeys: z.array(z.strictObject({ id, name: z.string(), createdAt: z.iso.datetime() })),
    /** Whether the account has a password: codes are asked for after one, so without one no app is needed. */
    hasPassword: z.boolean(),
    /** Whether this session was opened without the existing second factor, and so may not change it. */
    isLocked: z.boolean(),
  }),
});
export type SecondFactors = z.infer<typeof getSecondFactors.reply>;

export const startApp = endpoint({
  name: "startApp",
  method: "POST",
  path: "/api/account/second-factor/app",
  summary: "A secret for an app that makes codes, which asks for nothing before one of its codes was given",
  body: z.strictObject({ password }),
  reply: z.strictObject({
    /** otpauth://, for a QR code. */
    uri: z.string(),
    /** In base 32, to type. */
    secret: z.string(),
  }),
});

export const confirmApp = endpoint({
  name: "confirmApp",
  method: "POST",
  path: "/api/account/second-factor/app/confirm",
  summary: "Ask for codes at sign-in from now on, once the app made a right one",
  body: z.strictObject({ code: z.string().min(1).max(40) }),
  reply: z.strictObject({ backupCodes }),
});

export const renewBackupCodes = endpoint({
  name: "renewBackupCodes",
  method: "POST",
  path: "/api/account/second-factor/backup-codes",
  summary: "New backup codes; the old ones end",
  body: z.strictObject({ password }),
  reply: z.strictObject({ backupCodes }),
});

export const removeApp = endpoint({
  name: "removeApp",
  method: "POST",
  path: "/api/account/second-factor/app/remove",
  summary: "Ask for no codes at sign-in any more",
  body: z.strictObject({ password }),
  reply: done,
});

export const startPasskey = endpoint({
  name: "startPasskey",
  method: "POST",
  path: "/api/account/passkeys/options",
  summary: "What a browser needs to make a passkey",
  body: z.strictObject({}).nullish(),
  reply: passkeyOptions,
});

export const addPasskey = endpoint({
  name: "addPasskey",
  method: "POST",
  path: "/api/account/passkeys",
  summary: "Take a passkey that a browser made",
  body: z.strictObject({ name: passkeyName, response: passkeyAnswer }),
  reply: done,
});

export const removePasskey = endpoint({
  name: "removePasskey",
  method: "DELETE",
  path: "/api/account/passkeys/:passkey",
  summary: "Remove a passkey",
  params: z.strictObject({ passkey: id }),
  reply: done,
});
