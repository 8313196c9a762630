import type { Role } from "../../core/tasks/stage.ts";
import { insertEvent } from "../../db/event.ts";
import { insertInvitation } from "../../db/people/invitation.ts";
import { newId } from "../../db/sql/newId.ts";
import type { Context } from "../context.ts";
import { hashToken, makeToken } from "./hashToken.ts";

const day = 24 * 3600 * 1000;

export const expiryOf = (now: Date, days: number) => new Date(now.getTime() + days * day).toISOString();
export const invitationLink = (token: string) => `/invitation?token=${token}`;

/**
 * Creates a one-time link that makes a person a member of a project.
 *
 * @param input.email the only address that may accept; null: anyone with the link
 * @param input.person who invites; null: somebody at the command line
 * @returns the link, below the served address: only its hash is kept
 */
export async function createInvitation(
  ctx: Pick<Context, "db" | "now">,
  input: { project: string; person: string | null; email: string | null; roles: Role[]; days: number },
): Promise<{ id: string; link: string; expiresAt: string }> {
  const { project, person, email, roles, days } = input;
  const [id, token, now] = [newId(), makeToken(), ctx.now()];
  const expiresAt = expiryOf(now, days);
  const at = now.toISOString();
  await ctx.db.transaction().execute(async (db) => {
    await insertInvitation(db, {
      id,
      projectId: project,
      email,
      roles,
      tokenSha256: hashToken(token),
      createdAt: at,
      createdBy: person,
      expiresAt,
    });
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "invitation-made",
      after: { invitation: id, email, roles, expiresAt },
    });
  });
  return { id, link: invitationLink(token), expiresAt };
}
