import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "../../actions/context.ts";
import { Failure } from "../../contract/failure.ts";
import { allowProjects, isAnybodyHere } from "../../db/people/person.ts";
import { listProjects } from "../../db/project/project.ts";
import { addRole, setPassword } from "./accounts.ts";
import type { Auth } from "./auth.ts";
import { checkPassword } from "./checkPassword.ts";

/** Follows from the installation's secret: only whoever runs the server can know it, and every server knows the same. */
const tokenOf = (secret: string) =>
  createHmac("sha256", secret).update("the first person").digest("base64url");

/**
 * The link by which the first person comes in, below the served address; undefined once anybody is here.
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
 * Makes the first account of an installation. Its person may make projects, and leads those that are there already.
 *
 * @throws Failure `not-found` where the token is another, or somebody is here; `bad-request` where the password is easily
 *   guessed
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
  // An attempt that broke off may have left them without a password: the link opens the way until there is one.
  const found = await internalAdapter.findUserByEmail(email);
  const person = found?.user ?? (await internalAdapter.createUser({ email, name, emailVerified: false }));
  await allowProjects(db, person.id);
  await setPassword({ auth, db }, person.id, password);
  for (const { id } of await listProjects(db))
    await addRole({ db, now }, { projectId: id, personId: person.id, role: "lead" });
}
