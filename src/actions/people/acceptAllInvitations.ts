import { listInvitationsFor } from "../../db/people/invitation.ts";
import { hasNeverBelonged } from "../../db/people/membership.ts";
import type { Context } from "../context.ts";
import { acceptKnown } from "./acceptInvitation.ts";

/** Accepts all invitations to the address of a new person, who was let in because of them. */
export async function acceptAllInvitations(
  ctx: Parameters<typeof acceptKnown>[0] & Pick<Context, "db" | "now">,
  { person, email }: { person: string; email: string },
): Promise<void> {
  if (!(await hasNeverBelonged(ctx.db, person))) return;
  const now = ctx.now().toISOString();
  for (const invitation of await listInvitationsFor(ctx.db, email, now)) {
    await acceptKnown(ctx, invitation, person);
  }
}
