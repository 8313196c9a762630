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

/** Whoever finds a link gains the account, so it must not lie around for days. */
const linkHours = 12;

type With = Pick<Context, "db" | "now">;

/**
 * A one-time link to set a password; earlier ones stop working.
 *
 * @param by the lead who makes it; null: somebody at the command line
 * @param grants what using it gives the person
 * @returns the path below the served address; only its hash is kept
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
 * The link of a token. Its conditions are checked again: it ends when the lead who made it loses the right to,
 * and when its person's account gives access to other things than it did.
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
