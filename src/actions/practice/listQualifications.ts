import type { PersonQualification, Qualifications } from "../../contract/practice/qualification.ts";
import { listPeople, listPersonNames } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import {
  describeAttempt,
  describeStanding,
  type QualificationFacts,
  readQualification,
} from "./findQualification.ts";

/** A project's practice images, and its annotators' standing; including those who have left, if they have practised. */
export async function listQualifications(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<Qualifications> {
  const { settings } = await getProject(db, project);
  const facts = await readQualification(db, { project, settings });
  const leads = facts.qualified.flatMap(({ by }) => by ?? []);
  const names = await listPersonNames(db, leads);
  return {
    isAsked: settings.qualification,
    images: settings.qualificationImages,
    ready: facts.images.length,
    people: (await listPeople(db, project))
      .filter(
        ({ id, roles, endedAt }) =>
          (roles.includes("annotator") && endedAt === null) ||
          facts.practices.some(({ person }) => person === id),
      )
      .map((person) => describePerson(facts, person, names)),
  };
}

function describePerson(
  facts: QualificationFacts,
  { id, name }: { id: string; name: string },
  names: ReadonlyMap<string, string>,
): PersonQualification {
  const qualified = facts.qualified.find(({ person }) => person === id);
  return {
    id,
    name,
    standing: describeStanding(facts, id),
    qualified: qualified ? { at: qualified.at, by: names.get(qualified.by ?? "") ?? null } : null,
    attempts: facts.practices
      .filter(({ person }) => person === id)
      .map((practice) => ({ ...describeAttempt(practice), isReset: practice.resetAt !== null })),
  };
}
