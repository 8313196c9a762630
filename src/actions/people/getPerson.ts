import { Failure } from "../../contract/failure.ts";
import { imageUrl } from "../../contract/images/image.ts";
import type { PersonView } from "../../contract/people/person.ts";
import { listFlagsOf } from "../../db/project/overview.ts";
import { listOpenWork } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { listQualifications } from "../practice/listQualifications.ts";
import { findResetRight } from "./findResetRight.ts";
import { listPeople, type PersonWork } from "./listPeople.ts";

const flagsShown = 100;

/** One person of a project: their work, what they have open, and what they flagged. */
export async function getPerson(
  ctx: Pick<Context, "db" | "now">,
  {
    project,
    person: id,
    by,
    work,
  }: { project: string; person: string; by: string; work?: readonly PersonWork[] | undefined },
): Promise<PersonView> {
  const person = (await listPeople(ctx, { project, by, work })).find((one) => one.id === id);
  if (!person) throw new Failure("not-found", "There is no such person in this project.");
  const flags = await listFlagsOf(ctx.db, { project, person: id, limit: flagsShown });
  const { people } = await listQualifications(ctx, { project });
  const qualification = people.find((one) => one.id === id);
  const isOfInterest =
    qualification && (qualification.standing.state !== "not-asked" || qualification.attempts.length > 0);
  return {
    person,
    qualification: isOfInterest ? qualification : null,
    open: await listOpenWork(ctx.db, { project, person: id }),
    flags: flags.map((flag) => ({ ...flag, thumbnailUrl: imageUrl(flag.image, "thumbnail") })),
    reset: await findResetRight(ctx.db, { person: id, by }),
  };
}
