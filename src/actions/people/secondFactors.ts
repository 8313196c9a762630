import { Failure } from "../../contract/failure.ts";
import type { Proof } from "../../contract/people/secondFactor.ts";
import { endPasswordLinks } from "../../db/people/passwordLink.ts";
import { findPersonOfSession } from "../../db/people/person.ts";
import * as stored from "../../db/people/secondFactor.ts";
import type { Context } from "../context.ts";

type Ctx = Pick<Context, "db">;

/** Which second factors a person has. */
export const getSecondFactors = ({ db }: Ctx, person: string) => stored.findSecondFactors(db, person);

/** A code works only once. @throws Failure `wrong-code` where it was used before */
export async function checkUnspent({ db }: Ctx, person: string, code: string): Promise<void> {
  if (await stored.isSpent(db, person, code))
    throw new Failure("wrong-code", "This code was used before. Wait for the next one, and type that.");
}

/** Marks a code as used. @returns false where another request used it a moment earlier */
export const spendCode = ({ db }: Ctx, person: string, code: string): Promise<boolean> =>
  stored.spendCode(db, person, code);

/** Records how a session was opened, or last proved that its person is present. */
export const noteProof = ({ db }: Ctx, session: { id: string }, proof: Proof): Promise<void> =>
  stored.setProof(db, session, proof);

/** After an app's codes were turned off: with no other factor left, sessions rest on the password alone. */
export const forgetApp = ({ db }: Ctx, person: string): Promise<void> => stored.forgetProofs(db, person);

/** Removes a passkey. @throws Failure `not-found` where it is already gone, or belongs to somebody else */
export async function removePasskey({ db }: Ctx, its: { person: string; passkey: string }): Promise<void> {
  if (!(await stored.deletePasskey(db, its)))
    throw new Failure("not-found", "This passkey was removed already. Load the page again.");
  await stored.forgetProofs(db, its.person);
}

/** After a password change: the continuing session keeps its proof, and links to reset the password end. */
export async function followNewPassword(
  { db }: Ctx,
  { person, token, proof }: { person: string; token: string | null; proof: Proof },
): Promise<void> {
  if (token) await stored.setProof(db, { token }, proof);
  await endPasswordLinks(db, person);
}

/** The e-mail address of a session's person; undefined where the session is gone. */
export const findEmailOfSession = async ({ db }: Ctx, session: string): Promise<string | undefined> =>
  (await findPersonOfSession(db, session))?.person.email;
