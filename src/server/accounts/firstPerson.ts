import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "../../actions/context.ts";
import { Failure } from "../../contract/failure.ts";
import { allowProjects, isAnybodyHere } from "../../db/people/person.ts";
import { listProjects } from "../../db/project/project.ts";
import { addRole, setPassword } from "./accounts.ts";
import type { Auth } from "./auth.ts";
import { checkPassword } from "./checkPassword.ts";

/**
 * Derived from the installation's secret: only those who run the server can know it, and all servers derive the same.
 */
const tokenOf = (secret: string) =>
  createHmac("sha256", secret).update("the first person").digest("base64url");

/**
 * The link that lets the first person in, below the served address; undefined once anybody has an account.
 *
 * @param secret the installation's own
 */
export async function findFirstLink(
  { db }: Pick<Context, "db">,
  secret: string,
): Promise<string | undefined> {
  return (await isAnybodyHere(db)) ? undefined : `/begin?token=${tokenOf(secret)}`;
}

/**
 * Creates the first account of an installation. Its person may create projects, and leads those that already exist.
 *
 * @throws Failure `not-found` if the token is wrong, or somebody has an account; `bad-request` if the password is
 *   easily guessed
 */
export async function makeFirstPerson(
  { auth, db, now, secret }: Pick<Context, "db" | "now"> & { auth: Auth; secret: string },
  { token, name, email, password }: { token: string; name: string; email: string; password: string },
): Promise<void> {
  const [given, right] = [Buffer.from(token), Buffer.from(tokenOf(secret))];
  const isRight = given.length === right.length && timingSafeEqual(given, right);
  if (!isRight || (await isAnybodyHere(db))) {
    throw new Failure(
      "not-found",
      "This link opens nothing: it is not complete, or somebody has an account here already. Sign in, or ask a lead to invite you.",
    );
  }
  await checkPassword(password, [email, name]);
  const { internalAdapter } = await auth.$context;
  // An interrupted attempt may have left them without a password: the link works until there is one.
  const found = await internalAdapter.findUserByEmail(email);
  const person = found?.user ?? (await internalAdapter.createUser({ email, name, emailVerified: false }));
  await allowProjects(db, person.id);
  await setPassword({ auth, db }, person.id, password);
  for (const { id } of await listProjects(db))
    await addRole({ db, now }, { projectId: id, personId: person.id, role: "lead" });
}
