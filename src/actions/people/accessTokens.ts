import { randomBytes } from "node:crypto";
import { Failure } from "../../contract/failure.ts";
import type { Proof } from "../../contract/people/secondFactor.ts";
import { hasPassed } from "../../core/hasPassed.ts";
import type { TokenScope } from "../../core/people/tokenScope.ts";
import {
  type AccessToken,
  deleteAccessToken,
  findAccessToken,
  insertAccessToken,
  listAccessTokens as list,
  noteTokenUsed,
} from "../../db/people/accessToken.ts";
import { newId } from "../../db/sql/newId.ts";
import type { Context } from "../context.ts";
import { hashToken } from "./hashToken.ts";

type Ctx = Pick<Context, "db" | "now">;

const dayMs = 24 * 3600 * 1000;
const minuteMs = 60_000;
/** Nobody keeps track of more. */
const maxTokens = 50;

/** Prefix of every token, by which secret scanners recognise it. */
const prefix = "mlf_";

/**
 * Makes a token by which a program acts for a person.
 *
 * @param input.proof how the requesting session was opened: the token has no more rights
 * @returns the token, which cannot be read again
 * @throws Failure `conflict` where the person has 50 already
 */
export async function createAccessToken(
  { db, now }: Ctx,
  {
    person,
    name,
    scopes,
    days,
    proof,
  }: { person: string; name: string; scopes: readonly TokenScope[]; days: number; proof: Proof },
): Promise<{ id: string; token: string; expiresAt: string }> {
  if ((await list(db, person)).length >= maxTokens)
    throw new Failure("conflict", `You have ${maxTokens} tokens. Revoke those that nobody uses.`);
  const token = prefix + randomBytes(32).toString("base64url");
  const at = now();
  const made = { id: newId(), expiresAt: new Date(at.getTime() + days * dayMs).toISOString() };
  await insertAccessToken(db, {
    ...made,
    ...{ personId: person, name, scopes, proof, hash: hashToken(token), usedAt: null },
    createdAt: at.toISOString(),
  });
  return { ...made, token };
}

export const listAccessTokens = ({ db }: Ctx, { person }: { person: string }): Promise<AccessToken[]> =>
  list(db, person);

/** @throws Failure `not-found` where it was already revoked, or belongs to somebody else */
export async function revokeAccessToken(
  { db }: Ctx,
  { person, token }: { person: string; token: string },
): Promise<void> {
  if (!(await deleteAccessToken(db, { id: token, person })))
    throw new Failure("not-found", "This token was revoked already. Load the page again.");
}

/** Whose token it is, and what it may do; undefined where it is unknown, revoked or expired. */
export async function findPersonOfToken({ db, now }: Ctx, token: string) {
  if (!token.startsWith(prefix)) return undefined;
  const found = await findAccessToken(db, hashToken(token));
  const at = now();
  if (!found || found.token.expiresAt <= at.toISOString()) return undefined;
  const { id, usedAt } = found.token;
  // A full or read-only disk keeps nobody from reading.
  if (usedAt === null || hasPassed(Date.parse(usedAt), minuteMs, at.getTime()))
    await noteTokenUsed(db, id, at.toISOString()).catch(() => {});
  return found;
}
