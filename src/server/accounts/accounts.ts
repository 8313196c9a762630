import { z } from "zod";
import type { Context } from "../../actions/context.ts";
import { logAtCommandLine } from "../../actions/people/logAtCommandLine.ts";
import { Failure } from "../../contract/failure.ts";
import type { Role } from "../../core/tasks/stage.ts";
import { insertEvent } from "../../db/event.ts";
import { deleteAccessTokens } from "../../db/people/accessToken.ts";
import { insertMembership, listRoles } from "../../db/people/membership.ts";
import { endPasswordLinks } from "../../db/people/passwordLink.ts";
import { deleteSecondFactors } from "../../db/people/secondFactor.ts";
import type { Auth } from "./auth.ts";
import { checkPassword } from "./checkPassword.ts";
import { makePasswordLink } from "./passwordLinks.ts";

type With = Pick<Context, "db" | "now"> & { auth: Auth };

/** Outcome of adding a person. */
export interface AddedPerson {
  personId: string;
  email: string;
  /** Whether the person is new here. */
  isNew: boolean;
  addedRoles: Role[];
  /** Roles that they already had. */
  knownRoles: Role[];
  /** Roles that they get by using the link: their account's address was never proved. */
  awaitedRoles: Role[];
  /**
   * Path below the served address, for a person who has no password yet or must prove the address. It works once, to
   * set one.
   */
  link?: string;
}

/**
 * Adds a person, or gives somebody further roles. If interrupted, running it again continues.
 *
 * An account may have been made through an open invitation with somebody else's address: such a person gets a role
 * only with a password set for them now, or once a link sent to the address has been used.
 *
 * @param password sets their password, new or not; without it, a person who has none gets a one-time link
 * @throws Failure `wrong-usage` where the e-mail address or the password cannot be one
 */
export async function addPerson(
  { auth, db, now }: With,
  input: {
    email: string;
    name?: string | undefined;
    password?: string | undefined;
    roles: readonly Role[];
    projectId?: string | undefined;
    /** Whether the account is known to belong to the address's owner. */
    trusted?: boolean | undefined;
  },
): Promise<AddedPerson> {
  const email = parseEmail(input.email);
  if (input.password !== undefined) {
    await checkPassword(input.password, [email, input.name ?? ""], "wrong-usage");
  }
  if (input.roles.length > 0 && input.projectId === undefined) {
    throw new Failure("wrong-usage", "A role is one in a project: name the project.");
  }
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
  const person =
    found?.user ??
    (await internalAdapter.createUser({
      email,
      name: input.name?.trim() || email.split("@", 1)[0] || email,
      emailVerified: false,
    }));

  const hasPassword = found?.accounts.some(({ password }) => password) ?? false;
  const isProved = input.trusted || input.password !== undefined || !hasPassword || person.emailVerified;
  const roles = [...new Set(input.roles)];
  const projectId = input.projectId ?? "";
  const had = await listRoles(db, projectId, person.id);
  const knownRoles = roles.filter((role) => had.includes(role));
  const newRoles = roles.filter((role) => !had.includes(role));
  if (input.password !== undefined) await setPassword({ auth, db }, person.id, input.password);
  for (const role of isProved ? newRoles : []) {
    await addRole({ db, now }, { projectId, personId: person.id, role });
  }
  const awaitedRoles = isProved ? [] : newRoles;
  const needsLink = (input.password === undefined && !hasPassword) || awaitedRoles.length > 0;
  const grants = awaitedRoles.map((role) => ({ project: projectId, role }));
  return {
    personId: person.id,
    email,
    isNew: !found,
    addedRoles: isProved ? newRoles : [],
    knownRoles,
    awaitedRoles,
    ...(needsLink
      ? { link: await makePasswordLink({ db, now }, { person: person.id, by: null, grants }) }
      : {}),
  };
}

/** A new one-time link for somebody who forgot their password or lost an earlier link, which stops working. */
export async function resetLink(
  { auth, db, now }: With,
  input: { email: string },
): Promise<{ personId: string; link: string }> {
  const email = parseEmail(input.email);
  const found = await (await auth.$context).internalAdapter.findUserByEmail(email);
  if (!found) throw new Failure("not-found", `Nobody here has the e-mail address ${email}.`);
  return {
    personId: found.user.id,
    link: await makePasswordLink({ db, now }, { person: found.user.id, by: null }),
  };
}

/**
 * Removes the second factor of somebody who lost it, and signs them out everywhere.
 * @returns how many apps and passkeys they had
 * @throws Failure `not-found` where nobody has this address
 */
export async function resetSecondFactor(
  { auth, db, now, dialect }: With & Pick<Context, "dialect">,
  input: { email: string },
): Promise<{ personId: string; email: string; apps: number; passkeys: number }> {
  const email = parseEmail(input.email);
  const found = await (await auth.$context).internalAdapter.findUserByEmail(email);
  if (!found) throw new Failure("not-found", `Nobody here has the e-mail address ${email}.`);
  const personId = found.user.id;
  return db.transaction().execute(async (transaction) => {
    const deleted = await deleteSecondFactors(transaction, personId, dialect === "sqlite" ? 0 : false);
    await logAtCommandLine({ db: transaction, now }, { kind: "second-factor-reset", about: personId });
    return { personId, email, ...deleted };
  });
}

function parseEmail(text: string): string {
  const parsed = z.email().max(254).safeParse(text.trim().toLowerCase());
  if (!parsed.success) throw new Failure("wrong-usage", `"${text}" is no e-mail address.`);
  return parsed.data;
}

/** Gives a role and records the event; does nothing if they already have it. */
export async function addRole(
  { db, now }: Pick<Context, "db" | "now">,
  membership: { projectId: string; personId: string; role: Role },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const at = now().toISOString();
    const isAdded = await insertMembership(transaction, { ...membership, createdAt: at });
    if (isAdded) {
      await insertEvent(transaction, {
        project: membership.projectId,
        at,
        person: null,
        about: membership.personId,
        kind: "member-added",
        after: { person: membership.personId, role: membership.role },
      });
    }
    return isAdded;
  });
}

/** Sets a password, signs out all sessions and revokes the tokens of programs acting for the person. */
export async function setPassword(
  { auth, db }: Pick<With, "auth" | "db">,
  personId: string,
  password: string,
): Promise<void> {
  const { internalAdapter, password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  await endPasswordLinks(db, personId);
  await deleteAccessTokens(db, personId);
  const accounts = await internalAdapter.findAccounts(personId);
  if (accounts.some(({ providerId }) => providerId === "credential")) {
    await internalAdapter.updatePassword(personId, hash);
    // Whoever knew the old password is signed out.
    await internalAdapter.deleteUserSessions(personId);
  } else {
    await internalAdapter.createAccount({
      userId: personId,
      providerId: "credential",
      accountId: personId,
      password: hash,
    });
  }
}
