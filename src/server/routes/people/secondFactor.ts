import type { FastifyInstance } from "fastify";
import {
  forgetApp,
  getSecondFactors,
  noteProof,
  removePasskey,
  spendCode,
} from "../../../actions/people/secondFactors.ts";
import { Failure } from "../../../contract/failure.ts";
import * as contract from "../../../contract/people/secondFactor.ts";
import { asked, passCookies } from "../../accounts/askLibrary.ts";
import { findSession } from "../../accounts/confirmation.ts";
import { explainUnreadable } from "../../accounts/explainUnreadable.ts";
import type { Person } from "../../accounts/findSignedIn.ts";
import { explain, type Guesses } from "../../accounts/guesses.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";
import { readAppCode } from "./signInFurther.ts";

/** Setting up, listing and removing a person's own second factors. */
export function secondFactorRoutes(app: FastifyInstance, services: Services, guesses: Guesses): void {
  const { ctx, auth } = services;
  const { api } = auth;

  /**
   * Knowing only the password of somebody with a second factor is not enough to change it.
   * @throws Failure `second-factor-needed`
   */
  async function getUnlocked(person: Person) {
    const factors = await getSecondFactors(ctx, person.id);
    if (isLocked(person, factors)) {
      throw new Failure(
        "second-factor-needed",
        "You have a second factor, and signed in without it. Sign out, sign in with it, and try again.",
      );
    }
    return factors;
  }

  async function countBackupCodes(person: string): Promise<number> {
    const { backupCodes } = await api.viewBackupCodes({ body: { userId: person } });
    return backupCodes.length;
  }

  registerEndpoint(app, services, contract.getSecondFactors, {
    access: "person",
    handler: async ({ person, request }) => {
      const factors = await getSecondFactors(ctx, person);
      const accounts = await (await auth.$context).internalAdapter.findAccounts(person);
      return {
        ...factors,
        // If they cannot be read, they cannot be used either.
        backupCodes: factors.app ? await countBackupCodes(person).catch(() => 0) : 0,
        hasPassword: accounts.some(({ providerId }) => providerId === "credential"),
        isLocked: isLocked(request.person!, factors),
      };
    },
  });

  registerEndpoint(app, services, contract.startApp, {
    access: "person",
    handler: async ({ body, request }) => {
      const person = request.person!;
      if ((await getUnlocked(person)).app) {
        throw new Failure(
          "already-exists",
          "An app is set up already. To change it, turn codes off first, then on again.",
        );
      }
      const { response } = await guesses.guessPassword(request, person.email, () =>
        api.enableTwoFactor({ body, ...asked(request) }),
      );
      const secret = new URL(response.totpURI).searchParams.get("secret") ?? "";
      return { uri: response.totpURI, secret };
    },
  });

  registerEndpoint(app, services, contract.confirmApp, {
    access: "person",
    handler: async ({ body, request, reply }) => {
      const person = request.person!;
      if ((await getUnlocked(person)).app)
        throw new Failure("already-exists", "An app is set up already. Load the page again.");
      const code = readAppCode(body.code);
      const opened = await guesses.guessCode(request, person.email, async () => {
        if (code === undefined) throw new Failure("wrong-code", "The app's codes have six digits.");
        return api.verifyTOTP({ body: { code }, ...asked(request) }).catch(explainUnreadable);
      });
      await spendCode(ctx, person.id, code!);
      passCookies(reply, opened);
      const { backupCodes } = await api.viewBackupCodes({ body: { userId: person.id } });
      return { backupCodes };
    },
  });

  registerEndpoint(app, services, contract.renewBackupCodes, {
    access: "person",
    handler: async ({ body, request }) => {
      const person = request.person!;
      if (!(await getUnlocked(person)).app)
        throw new Failure(
          "not-ready",
          "There is no app whose codes these would stand for. Set one up first.",
        );
      const { response } = await guesses.guessPassword(request, person.email, () =>
        api.generateBackupCodes({ body, ...asked(request) }),
      );
      return { backupCodes: response.backupCodes };
    },
  });

  registerEndpoint(app, services, contract.removeApp, {
    access: "person",
    handler: async ({ body, request, reply }) => {
      const person = request.person!;
      if (!(await getUnlocked(person)).app)
        throw new Failure("not-found", "Codes are off already. Load the page again.");
      const changed = await guesses.guessPassword(request, person.email, () =>
        api.disableTwoFactor({ body, ...asked(request) }),
      );
      await forgetApp(ctx, person.id);
      return passCookies(reply, changed);
    },
  });

  registerEndpoint(app, services, contract.startPasskey, {
    access: "person",
    confirmed: true,
    handler: async ({ request, reply }) => {
      await getUnlocked(request.person!);
      const options = await api.generatePasskeyRegistrationOptions(asked(request));
      passCookies(reply, options);
      return { ...options.response };
    },
  });

  registerEndpoint(app, services, contract.addPasskey, {
    access: "person",
    confirmed: true,
    handler: async ({ body, request, reply }) => {
      const person = request.person!;
      await getUnlocked(person);
      const added = await explain(() => api.verifyPasskeyRegistration({ body, ...asked(request) }));
      // The device has just proved that its person is here.
      const session = await findSession(auth, request);
      if (session && person.proof === "password") await noteProof(ctx, session, "passkey");
      return passCookies(reply, added);
    },
  });

  registerEndpoint(app, services, contract.removePasskey, {
    access: "person",
    confirmed: true,
    handler: async ({ params, request }) => {
      const person = request.person!;
      await getUnlocked(person);
      await removePasskey(ctx, { person: person.id, passkey: params.passkey });
      return {};
    },
  });
}

const isLocked = ({ proof }: Person, { app, passkeys }: { app: boolean; passkeys: unknown[] }) =>
  proof === "password" && (app || passkeys.length > 0);
