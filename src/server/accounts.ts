import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Context } from "../actions/context.ts";
import { Failure } from "../contract/failure.ts";
import type { Role } from "../core/stage.ts";
import { insertEvent } from "../db/event.ts";
import { insertMembership } from "../db/membership.ts";
import type { Auth } from "./auth.ts";
import { checkPassword } from "./checkPassword.ts";

const linkDays = 7;

type With = Pick<Context, "db" | "now"> & { auth: Auth };

/** What became of a person that was to be added. */
export interface AddedPerson {
  personId: string;
  email: string;
  /** There was no such person before. */
  isNew: boolean;
  addedRoles: Role[];
  /** Roles that they had already. */
  knownRoles: Role[];
  /** Below the served address, for whoever has no password yet: opened once, it sets one. */
  link?: string;
}

/**
 * Adds a person, or gives somebody further roles. Interrupted, it can be run again and continues.
 *
 * @param password sets their password, new or not; without one, whoever has none yet gets a one-time link
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

  const addedRoles: Role[] = [];
  const knownRoles: Role[] = [];
  for (const role of new Set(input.roles)) {
    const isAdded = await addRole({ db, now }, { projectId: input.projectId!, personId: person.id, role });
    (isAdded ? addedRoles : knownRoles).push(role);
  }

  if (input.password !== undefined) await setPassword({ auth, db }, person.id, input.password);
  const needsLink = input.password === undefined && !found?.accounts.some(({ password }) => password);
  return {
    personId: person.id,
    email,
    isNew: !found,
    addedRoles,
    knownRoles,
    ...(needsLink ? { link: await makeLink({ auth, db, now }, person.id) } : {}),
  };
}

/** A new one-time link for somebody who forgot their password or lost the first link, which ends. */
export async function resetLink(
  { auth, db, now }: With,
  input: { email: string },
): Promise<{ personId: string; link: string }> {
  const email = parseEmail(input.email);
  const found = await (await auth.$context).internalAdapter.findUserByEmail(email);
  if (!found) throw new Failure("not-found", `Nobody here has the e-mail address ${email}.`);
  return { personId: found.user.id, link: await makeLink({ auth, db, now }, found.user.id) };
}

function parseEmail(text: string): string {
  const parsed = z.email().max(254).safeParse(text.trim().toLowerCase());
  if (!parsed.success) throw new Failure("wrong-usage", `"${text}" is no e-mail address.`);
  return parsed.data;
}

async function addRole(
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

/** Sets a password, and signs out whoever knew the old one. */
export async function setPassword(
  { auth, db }: Pick<With, "auth" | "db">,
  personId: string,
  password: string,
): Promise<void> {
  const { internalAdapter, password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  await endLinks(db, personId);
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

async function endLinks(db: With["db"], personId: string): Promise<void> {
  await db.deleteFrom("verification").where("value", "=", personId).execute();
}

/** A one-time link with which a person sets a password; earlier ones end. */
export async function makeLink({ auth, db, now }: With, personId: string): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await endLinks(db, personId);
  await (await auth.$context).internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: personId,
    expiresAt: new Date(now().getTime() + linkDays * 24 * 3600 * 1000),
  });
  return `/set-password?token=${token}`;
}
