import { listOpenInvitations } from "../../db/people/invitation.ts";
import { findPersonName } from "../../db/people/person.ts";
import type { Context } from "../context.ts";

/**
 * A project's invitations that are neither accepted nor taken back, with their authors and whether they have expired.
 */
export async function listInvitations({ db, now }: Pick<Context, "db" | "now">, project: string) {
  const at = now().toISOString();
  return Promise.all(
    (await listOpenInvitations(db, project)).map(
      async ({ id, email, roles, createdBy, createdAt, expiresAt }) => ({
        id,
        email,
        roles,
        by: await findPersonName(db, createdBy),
        createdAt,
        expiresAt,
        isExpired: expiresAt <= at,
      }),
    ),
  );
}
