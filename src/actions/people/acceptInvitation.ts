import { Failure } from "../../contract/failure.ts";
import { insertEvent } from "../../db/event.ts";
import { type Invitation, updateOpenInvitation } from "../../db/people/invitation.ts";
import { insertMembership, listMemberships, lockProject } from "../../db/people/membership.ts";
import type { Context } from "../context.ts";
import { getInvitation } from "./getInvitation.ts";

type With = Pick<Context, "db" | "dialect" | "now">;

/**
 * Makes a person who has an account a member of the project that invites them.
 *
 * @throws Failure as `getInvitation` does; `forbidden` where it is for another e-mail address, or a lead ended this
 *   person's access
 */
export async function acceptInvitation(
  ctx: With,
  { token, person }: { token: string; person: { id: string; email: string } },
): Promise<{ project: string }> {
  const invitation = await getInvitation(ctx.db, token, ctx.now());
  if (invitation.email !== null && invitation.email !== person.email) {
    throw new Failure(
      "forbidden",
      `This invitation is for ${invitation.email}, and you are signed in as ${person.email}. Sign out, then open the link again.`,
    );
  }
  return acceptKnown(ctx, invitation, person.id);
}

/** Accepts an invitation that was looked up; of two simultaneous attempts, one succeeds. */
export async function acceptKnown(
  ctx: With,
  invitation: Invitation,
  person: string,
): Promise<{ project: string }> {
  const { id, projectId: project, roles } = invitation;
  const at = ctx.now().toISOString();
  if (invitation.createdBy === person) {
    throw new Failure(
      "forbidden",
      "You made this invitation yourself, and nobody gives roles to themselves.",
    );
  }
  await ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, project);
    const before = await listMemberships(db, project, person);
    if (before.length > 0 && before.every(({ endedAt }) => endedAt !== null)) {
      throw new Failure(
        "forbidden",
        "The lead ended your access to this project. Ask them to give it back on the page “People”.",
      );
    }
    if (!(await updateOpenInvitation(db, id, { acceptedAt: at, acceptedBy: person }))) {
      throw new Failure(
        "gone",
        "This invitation was used or taken back just now. Ask the lead for a new one.",
      );
    }
    for (const role of roles) {
      await insertMembership(db, { projectId: project, personId: person, role, createdAt: at });
    }
    const had = before.map(({ role }) => role);
    await insertEvent(db, {
      project,
      at,
      person,
      about: person,
      kind: "invitation-accepted",
      before: { roles: had },
      after: { invitation: id, roles: [...new Set([...had, ...roles])] },
    });
  });
  return { project };
}
