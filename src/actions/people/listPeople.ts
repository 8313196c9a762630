import type { PersonRow } from "../../contract/people/person.ts";
import { stages } from "../../core/tasks/stage.ts";
import { listPeople as listProjectPeople, type ProjectPerson } from "../../db/people/person.ts";
import { type ActiveTime, listActiveTimes } from "../../db/project/overview.ts";
import { type BatchProgress, countAssignments, listBatchProgress } from "../../db/tasks/assignmentCounts.ts";
import type { Context } from "../context.ts";
import { describeGold, scoreGold } from "../gold/scoreGold.ts";
import { agreementWithPartners } from "./agreementWithPartners.ts";

/** What somebody did in a project. */
export type PersonWork = Pick<PersonRow, "id" | "work" | "batches" | "agreement" | "gold">;

/** Everybody who belongs or belonged to a project, with their work, by name. */
export async function listPeople(
  ctx: Pick<Context, "db" | "now">,
  {
    project,
    by,
    work,
  }: {
    project: string;
    by: string;
    /** The work as counted before, where counting takes long. */
    work?: readonly PersonWork[] | undefined;
  },
): Promise<PersonRow[]> {
  const people = await listProjectPeople(ctx.db, project);
  const known = new Map((work ?? (await countWorkOfPeople(ctx, { project }))).map((row) => [row.id, row]));
  return people.map((person) => ({
    ...describePerson(person, by),
    ...(known.get(person.id) ?? { work: [], batches: [], agreement: null, gold: null }),
  }));
}

/** The work of everybody who belongs or belonged to a project. */
export async function countWorkOfPeople(
  { db, now }: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<PersonWork[]> {
  const assignments = await countAssignments(db, { project, now: now().toISOString() });
  const batches = await listBatchProgress(db, { project });
  const active = await listActiveTimes(db, { project });
  const agreement = await agreementWithPartners(db, project);
  const gold = Map.groupBy(await scoreGold(db, project), (answer) => answer.person);
  return (await listProjectPeople(db, project)).map(({ id }) => ({
    id,
    work: describeWork(id, assignments, active),
    batches: batchesOf(id, batches),
    agreement: agreement.get(id) ?? null,
    gold: gold.has(id) ? describeGold(gold.get(id) ?? []) : null,
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
  return stages.flatMap((stage) => {
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
