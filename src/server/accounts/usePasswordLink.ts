import type { Context } from "../../actions/context.ts";
import { hashToken } from "../../actions/people/hashToken.ts";
import { Failure } from "../../contract/failure.ts";
import { takePasswordLink } from "../../db/people/passwordLink.ts";
import { listProjects } from "../../db/project/project.ts";
import { addRole, setPassword } from "./accounts.ts";
import type { Auth } from "./auth.ts";
import { checkPassword } from "./checkPassword.ts";
import { hashSurely } from "./hashInTurn.ts";
import { getPasswordLink } from "./passwordLinks.ts";

/**
 * Sets a password with a one-time link, signs out all sessions, and gives the roles that the link grants.
 *
 * @returns the person
 * @throws Failure `not-found` if the link no longer works; `bad-request` if the password is easily guessed
 */
export async function usePasswordLink(
  { auth, db, now }: Pick<Context, "db" | "now"> & { auth: Auth },
  { token, newPassword }: { token: string; newPassword: string },
): Promise<string> {
  const link = await getPasswordLink({ db, now }, token);
  const { person, grants } = link;
  const { internalAdapter } = await auth.$context;
  const holder = await internalAdapter.findUserById(person);
  await checkPassword(newPassword, holder ? [holder.email, holder.name] : []);
  if (!(await takePasswordLink(db, hashToken(token)))) {
    throw new Failure("not-found", "This link was used just now. Ask the project's lead for a new one.");
  }
  await hashSurely(() => setPassword({ auth, db }, person, newPassword));
  // The holder of the link can read what is sent to the address.
  if (grants.length > 0) await internalAdapter.updateUser(person, { emailVerified: true });
  const projects = new Set((await listProjects(db)).map(({ id }) => id));
  for (const { project, role } of grants.filter((grant) => projects.has(grant.project)))
    await addRole({ db, now }, { projectId: project, personId: person, role });
  return person;
}
