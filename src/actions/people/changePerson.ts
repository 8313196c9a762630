import { Failure } from "../../contract/failure.ts";
import type { EventKind } from "../../core/project/eventKinds.ts";
import type { Role } from "../../core/tasks/stage.ts";
import { insertEvent } from "../../db/event.ts";
import { isImported } from "../../db/people/importedPeople.ts";
import { revokeInvitationsOf } from "../../db/people/invitation.ts";
import {
  hasLeftAll,
  listLeads,
  listMemberships,
  lockProject,
  replaceMemberships,
  updateMembershipEnd,
} from "../../db/people/membership.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";

type With = Pick<Context, "db" | "dialect" | "now">;

export interface Change {
  project: string;
  /** The person it is about. */
  person: string;
  /** The lead who changes it. */
  by: string;
}

/**
 * Changes what a person may do in a project, from their next request on. What they submitted still counts; open images
 * of a stage that they may no longer work in stay theirs until the lead gives them to others.
 *
 * @throws Failure `forbidden` for one's own roles; `conflict` where no lead would be left
 */
export async function changeRoles(ctx: With, change: Change & { roles: Role[] }): Promise<void> {
  const { roles } = change;
  await changePerson(ctx, change, async (db, { at, before, isActive }) => {
    if (!isActive) throw new Failure("conflict", "This person has no access. Give it back first.");
    if (!roles.includes("lead")) await checkLeadStays(db, change);
    await replaceMemberships(db, { projectId: change.project, personId: change.person }, roles, at);
    if (!roles.includes("lead")) await revokeInvitationsOf(db, change, at);
    return { kind: "roles-changed", before: { roles: before }, after: { roles } };
  });
}

/** Ends a person's access to a project. Their work stays; their open images wait until the lead gives them to others. */
export async function deactivatePerson(ctx: With, change: Change): Promise<{ hasLeftAll: boolean }> {
  await changePerson(ctx, change, async (db, { at, before, isActive }) => {
    if (!isActive) return undefined;
    await checkLeadStays(db, change);
    await updateMembershipEnd(db, { projectId: change.project, personId: change.person }, at);
    await revokeInvitationsOf(db, change, at);
    return { kind: "person-deactivated", before: { roles: before }, after: { roles: [] } };
  });
  return { hasLeftAll: await hasLeftAll(ctx.db, change.person) };
}

/**
 * Gives a person back the roles that they had when their access ended.
 * @throws Failure `forbidden` where answers were imported in their name: they never had an account
 */
export async function activatePerson(ctx: With, change: Change): Promise<void> {
  await changePerson(ctx, change, async (db, { before, isActive }) => {
    if (isActive) return undefined;
    if (await isImported(db, change.person)) {
      throw new Failure(
        "forbidden",
        "Answers were imported in this name, and nobody is behind it. Invite the person by their address.",
      );
    }
    await updateMembershipEnd(db, { projectId: change.project, personId: change.person }, null);
    return { kind: "person-activated", before: { roles: [] }, after: { roles: before } };
  });
}

/** One change to a person in one transaction, with its event; if nothing changes, no event is written. */
async function changePerson(
  ctx: With,
  { project, person, by }: Change,
  apply: (
    db: Db,
    known: { at: string; before: Role[]; isActive: boolean },
  ) => Promise<{ kind: EventKind; before: unknown; after: unknown } | undefined>,
): Promise<void> {
  const at = ctx.now().toISOString();
  await ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, project);
    const memberships = await listMemberships(db, project, person);
    if (memberships.length === 0) throw new Failure("not-found", "There is no such person in this project.");
    if (person === by) {
      throw new Failure("forbidden", "Nobody changes their own access. Ask another lead of the project.");
    }
    const active = memberships.filter(({ endedAt }) => endedAt === null);
    const isActive = active.length > 0;
    const before = (isActive ? active : memberships).map(({ role }) => role);
    const event = await apply(db, { at, before, isActive });
    if (event) await insertEvent(db, { project, at, person: by, about: person, ...event });
  });
}

async function checkLeadStays(db: Db, { project, person }: Change): Promise<void> {
  const leads = await listLeads(db, project);
  if (leads.includes(person) && leads.length === 1) {
    throw new Failure("conflict", "This person is the project's last lead. Make somebody else a lead first.");
  }
}
