import { Failure } from "../../contract/failure.ts";
import { insertEvent } from "../../db/event.ts";
import { findInvitation, type Invitation, updateOpenInvitation } from "../../db/people/invitation.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { expiryOf, invitationLink } from "./createInvitation.ts";
import { hashToken, makeToken } from "./hashToken.ts";

interface Input {
  project: string;
  invitation: string;
  person: string;
}

/** Takes an invitation back: its link no longer works. @throws Failure `gone` where it was accepted meanwhile */
export async function revokeInvitation(ctx: Pick<Context, "db" | "now">, input: Input): Promise<void> {
  const at = ctx.now().toISOString();
  await ctx.db.transaction().execute(async (db) => {
    const { id, email, roles } = await change(db, input, { revokedAt: at });
    const { project, person } = input;
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "invitation-revoked",
      before: { invitation: id, email, roles },
    });
  });
}

/** Makes a new link with a new term; the old link no longer works. */
export async function renewInvitation(
  ctx: Pick<Context, "db" | "now">,
  input: Input & { days: number },
): Promise<Pick<Invitation, "id" | "email" | "roles" | "expiresAt"> & { link: string }> {
  const [token, now] = [makeToken(), ctx.now()];
  const expiresAt = expiryOf(now, input.days);
  return ctx.db.transaction().execute(async (db) => {
    const before = await change(db, input, {
      tokenSha256: hashToken(token),
      expiresAt,
      // The person who renews it is responsible for it from now on.
      createdBy: input.person,
    });
    await insertEvent(db, {
      project: input.project,
      at: now.toISOString(),
      person: input.person,
      kind: "invitation-renewed",
      before: { invitation: before.id, expiresAt: before.expiresAt },
      after: { invitation: before.id, expiresAt },
    });
    return {
      id: before.id,
      email: before.email,
      roles: before.roles,
      link: invitationLink(token),
      expiresAt,
    };
  });
}

async function change(
  db: Db,
  { project, invitation }: Input,
  changes: Parameters<typeof updateOpenInvitation>[2],
): Promise<Invitation> {
  const found = await findInvitation(db, project, invitation);
  if (!found) throw new Failure("not-found", "There is no such invitation in this project.");
  if (!(await updateOpenInvitation(db, found.id, changes))) {
    throw new Failure("gone", "This invitation was accepted or taken back meanwhile. Load the list again.");
  }
  return found;
}
