import { Failure } from "../../contract/failure.ts";
import type { Proof } from "../../contract/people/secondFactor.ts";
import { endPasswordLinks } from "../../db/people/passwordLink.ts";
import { findPersonOfSession } from "../../db/people/person.ts";
import * as stored from "../../db/people/secondFactor.ts";
import type { Context } from "../context.ts";

type Ctx = Pick<Context, "db">;

/** Which second factors a person has. */
export const getSecondFactors = ({ db }: Ctx, person: string) => stored.findSecondFactors(db, person);

/** A code that opened something opens nothing more. @throws Failure `wrong-code` where it did before */
export async function checkUnspent({ db }: Ctx, person: string, code: string): Promise<void> {
  if (await stored.isSpent(db, person, code))
    throw new Failure("wrong-code", "This code was used before. Wait for the next one, and type that.");
}

/** Marks a code as used. @returns false where somebody else was faster by a moment */
export const spendCode = ({ db }: Ctx, person: string, code: string): Promise<boolean> =>
  stored.spendCode(db, person, code);

/** Writes down by what a session was opened, or has shown that its person is here. */
export const noteProof = ({ db }: Ctx, session: { id: string }, proof: Proof): Promise<void> =>
  stored.setProof(db, session, proof);

/** After the codes of an app were turned off: where nothing else is left, sessions stand on the password alone. */
export const forgetApp = ({ db }: Ctx, person: string): Promise<void> => stored.forgetProofs(db, person);

/** Takes a passkey away. @throws Failure `not-found` where it is gone already, or is another's */
export async function removePasskey({ db }: Ctx, its: { person: string; passkey: string }): Promise<void> {
  if (!(await stored.deletePasskey(db, its)))
    throw new Failure("not-found", "This passkey was removed already. Load the page again.");
  await stored.forgetProofs(db, its.person);
}

/** After a password was changed: the session that goes on keeps what it was opened by, and links to reset it end. */
export async function followNewPassword(
  { db }: Ctx,
  { person, token, proof }: { person: string; token: string | null; proof: Proof },
): Promise<void> {
  if (token) await stored.setProof(db, { token }, proof);
  await endPasswordLinks(db, person);
}

/** The address of whoever opened a session; undefined where it is gone. */
export const findEmailOfSession = async ({ db }: Ctx, session: string): Promise<string | undefined> =>
  (await findPersonOfSession(db, session))?.person.email;
