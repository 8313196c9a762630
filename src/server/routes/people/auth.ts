import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { followNewPassword } from "../../../actions/people/secondFactors.ts";
import { endpoint } from "../../../contract/endpoint.ts";
import { email as invitationEmail, personName } from "../../../contract/people/invitation.ts";
import { passwordLength } from "../../../contract/people/password.ts";
import { asked, passCookies } from "../../accounts/askLibrary.ts";
import { checkPassword } from "../../accounts/checkPassword.ts";
import { findSession, noteConfirmed } from "../../accounts/confirmation.ts";
import { makeFirstPerson } from "../../accounts/firstPerson.ts";
import { createGuesses } from "../../accounts/guesses.ts";
import { hashSurely } from "../../accounts/hashInTurn.ts";
import { createKnownDevices } from "../../accounts/knownDevice.ts";
import { registerInvited } from "../../accounts/registerInvited.ts";
import { usePasswordLink } from "../../accounts/usePasswordLink.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";
import { secondFactorRoutes } from "./secondFactor.ts";
import { signInFurtherRoutes } from "./signInFurther.ts";

const email = z.string().trim().toLowerCase().max(254);
const password = z.string().min(1).max(passwordLength.max);
const newPassword = z
  .string()
  .min(passwordLength.min, `it has at least ${passwordLength.min} characters`)
  .max(passwordLength.max, `it has at most ${passwordLength.max} characters`);
const done = z.strictObject({});

export const signIn = endpoint({
  name: "signIn",
  method: "POST",
  path: "/api/auth/sign-in/email",
  summary: "Sign in: the session is in a cookie, unless a code is asked for",
  body: z.strictObject({ email, password }),
  reply: z.strictObject({ needsCode: z.boolean() }),
});

export const signOut = endpoint({
  name: "signOut",
  method: "POST",
  path: "/api/auth/sign-out",
  summary: "End the session",
  body: z.strictObject({}).nullish(),
  reply: done,
});

export const resetPassword = endpoint({
  name: "resetPassword",
  method: "POST",
  path: "/api/auth/reset-password",
  summary: "Set a password with a one-time link's token",
  body: z.strictObject({ token: z.string().min(1).max(128), newPassword }),
  reply: done,
});

export const register = endpoint({
  name: "register",
  method: "POST",
  path: "/api/auth/register",
  summary: "Make an account with an invitation's token, and sign in",
  body: z.strictObject({
    token: z.string().min(1).max(128),
    name: personName,
    /** If the invitation names none. */
    email: invitationEmail.nullable().default(null),
    password: newPassword,
  }),
  reply: done,
});

export const registerFirst = endpoint({
  name: "registerFirst",
  method: "POST",
  path: "/api/auth/register-first",
  summary: "Make the first account with the link that the server prints, and sign in",
  body: z.strictObject({
    token: z.string().min(1).max(128),
    name: personName,
    email: invitationEmail,
    password: newPassword,
  }),
  reply: done,
});

export const confirmPassword = endpoint({
  name: "confirmPassword",
  method: "POST",
  path: "/api/auth/confirm-password",
  summary: "Give the password again, before what concerns rights or cannot be undone",
  body: z.strictObject({ password }),
  reply: done,
});

export const changePassword = endpoint({
  name: "changePassword",
  method: "POST",
  path: "/api/auth/change-password",
  summary: "Change the password, and sign out everywhere else",
  body: z.strictObject({ currentPassword: password, newPassword }),
  reply: done,
});

/** The only routes to the accounts library. None of them reveals a token, a hash, or whether an account exists. */
export function authRoutes(app: FastifyInstance, services: Services): void {
  const { api } = services.auth;
  const devices = createKnownDevices(services);
  const guesses = createGuesses(devices, services.ctx.db);
  const { guess, guessPassword } = guesses;
  /** Signs in somebody whose account was just created. */
  async function letIn(
    request: FastifyRequest,
    reply: FastifyReply,
    { email, password }: { email: string; password: string },
  ) {
    const signedIn = await api.signInEmail({ body: { email, password }, ...asked(request) });
    passCookies(reply, signedIn);
    devices.remember(request, reply, email);
    return {};
  }

  registerEndpoint(app, services, signIn, {
    access: "anyone",
    handler: async ({ body, request, reply }) => {
      const signedIn = await guessPassword(request, body.email, () =>
        api.signInEmail({ body, ...asked(request) }),
      );
      passCookies(reply, signedIn);
      const needsCode = "twoFactorRedirect" in signedIn.response;
      if (needsCode) request.logged = "code-asked";
      else devices.remember(request, reply, body.email);
      return { needsCode };
    },
  });
  signInFurtherRoutes(app, services, { devices, guesses });
  secondFactorRoutes(app, services, guesses);

  registerEndpoint(app, services, signOut, {
    access: "anyone",
    handler: async ({ request, reply }) => {
      // The library reports a sign-out even if it failed.
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
    handler: ({ body, request, reply }) =>
      hashSurely(async () => {
        const email = await guess(request, "invitation", () =>
          registerInvited({ ...services.ctx, auth: services.auth }, body),
        );
        return letIn(request, reply, { email, password: body.password });
      }),
  });

  registerEndpoint(app, services, registerFirst, {
    access: "anyone",
    handler: ({ body, request, reply }) =>
      hashSurely(async () => {
        const { ctx, auth, secret } = services;
        await guess(request, "first", () => makeFirstPerson({ ...ctx, auth, secret }, body));
        return letIn(request, reply, body);
      }),
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
      const { id: person, proof } = request.person!;
      await followNewPassword(services.ctx, { person, token: changed.response.token, proof });
      return passCookies(reply, changed);
    },
  });
}
