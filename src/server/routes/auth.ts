import { APIError } from "better-auth/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { endpoint } from "../../contract/endpoint.ts";
import { Failure } from "../../contract/failure.ts";
import { email as invitationEmail, personName } from "../../contract/invitation.ts";
import { passwordLength } from "../auth.ts";
import { registerEndpoint } from "../registerEndpoint.ts";
import { registerInvited } from "../registerInvited.ts";
import type { Services } from "../services.ts";
import { createTryLimit } from "../tryLimit.ts";

const minute = 60_000;
/** Failed tries a minute: of one account from one address, and of one address at whatever accounts and links. */
const tries = { account: 10, address: 100 };

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
  const byAccount = createTryLimit({ most: tries.account, periodMs: minute });
  const byAddress = createTryLimit({ most: tries.address, periodMs: minute });
  /** Runs what checks a secret, throttled by the address it comes from and by whom it is about. */
  const guess = <T>({ ip }: FastifyRequest, about: string, check: () => Promise<T>) =>
    byAddress(ip, () => byAccount(`${ip} ${about}`, () => explain(check)));

  registerEndpoint(app, services, signIn, {
    access: "anyone",
    handler: async ({ body, request, reply }) =>
      passCookies(
        reply,
        await guess(request, body.email, () => api.signInEmail({ body, ...asked(request) })),
      ),
  });

  registerEndpoint(app, services, signOut, {
    access: "anyone",
    handler: async ({ request, reply }) => passCookies(reply, await api.signOut(asked(request))),
  });

  registerEndpoint(app, services, resetPassword, {
    access: "anyone",
    handler: async ({ body, request, reply }) =>
      passCookies(reply, await guess(request, "link", () => api.resetPassword({ body, ...asked(request) }))),
  });

  registerEndpoint(app, services, register, {
    access: "anyone",
    handler: async ({ body, request, reply }) => {
      const email = await guess(request, "invitation", () =>
        registerInvited({ ...services.ctx, auth: services.auth }, body),
      );
      const signedIn = await api.signInEmail({ body: { email, password: body.password }, ...asked(request) });
      return passCookies(reply, signedIn);
    },
  });

  registerEndpoint(app, services, changePassword, {
    access: "person",
    handler: async ({ body, person, request, reply }) =>
      passCookies(
        reply,
        await guess(request, person, () =>
          api.changePassword({ body: { ...body, revokeOtherSessions: true }, ...asked(request) }),
        ),
      ),
  });
}

interface Answer {
  headers: Headers;
}

const asked = (request: FastifyRequest) => ({
  headers: new Headers(request.headers.cookie ? { cookie: request.headers.cookie } : {}),
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
  INVALID_TOKEN: () =>
    new Failure(
      "not-found",
      "This link was used before or is too old. Ask the project's lead for a new one.",
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
