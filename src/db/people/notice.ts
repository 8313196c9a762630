import { sql } from "kysely";
import { stageRules } from "../../core/stages/rulesOf.ts";
import type { Db } from "../schema.ts";
import { inStages } from "../tasks/counts.ts";

export interface MailablePerson {
  id: string;
  email: string;
  /** What is newer, they have neither seen nor had mail about. */
  since: string;
  workMailAt: string | null;
}

/**
 * People who want mail about new work, and neither had one nor were here lately. Times that lie ahead of the clock are
 * those of one that was set back since, and mean nothing.
 */
export async function listMailable(
  db: Db,
  { mailedBefore, seenBefore, now }: { mailedBefore: string; seenBefore: string; now: string },
): Promise<MailablePerson[]> {
  const rows = await db
    .selectFrom("person")
    .select(["id", "email", "workMailAt", "lastSeenAt"])
    .where("wantsMail", "=", 1)
    .where((eb) =>
      eb.or([eb("workMailAt", "is", null), eb("workMailAt", "<=", mailedBefore), eb("workMailAt", ">", now)]),
    )
    .where((eb) =>
      eb.or([eb("lastSeenAt", "is", null), eb("lastSeenAt", "<=", seenBefore), eb("lastSeenAt", ">", now)]),
    )
    .orderBy("id")
    .execute();
  return rows.map(({ id, email, workMailAt, lastSeenAt }) => ({
    id,
    email,
    workMailAt,
    since:
      ["", workMailAt ?? "", lastSeenAt ?? ""]
        .filter((at) => at <= now)
        .sort()
        .at(-1) ?? "",
  }));
}

/** Whether an assignment belongs to a stage in which a membership's role works. */
const isOfRole = sql<boolean>`(${sql.join(
  Object.values(stageRules).map(
    ({ name, role }) => sql`("membership"."role" = ${sql.lit(role)} and ${inStages([name])})`,
  ),
  sql` or `,
)})`;

/**
 * The projects in which a person was given images since a moment, or let in to those that they had, some of which they
 * have not opened yet.
 */
export async function listProjectsWithNewImages(
  db: Db,
  person: string,
  since: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom("membership")
    .innerJoin("project", "project.id", "membership.projectId")
    .select(["project.id", "project.name"])
    .distinct()
    .where("membership.personId", "=", person)
    .where("membership.endedAt", "is", null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("assignment")
          .select("assignment.id")
          .whereRef("assignment.projectId", "=", "project.id")
          .where("assignment.personId", "=", person)
          .where(isOfRole)
          .where("assignment.state", "=", "open")
          .where("assignment.openedAt", "is", null)
          .where(({ or, eb, exists, selectFrom }) =>
            or([
              eb("assignment.createdAt", ">", since),
              exists(
                selectFrom("qualified")
                  .select("qualified.personId")
                  .whereRef("qualified.projectId", "=", "assignment.projectId")
                  .whereRef("qualified.personId", "=", "assignment.personId")
                  .where("qualified.at", ">", since),
              ),
            ]),
          ),
      ),
    )
    .orderBy("project.name")
    .execute();
}

/** Notes that a person had mail; only one of several programs succeeds. */
export async function claimWorkMail(
  db: Db,
  { id, workMailAt }: Pick<MailablePerson, "id" | "workMailAt">,
  at: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("person")
    .set({ workMailAt: at })
    .where("id", "=", id)
    .where("workMailAt", workMailAt === null ? "is" : "=", workMailAt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
