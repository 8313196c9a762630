import { APIError } from "better-auth/api";
import type { FastifyRequest } from "fastify";
import { Failure } from "../../contract/failure.ts";
import { keepTries } from "../../db/people/failedTries.ts";
import type { Db } from "../../db/schema.ts";
import { hashFirst, hashFrom } from "./hashInTurn.ts";
import type { KnownDevices } from "./knownDevice.ts";
import { createTryLimit } from "./tryLimit.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Failed tries at one account from one address or known device, and from one address at any accounts and links. */
const perMinute = { account: 10, address: 100 };
/** Failed tries at one account's password from all addresses together; known devices are counted separately. */
const perHour = 100;
/** The same for codes, which have six digits, three of which are valid at any time. */
const codesPerHour = 10;

/** Limits how often secrets can be guessed, by anyone from anywhere. */
export function createGuesses(devices: KnownDevices, db: Db) {
  const byAccount = createTryLimit({ max: perMinute.account, periodMs: minute });
  const byAddress = createTryLimit({ max: perMinute.address, periodMs: minute });
  const kept = (kind: string) => keepTries(db, { kind, periodMs: hour });
  const byHour = createTryLimit({ max: perHour, periodMs: hour, store: kept("password") });
  const codesByHour = createTryLimit({ max: codesPerHour, periodMs: hour, store: kept("code") });

  /** Runs a check of a secret, throttled by its source address and by the account it concerns. */
  const guess = <T>(request: FastifyRequest, about: string, check: () => Promise<T>) => {
    const from = addressOf(request);
    return hashFrom(from, () => byAddress(from, () => byAccount(`${from} ${about}`, () => explain(check))));
  };

  /** The person who is signed in, or the device that is known for an account. */
  const findKnown = (request: FastifyRequest, email: string): string | undefined =>
    request.person ? request.person.id : devices.find(request, email);

  /** The same for an account's password. From a known device, nobody else's tries count, and these come first. */
  const guessPassword = <T>(request: FastifyRequest, email: string, check: () => Promise<T>) => {
    const device = findKnown(request, email);
    if (device === undefined) return guess(request, email, () => byHour(email, () => explain(check)));
    const who = `known ${device}`;
    return hashFirst(who, () => byAccount(who, () => byHour(who, () => explain(check))));
  };

  /** The same for an account's codes, once the password was right. */
  const guessCode = <T>(request: FastifyRequest, email: string, check: () => Promise<T>) => {
    const device = findKnown(request, email);
    if (device === undefined) return guess(request, email, () => codesByHour(email, () => explain(check)));
    return codesByHour(`known ${device}`, () => explain(check));
  };

  return { guess, guessPassword, guessCode };
}

export type Guesses = ReturnType<typeof createGuesses>;

/** Source address of a request. Whoever has one IPv6 address has its whole network. */
export const addressOf = ({ ip }: FastifyRequest) => (ip.includes(":") ? networkOf(ip) : ip);

function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const [start = "", end] = ip.split("::");
  const [first, last] = [start, end ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const gap = end === undefined ? 0 : Math.max(0, 8 - first!.length - last!.length);
  return [...first!, ...Array<string>(gap).fill("0"), ...last!].slice(0, 4).join(":");
}

const wrongPair = () => new Failure("wrong-login", "That e-mail and password do not match.");
const wrongCode = () =>
  new Failure(
    "wrong-code",
    "That code is not right, or was used before. Wait for the next one, and type that.",
  );
const startAgain = () =>
  new Failure("sign-in-again", "The code was not given in time. Sign in with your password again.");
const wrongKey = () =>
  new Failure("wrong-login", "That passkey does not open an account here. Use another, or your password.");

const failures: Record<string, () => Failure> = {
  INVALID_EMAIL: wrongPair,
  INVALID_EMAIL_OR_PASSWORD: wrongPair,
  INVALID_PASSWORD: () => new Failure("wrong-login", "The current password is not right."),
  ACCESS_ENDED: () =>
    new Failure(
      "forbidden",
      "Your access was ended by the lead of your project. What you submitted is kept. Ask them if this is a mistake.",
    ),
  INVALID_CODE: wrongCode,
  INVALID_BACKUP_CODE: wrongCode,
  CONFLICT: wrongCode,
  INVALID_TWO_FACTOR_COOKIE: startAgain,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () =>
    new Failure("sign-in-again", "Too many codes were wrong. Sign in with your password again."),
  TOTP_NOT_ENABLED: startAgain,
  BACKUP_CODES_NOT_ENABLED: startAgain,
  PASSKEY_NOT_FOUND: wrongKey,
  AUTHENTICATION_FAILED: wrongKey,
  CHALLENGE_NOT_FOUND: () => new Failure("wrong-login", "That took too long. Try again."),
  PERSON_NOT_VERIFIED: () =>
    new Failure(
      "wrong-login",
      "The passkey asked for no finger, face or PIN. Set one up for it, or use another.",
    ),
  FAILED_TO_VERIFY_REGISTRATION: () =>
    new Failure("bad-request", "This passkey cannot be used here. Try another."),
};

/** Calls the accounts library, and puts its refusals into our words. */
export async function explain<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const code = error instanceof APIError ? (error.body?.code ?? error.status) : undefined;
    throw failures[String(code)]?.() ?? error;
  }
}
