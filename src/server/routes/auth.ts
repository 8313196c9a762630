import { APIError } from "better-auth/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { endpoint } from "../../contract/endpoint.ts";
import { Failure } from "../../contract/failure.ts";
import { email as invitationEmail, personName } from "../../contract/invitation.ts";
import { passwordLength } from "../../contract/password.ts";
import { endPasswordLinks } from "../../db/people/passwordLink.ts";
import { checkPassword } from "../accounts/checkPassword.ts";
import { findSession, noteConfirmed } from "../accounts/confirmation.ts";
import { hashFirst, hashSurely } from "../accounts/hashInTurn.ts";
import { createKnownDevices } from "../accounts/knownDevice.ts";
import { registerInvited } from "../accounts/registerInvited.ts";
import { createTryLimit } from "../accounts/tryLimit.ts";
import { usePasswordLink } from "../accounts/usePasswordLink.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Failed tries of one account from one address or known device, and of one address at whatever accounts and links. */
const perMinute = { account: 10, address: 100 };
/** Failed tries at one account, from whatever addresses together; of each known device by itself. */
const perHour = 100;

const email = z.string().trim().toLowerCase().max(254);
const password = z.string().min(1).max(passwordLength.max);
const newPassword = z
  .string()
  .min(passwordLength.min, `it has at least ${passwordLength.min} characters`)
  .max(passwordLength.max, `it has at most ${passwordLength.max} characters`);
const done = z.strictObject({});

export const signIn = endpoint({
  method: "POST",
  path: "/api/auth/sign-in/email",
  summary: "Sign in: the session is in a cookie",
  body: z.strictObject({ email, password }),
  reply: done,
});

export const signOut = endpoint({
  method: "POST",
  path: "/api/auth/sign-out",
  summary: "End the session",
  body: z.strictObject({}).nullish(),
  reply: done,
});

export const resetPassword = endpoint({
  method: "POST",
  path: "/api/auth/reset-password",
  summary: "Set a password with a one-time link's token",
  body: z.strictObject({ token: z.string().min(1).max(128), newPassword }),
  reply: done,
});

export const register = endpoint({
  method: "POST",
  path: "/api/auth/register",
  summary: "Make an account with an invitation's token, and sign in",
  body: z.strictObject({
    token: z.string().min(1).max(128),
    name: personName,
    /** Where the invitation names none. */
    email: invitationEmail.nullable().default(null),
    password: newPassword,
  }),
  reply: done,
});

export const confirmPassword = endpoint({
  method: "POST",
  path: "/api/auth/confirm-password",
  summary: "Give the password again, before what concerns rights or cannot be undone",
  body: z.strictObject({ password }),
  reply: done,
});

export const changePassword = endpoint({
  method: "POST",
  path: "/api/auth/change-password",
  summary: "Change the password, and sign out everywhere else",
  body: z.strictObject({ currentPassword: password, newPassword }),
  reply: done,
});

/** The only doors to the accounts library. None of them answers a token, a hash, or whether an account exists. */
export function authRoutes(app: FastifyInstance, services: Services): void {
  const { api } = services.auth;
  const devices = createKnownDevices(services);
  const byAccount = createTryLimit({ most: perMinute.account, periodMs: minute });
  const byAddress = createTryLimit({ most: perMinute.address, periodMs: minute });
  const byHour = createTryLimit({ most: perHour, periodMs: hour });
  /** Runs what checks a secret, throttled by the address it comes from and by whom it is about. */
  const guess = <T>(request: FastifyRequest, about: string, check: () => Promise<T>) => {
    const from = addressOf(request);
    return byAddress(from, () => byAccount(`${from} ${about}`, () => explain(check)));
  };
  /** The same at an account's password. Where its person is known, no one else's tries count, and theirs come first. */
  const guessPassword = <T>(request: FastifyRequest, email: string, check: () => Promise<T>) => {
    const device = request.person ? request.person.id : devices.find(request, email);
    if (device === undefined) return guess(request, email, () => byHour(email, () => explain(check)));
    const who = `known ${device}`;
    return hashFirst(() => byAccount(who, () => byHour(who, () => explain(check))));
  };

  registerEndpoint(app, services, signIn, {
    access: "anyone",
    handler: async ({ body, request, reply }) => {
      const signedIn = await guessPassword(request, body.email, () =>
        api.signInEmail({ body, ...asked(request) }),
      );
      passCookies(reply, signedIn);
      devices.remember(request, reply, body.email);
      return {};
    },
  });

  registerEndpoint(app, services, signOut, {
    access: "anyone",
    handler: async ({ request, reply }) => {
      // The library says that it signed out also where it could not.
      const session = await findSession(services.auth, request);
      if (session) await services.ended.end(session.id);
      return passCookies(reply, await api.signOut(asked(request)));
    },
  });

  registerEndpoint(app, services, resetPassword, {
    access: "anyone",
    handler: async ({ body, request }) => {
      request.concerns = await guess(request, "link", () =>
        usePasswordLink({ ...services.ctx, auth: services.auth }, body),
      );
      return {};
    },
  });

  registerEndpoint(app, services, register, {
    access: "anyone",
    handler: async ({ body, request, reply }) => {
      const { password } = body;
      return hashSurely(async () => {
        const email = await guess(request, "invitation", () =>
          registerInvited({ ...services.ctx, auth: services.auth }, body),
        );
        const signedIn = await api.signInEmail({ body: { email, password }, ...asked(request) });
        passCookies(reply, signedIn);
        devices.remember(request, reply, email);
        return {};
      });
    },
  });

  registerEndpoint(app, services, confirmPassword, {
    access: "person",
    handler: async ({ body, request }) => {
      await guessPassword(request, request.person!.email, () =>
        api.verifyPassword({ body, headers: asked(request).headers }),
      );
      await noteConfirmed(services.ctx, services.auth, request);
      return {};
    },
  });

  registerEndpoint(app, services, changePassword, {
    access: "person",
    handler: async ({ body, request, reply }) => {
      const { email, name } = request.person!;
      await checkPassword(body.newPassword, [email, name]);
      const changed = await guessPassword(request, email, () =>
        api.changePassword({ body: { ...body, revokeOtherSessions: true }, ...asked(request) }),
      );
      await endPasswordLinks(services.ctx.db, request.person!.id);
      return passCookies(reply, changed);
    },
  });
}

/** Where a request comes from. Whoever has one IPv6 address has all of its network. */
const addressOf = ({ ip }: FastifyRequest) => (ip.includes(":") ? networkOf(ip) : ip);

function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const [start = "", end] = ip.split("::");
  const [first, last] = [start, end ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const gap = end === undefined ? 0 : Math.max(0, 8 - first!.length - last!.length);
  return [...first!, ...Array<string>(gap).fill("0"), ...last!].slice(0, 4).join(":");
}

interface Answer {
  headers: Headers;
}

const asked = (request: FastifyRequest) => ({
  headers: new Headers(
    Object.entries({
      cookie: request.headers.cookie ?? "",
      // By it people know their sessions apart.
      "user-agent": request.headers["user-agent"] ?? "",
    }).filter(([, value]) => value !== ""),
  ),
  returnHeaders: true as const,
});

function passCookies(reply: FastifyReply, { headers }: Answer) {
  for (const cookie of headers.getSetCookie()) reply.header("set-cookie", cookie);
  return {};
}

const failures: Record<string, () => Failure> = {
  INVALID_EMAIL: () => new Failure("wrong-login", "That e-mail and password do not match."),
  INVALID_EMAIL_OR_PASSWORD: () => new Failure("wrong-login", "That e-mail and password do not match."),
  INVALID_PASSWORD: () => new Failure("wrong-login", "The current password is not right."),
  ACCESS_ENDED: () =>
    new Failure(
      "forbidden",
      "Your access was ended by the lead of your project. What you submitted is kept. Ask them if this is a mistake.",
    ),
};

async function explain<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const code = error instanceof APIError ? error.body?.code : undefined;
    throw failures[code ?? ""]?.() ?? error;
  }
}
