import type { Matter } from "../../contract/inbox.ts";
import { differenceInterval, idleDays, isLenient, matterId, type Shared } from "../../core/inbox/matters.ts";
import { weekOf } from "../../core/pace/summarizePace.ts";
import { countToDeal, lastBatchNumber } from "../../db/batches.ts";
import { listOpenWork } from "../../db/inbox.ts";
import { type LeniencyRow, listLeniency } from "../../db/pace.ts";
import { listPeople, type ProjectPerson } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { getDrift } from "../people/getDrift.ts";
import { listQualifications } from "../practice/listQualifications.ts";

const msOfDay = 24 * 3600 * 1000;

/** People who wait for the lead, or whose work the lead should look at. */
export async function findPeopleMatters(
  ctx: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<Matter[]> {
  const { db } = ctx;
  const now = ctx.now().toISOString();
  const people = await listPeople(db, project);
  const openOf = new Map((await listOpenWork(db, project, now)).map((row) => [row.person, row]));
  const usedUp = (await listQualifications(ctx, { project })).people.filter(
    ({ standing }) => standing.state === "used-up",
  );
  return [
    ...usedUp.map(({ id, name, attempts }) => ({
      ...{ id: matterId("used-up", id, attempts.length), kind: "used-up" as const },
      at: attempts.flatMap(({ endedAt }) => endedAt ?? []).at(-1) ?? now,
      person: { id, name },
    })),
    ...people.flatMap((person) => {
      const open = openOf.get(person.id);
      if (!open) return [];
      return person.endedAt === null ? findIdle(person, open, now) : [describeLeft(person, open)];
    }),
    ...(await findFree(ctx, {
      project,
      people: people.filter(({ id }) => !openOf.has(id) && usedUp.every((one) => one.id !== id)),
      now,
    })),
    ...(await findLenient(ctx, { project, people, now })),
    ...(await getDrift(ctx, { project })).notes.map((note) => ({
      ...{ id: matterId("drift", note.person.id, note.measure, note.last), kind: "drift" as const },
      ...{ at: `${note.last}T00:00:00.000Z`, person: note.person, note },
    })),
  ];
}

interface Open {
  images: number;
  since: string;
}

const nameOf = ({ id, name }: ProjectPerson) => ({ id, name });

function describeLeft(person: ProjectPerson, { images }: Open): Matter {
  const at = person.endedAt!;
  return { id: matterId("left", person.id, at), kind: "left", at, person: nameOf(person), images };
}

function findIdle(person: ProjectPerson, { images, since }: Open, now: string): Matter[] {
  const { lastSeenAt } = person;
  const at = lastSeenAt !== null && lastSeenAt > since ? lastSeenAt : since;
  if (Date.parse(now) - Date.parse(at) < idleDays * msOfDay) return [];
  const id = matterId("idle", person.id, at);
  return [{ id, kind: "idle", at, person: nameOf(person), images, lastSeenAt }];
}

/** Annotators without work while there is unassigned work. */
async function findFree(
  { db }: Pick<Context, "db">,
  { project, people, now }: { project: string; people: readonly ProjectPerson[]; now: string },
): Promise<Matter[]> {
  const { settings } = await getProject(db, project);
  if (settings.annotationMode !== "batches" || (await lastBatchNumber(db, project)) === 0) return [];
  const free = people.filter(({ roles, endedAt }) => endedAt === null && roles.includes("annotator"));
  if (free.length === 0) return [];
  const { unassigned, short } = await countToDeal(db, project, settings.overlap);
  const images = unassigned + short;
  if (images === 0) return [];
  return free.map((person) => ({
    ...{ id: matterId("free", person.id, images), kind: "free" as const, at: person.lastSeenAt ?? now },
    ...{ person: nameOf(person), images },
  }));
}

async function findLenient(
  { db }: Pick<Context, "db">,
  { project, people, now }: { project: string; people: readonly ProjectPerson[]; now: string },
): Promise<Matter[]> {
  const rows = Map.groupBy(await listLeniency(db, project), ({ person }) => person);
  return people
    .filter(({ endedAt }) => endedAt === null)
    .flatMap((person): Matter[] => {
      const shared = sumOf(rows.get(person.id) ?? []);
      if (!isLenient(shared)) return [];
      const { images, own, partners } = shared;
      const interval = differenceInterval(shared);
      return [
        {
          // Repeated weekly while it lasts.
          ...{ id: matterId("lenient", person.id, weekOf(now.slice(0, 10))), kind: "lenient" },
          ...{ at: `${weekOf(now.slice(0, 10))}T00:00:00.000Z`, person: nameOf(person), images },
          ...{ own: own / images, partners: partners / images, interval },
          ...(interval ? {} : { intervalMissing: "the difference is the same on every image" }),
        },
      ];
    });
}

const sumOf = (rows: readonly LeniencyRow[]): Shared =>
  rows.reduce(
    (sum, row) => ({
      images: sum.images + row.images,
      own: sum.own + row.labels,
      partners: sum.partners + row.labels - row.sum,
      squares: sum.squares + row.squares,
    }),
    { images: 0, own: 0, partners: 0, squares: 0 },
  );
