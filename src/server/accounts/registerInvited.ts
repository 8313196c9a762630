import type { Context } from "../../actions/context.ts";
import { acceptKnown } from "../../actions/people/acceptInvitation.ts";
import { getInvitation } from "../../actions/people/getInvitation.ts";
import { Failure } from "../../contract/failure.ts";
import { setPassword } from "./accounts.ts";
import type { Auth } from "./auth.ts";
import { checkPassword } from "./checkPassword.ts";

/**
 * Creates an account for an invited person and makes them a member.
 *
 * @param input.email their address, if the invitation names none
 * @returns the e-mail address to sign in with
 * @throws Failure `already-exists` if the address has an account: its owner signs in and then accepts
 */
export async function registerInvited(
  { auth, ...ctx }: Pick<Context, "db" | "dialect" | "now"> & { auth: Auth },
  input: { token: string; name: string; email: string | null; password: string },
): Promise<string> {
  const invitation = await getInvitation(ctx.db, input.token, ctx.now());
  const email = invitation.email ?? input.email;
  if (!email) throw new Failure("bad-request", "Give your e-mail address: you sign in with it.");
  const { internalAdapter } = await auth.$context;
  if (await internalAdapter.findUserByEmail(email)) {
    throw new Failure(
      "already-exists",
      `There is an account for ${email} already. Sign in with it, then open the invitation's link again.`,
    );
  }
  await checkPassword(input.password, [email, input.name]);
  const person = await internalAdapter.createUser({ email, name: input.name, emailVerified: false });
  try {
    await acceptKnown(ctx, invitation, person.id);
  } catch (error) {
    await internalAdapter.deleteUser(person.id);
    throw error;
  }
  await setPassword({ auth, db: ctx.db }, person.id, input.password);
  return email;
}
