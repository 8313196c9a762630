import type { PersonRow } from "../contract/person.ts";
import { type BatchProgress, countAssignments, listBatchProgress } from "../db/assignment.ts";
import { type ActiveTime, listActiveTimes } from "../db/overview.ts";
import { listPeople as listProjectPeople, type ProjectPerson } from "../db/person.ts";
import { agreementWithPartners } from "./agreementWithPartners.ts";
import type { Context } from "./context.ts";
import { describeGold, scoreGold } from "./scoreGold.ts";

/** Everybody who belongs to a project or belonged to it, with their work, by name. */
export async function listPeople(
  { db, now }: Pick<Context, "db" | "now">,
  { project, by }: { project: string; by: string },
): Promise<PersonRow[]> {
  const people = await listProjectPeople(db, project);
  const assignments = await countAssignments(db, { project, now: now().toISOString() });
  const batches = await listBatchProgress(db, { project });
  const active = await listActiveTimes(db, { project });
  const agreement = await agreementWithPartners(db, project);
  const gold = Map.groupBy(await scoreGold(db, project), (answer) => answer.person);
  return people.map((person) => ({
    ...describePerson(person, by),
    work: describeWork(person.id, assignments, active),
    batches: batchesOf(person.id, batches),
    agreement: agreement.get(person.id) ?? null,
    gold: gold.has(person.id) ? describeGold(gold.get(person.id) ?? []) : null,
  }));
}

function describePerson({ endedAt, ...person }: ProjectPerson, by: string) {
  return { ...person, isActive: endedAt === null, isMe: person.id === by };
}

function describeWork(
  person: string,
  assignments: Awaited<ReturnType<typeof countAssignments>>,
  active: readonly ActiveTime[],
): PersonRow["work"] {
  return (["annotate", "refine"] as const).flatMap((stage) => {
    const mine = assignments.filter((row) => row.personId === person && row.stage === stage);
    const total = mine.reduce((sum, row) => sum + row.images, 0);
    if (total === 0) return [];
    const done = mine.find(({ state }) => state === "submitted")?.images ?? 0;
    const time = active.find((row) => row.person === person && row.stage === stage);
    return [{ stage, done, left: total - done, medianActiveMs: time?.median ?? null }];
  });
}

const batchesOf = (person: string, batches: BatchProgress[]): PersonRow["batches"] =>
  batches
    .filter(({ personId }) => personId === person)
    .map(({ stage, number, done, total }) => ({ stage, number, done, total }));
