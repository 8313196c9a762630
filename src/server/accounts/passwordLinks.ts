import type { Context } from "../../actions/context.ts";
import { findResetRight } from "../../actions/people/findResetRight.ts";
import { hashToken, makeToken } from "../../actions/people/hashToken.ts";
import { Failure } from "../../contract/failure.ts";
import {
  endPasswordLinks,
  findPasswordLink,
  findStanding,
  type Grant,
  insertPasswordLink,
  type PasswordLink,
} from "../../db/people/passwordLink.ts";

/** Whoever finds a link has an account by it, so it does not lie about for days. */
const linkHours = 12;

type With = Pick<Context, "db" | "now">;

/**
 * A one-time link with which a person sets a password; earlier ones end.
 *
 * @param by the lead who makes it; null: somebody at the command line
 * @param grants what its person gets by using it
 * @returns below the served address: only its hash is kept
 */
export async function makePasswordLink(
  { db, now }: With,
  { person, by, grants = [] }: { person: string; by: string | null; grants?: Grant[] },
): Promise<string> {
  const token = makeToken();
  const expiresAt = new Date(now().getTime() + linkHours * 3600 * 1000).toISOString();
  await endPasswordLinks(db, person);
  const standing = await findStanding(db, person);
  const link = { person, madeBy: by, standing, grants, expiresAt };
  await insertPasswordLink(db, { ...link, tokenSha256: hashToken(token) });
  return `/set-password?token=${token}`;
}

/**
 * The link that a token opens. What it was made under is judged anew: it ends with the right of the lead who made it,
 * and once its person's account opens something else than it did.
 *
 * @throws Failure `not-found`
 */
export async function getPasswordLink({ db, now }: With, token: string): Promise<PasswordLink> {
  const link = await findPasswordLink(db, hashToken(token));
  const holds =
    link &&
    link.expiresAt > now().toISOString() &&
    link.standing === (await findStanding(db, link.person)) &&
    (link.madeBy === null ||
      (await findResetRight(db, { person: link.person, by: link.madeBy })) === "allowed");
  if (!holds) {
    throw new Failure(
      "not-found",
      "This link was used before, is too old, or ended when something changed for the account. Ask the project's lead for a new one.",
    );
  }
  return link;
}
