import { Failure } from "../../contract/failure.ts";
import { insertEvent } from "../../db/event.ts";
import type { Context } from "../context.ts";
import { findResetRight } from "./findResetRight.ts";

const refusals = {
  self: "Change your own password on the page “Your account”.",
  elsewhere:
    "This person also works in a project that you do not lead. Only whoever runs the server may do this: `users link` makes the link.",
};

/**
 * Records that a lead makes a link that resets a person's password, before it is made.
 * @throws Failure `forbidden` where they may not
 */
export async function noteResetLink(
  { db, now }: Pick<Context, "db" | "now">,
  { project, person, by }: { project: string; person: string; by: string },
): Promise<void> {
  const right = await findResetRight(db, { person, by });
  if (right !== "allowed") throw new Failure("forbidden", refusals[right]);
  await insertEvent(db, {
    project,
    at: now().toISOString(),
    person: by,
    about: person,
    kind: "reset-link-made",
  });
}
