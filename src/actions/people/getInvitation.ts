import { Failure } from "../../contract/failure.ts";
import { findInvitationByToken, type Invitation } from "../../db/people/invitation.ts";
import { listLeads } from "../../db/people/membership.ts";
import type { Db } from "../../db/schema.ts";
import { hashToken } from "./hashToken.ts";

/**
 * The invitation that a link opens.
 * @throws Failure `not-found` where no invitation has this link; `gone`, saying why and what to do, where it has ended
 */
export async function getInvitation(db: Db, token: string, now: Date): Promise<Invitation> {
  const found = await findInvitationByToken(db, hashToken(token));
  if (!found) {
    throw new Failure(
      "not-found",
      "This link opens nothing. Copy the whole link that you were given; if it was renewed, use the newest.",
    );
  }
  const ended = findEnd(found, now) ?? (await findLostRight(db, found));
  if (ended) throw new Failure("gone", ended.message, { reason: ended.reason });
  return found;
}

/** An invitation is only valid while its author has the right to invite. */
async function findLostRight(db: Db, { createdBy, projectId }: Invitation) {
  if (createdBy === null || (await listLeads(db, projectId)).includes(createdBy)) return undefined;
  return {
    reason: "revoked",
    message: "Whoever made this invitation leads the project no more. Ask its lead for a new one.",
  };
}

function findEnd({ acceptedAt, revokedAt, expiresAt }: Invitation, now: Date) {
  if (acceptedAt !== null) {
    const message =
      "This invitation was used already, and each works once. If it was you, sign in; if not, ask the lead for a new one.";
    return { reason: "used", message };
  }
  if (revokedAt !== null) {
    const message = "This invitation was taken back. Ask the lead of the project for a new one.";
    return { reason: "revoked", message };
  }
  if (expiresAt <= now.toISOString()) {
    return {
      reason: "expired",
      message: "This invitation is too old. Ask the lead of the project to renew it.",
    };
  }
  return undefined;
}
