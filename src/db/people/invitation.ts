import type { ExpressionBuilder, Selectable } from "kysely";
import type { Role } from "../../core/tasks/stage.ts";
import type { Db, Tables } from "../schema.ts";

type Row = Selectable<Tables["invitation"]>;
export type Invitation = Omit<Row, "rolesJson"> & { roles: Role[] };

const fromRow = ({ rolesJson, ...row }: Row): Invitation => ({
  ...row,
  roles: JSON.parse(rolesJson) as Role[],
});

export async function insertInvitation(
  db: Db,
  { roles, ...invitation }: Omit<Invitation, "acceptedAt" | "acceptedBy" | "revokedAt">,
): Promise<void> {
  await db
    .insertInto("invitation")
    .values({ ...invitation, rolesJson: JSON.stringify(roles) })
    .execute();
}

/** Invitations that nobody accepted and no lead took back, the newest first; some may be too old. */
export async function listOpenInvitations(db: Db, project: string): Promise<Invitation[]> {
  const rows = await db
    .selectFrom("invitation")
    .selectAll()
    .where("projectId", "=", project)
    .where("acceptedAt", "is", null)
    .where("revokedAt", "is", null)
    .orderBy("id", "desc")
    .execute();
  return rows.map(fromRow);
}

/** Takes back what a person offered in a project, whose rights there have ended. */
export async function revokeInvitationsOf(
  db: Db,
  { project, person }: { project: string; person: string },
  at: string,
): Promise<void> {
  await db
    .updateTable("invitation")
    .set({ revokedAt: at })
    .where("projectId", "=", project)
    .where("createdBy", "=", person)
    .where("acceptedAt", "is", null)
    .where("revokedAt", "is", null)
    .execute();
}

/** Made at the command line, or by somebody who leads the project still. */
const isOfLead = ({ or, eb, exists, selectFrom }: ExpressionBuilder<Tables, "invitation">) =>
  or([
    eb("invitation.createdBy", "is", null),
    exists(
      selectFrom("membership")
        .select("membership.role")
        .whereRef("membership.projectId", "=", "invitation.projectId")
        .whereRef("membership.personId", "=", "invitation.createdBy")
        .where("membership.role", "=", "lead")
        .where("membership.endedAt", "is", null),
    ),
  ]);

/** Invitations that an e-mail address can still accept. */
export async function listInvitationsFor(db: Db, email: string, now: string): Promise<Invitation[]> {
  const rows = await db
    .selectFrom("invitation")
    .selectAll()
    .where("email", "=", email)
    .where("acceptedAt", "is", null)
    .where("revokedAt", "is", null)
    .where("expiresAt", ">", now)
    .where(isOfLead)
    .execute();
  return rows.map(fromRow);
}

export async function findInvitation(db: Db, project: string, id: string): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom("invitation")
    .selectAll()
    .where("projectId", "=", project)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && fromRow(row);
}

export async function findInvitationByToken(db: Db, tokenSha256: string): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom("invitation")
    .selectAll()
    .where("tokenSha256", "=", tokenSha256)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Changes an invitation that is neither accepted nor taken back. @returns whether it was so */
export async function updateOpenInvitation(
  db: Db,
  id: string,
  changes: Partial<
    Pick<Row, "acceptedAt" | "acceptedBy" | "revokedAt" | "tokenSha256" | "expiresAt" | "createdBy">
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invitation")
    .set(changes)
    .where("id", "=", id)
    .where("acceptedAt", "is", null)
    .where("revokedAt", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
