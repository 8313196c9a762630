import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { checkUnspent, findEmailOfSession, spendCode } from "../../../actions/people/secondFactors.ts";
import { endpoint } from "../../../contract/endpoint.ts";
import { Failure } from "../../../contract/failure.ts";
import { passkeyAnswer, passkeyOptions } from "../../../contract/people/secondFactor.ts";
import { asked, passCookies } from "../../accounts/askLibrary.ts";
import { explainUnreadable } from "../../accounts/explainUnreadable.ts";
import type { Guesses } from "../../accounts/guesses.ts";
import type { KnownDevices } from "../../accounts/knownDevice.ts";
import { findPendingSignIn } from "../../accounts/pendingSignIn.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

const done = z.strictObject({});

export const signInWithCode = endpoint({
  name: "signInWithCode",
  method: "POST",
  path: "/api/auth/sign-in/code",
  summary: "Give the code that a sign-in asked for: an app's, or a backup code",
  body: z.strictObject({ code: z.string().min(1).max(40) }),
  reply: done,
});

export const startPasskeySignIn = endpoint({
  name: "startPasskeySignIn",
  method: "POST",
  path: "/api/auth/passkey/options",
  summary: "What a browser needs to sign in with a passkey",
  body: z.strictObject({}).nullish(),
  reply: passkeyOptions,
});

export const signInWithPasskey = endpoint({
  name: "signInWithPasskey",
  method: "POST",
  path: "/api/auth/sign-in/passkey",
  summary: "Sign in with a passkey",
  body: z.strictObject({ response: passkeyAnswer }),
  reply: done,
});

/** An app's code, as people type it; anything else is a backup code. */
export const readAppCode = (text: string): string | undefined => /^\d{6}$/.exec(text.replace(/\s/g, ""))?.[0];

/** Signing in with more than a password, or something else. */
export function signInFurtherRoutes(
  app: FastifyInstance,
  services: Services,
  { devices, guesses }: { devices: KnownDevices; guesses: Guesses },
): void {
  const { ctx, auth } = services;
  const { api } = auth;

  registerEndpoint(app, services, signInWithCode, {
    access: "anyone",
    handler: async ({ body, request, reply }) => {
      const pending = await findPendingSignIn(auth, request);
      if (!pending)
        throw new Failure(
          "sign-in-again",
          "The code was not given in time. Sign in with your password again.",
        );
      const { person, cookie } = pending;
      request.concerns = person.id;
      const opened = await guesses.guessCode(request, person.email, () =>
        openByCode(person.id, body.code, asked(request, { cookie })),
      );
      passCookies(reply, opened);
      devices.remember(request, reply, person.email);
      return {};
    },
  });

  async function openByCode(person: string, text: string, how: ReturnType<typeof asked>) {
    const code = readAppCode(text);
    if (code === undefined)
      return api.verifyBackupCode({ body: { code: text.trim() }, ...how }).catch(explainUnreadable);
    await checkUnspent(ctx, person, code);
    const opened = await api.verifyTOTP({ body: { code }, ...how }).catch(explainUnreadable);
    if (await spendCode(ctx, person, code)) return opened;
    // Another request was faster by a moment.
    const { internalAdapter } = await auth.$context;
    await internalAdapter.deleteSession(opened.response.token);
    throw new Failure("sign-in-again", "This code was used just now. Sign in again, with the next one.");
  }

  registerEndpoint(app, services, startPasskeySignIn, {
    access: "anyone",
    handler: async ({ request, reply }) => {
      // Regardless of an open session: the passkey says who signs in.
      const options = await api.generatePasskeyAuthenticationOptions(asked(request, { cookie: "" }));
      passCookies(reply, options);
      return { ...options.response, userVerification: "required" };
    },
  });

  registerEndpoint(app, services, signInWithPasskey, {
    access: "anyone",
    handler: async ({ body, request, reply }) => {
      type PasskeyBody = NonNullable<Parameters<typeof api.verifyPasskeyAuthentication>[0]>["body"];
      const opened = await guesses.guess(request, "passkey", () =>
        api.verifyPasskeyAuthentication({ body: body as unknown as PasskeyBody, ...asked(request) }),
      );
      const { session } = opened.response;
      const email = await findEmailOfSession(ctx, session.id);
      request.concerns = session.userId;
      passCookies(reply, opened);
      if (email !== undefined) devices.remember(request, reply, email);
      return {};
    },
  });
}
