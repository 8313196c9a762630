import { listLeads, listProjectsEverOf } from "../../db/people/membership.ts";
import type { Db } from "../../db/schema.ts";

/**
 * Whether a lead may make a link that resets somebody's password. Whoever holds such a link can sign in as that person,
 * so a lead gets one only where it opens nothing beyond what they lead, including projects to which the person's ended
 * access could be restored.
 *
 * @returns "self": one changes one's own password instead; "elsewhere": the person belongs to a project that the lead
 *   does not lead, so only the command line may
 */
export async function findResetRight(
  db: Db,
  { person, by }: { person: string; by: string },
): Promise<"allowed" | "self" | "elsewhere"> {
  if (person === by) return "self";
  for (const project of await listProjectsEverOf(db, person)) {
    if (!(await listLeads(db, project)).includes(by)) return "elsewhere";
  }
  return "allowed";
}
