import { insertEvent, insertEvents } from "../../../db/event.ts";
import {
  type Exemplar,
  endExemplars,
  insertExemplarSet,
  insertExemplars,
  listExemplars,
  listExemplarsOfLabel,
} from "../../../db/exemplars.ts";
import { listShownNoMore, takeIn } from "../../../db/images/leftOut.ts";
import { hadWorkers } from "../../../db/people/membership.ts";
import { getProject, updateProject } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";
import { newId } from "../../../db/sql/newId.ts";

/** A photo and its source. */
export type ExemplarFile = Pick<Exemplar, "rootId" | "path" | "sha256" | "imageId">;

interface Input {
  project: string;
  /** null: somebody at the command line. */
  person: string | null;
  at: string;
  /** The exemplars of each label that is to be changed, in order. */
  sets: ReadonlyMap<number, readonly ExemplarFile[]>;
  /** Photos that may replace another later. */
  spares?: ReadonlyMap<number, readonly ExemplarFile[]>;
}

/**
 * Makes the next version of a project's exemplars, as part of a transaction. Unchanged labels are not written again; if
 * nothing differs, there is no new version.
 */
export async function storeExemplars(
  db: Db,
  { project, person, at, sets, spares = new Map() }: Input,
): Promise<{ version: number; changed: boolean }> {
  const { exemplarVersion } = await getProject(db, project);
  const stored = Map.groupBy(
    await listExemplars(db, project, exemplarVersion),
    ({ labelIndex }) => labelIndex,
  );
  const version = exemplarVersion + 1;
  const ended: string[] = [];
  const begun: Exemplar[] = [];
  const changes: { label: number; before: string[]; after: string[] }[] = [];
  const belongs = { projectId: project, fromVersion: version };
  for (const [label, files] of sets) {
    const before = stored.get(label) ?? [];
    const stays = (file: ExemplarFile | undefined, row: Exemplar | undefined) =>
      row !== undefined && file !== undefined && row.sha256 === file.sha256 && row.imageId === file.imageId;
    ended.push(...before.filter((row) => !stays(files[row.position], row)).map(({ id }) => id));
    const rows = files.map((file, position) => {
      const row = before.find((one) => one.position === position);
      if (row && stays(file, row)) return row;
      const made = { id: newId(), ...belongs, untilVersion: null, labelIndex: label, position, ...file };
      begun.push(made);
      return made;
    });
    const [was, is] = [before, rows].map((set) => set.map(({ id }) => id));
    if (String(was) !== String(is)) changes.push({ label, before: was!, after: is! });
  }
  if (changes.length === 0) return { version: exemplarVersion, changed: false };

  await endExemplars(db, ended, version);
  await insertExemplars(db, begun);
  await insertSpares(db, belongs, sets, spares);
  await insertExemplarSet(db, { projectId: project, version, personId: person, createdAt: at });
  await updateProject(db, project, { exemplarVersion: version });
  const [only] = changes;
  await insertEvent(db, {
    project,
    at,
    person,
    kind: "exemplars-changed",
    before: { version: exemplarVersion, ...(changes.length === 1 ? { exemplars: only!.before } : {}) },
    after:
      changes.length === 1
        ? { version, label: only!.label, exemplars: only!.after }
        : { version, labels: changes.length },
  });
  await takeBack(db, { project, version, at, person });
  return { version, changed: true };
}

const backAtOnce = 500;

/**
 * Returns images that left the project to show a label, and no longer show any, to the project, as long as nobody can
 * have seen what they showed, because only leads have joined the project so far.
 */
async function takeBack(
  db: Db,
  { project, version, at, person }: Pick<Input, "project" | "at" | "person"> & { version: number },
): Promise<void> {
  const images = await listShownNoMore(db, project, version);
  if (images.length === 0 || (await hadWorkers(db, project))) return;
  for (let first = 0; first < images.length; first += backAtOnce) {
    const back = await takeIn(db, project, images.slice(first, first + backAtOnce), "exemplar");
    await insertEvents(
      db,
      back.map((image) => ({ project, at, person, kind: "taken-in" as const, image })),
    );
  }
}

/** Adds photos that are new to the label, after those that it uses. */
async function insertSpares(
  db: Db,
  belongs: Pick<Exemplar, "projectId" | "fromVersion">,
  sets: Input["sets"],
  spares: NonNullable<Input["spares"]>,
): Promise<void> {
  const rows: Exemplar[] = [];
  for (const [label, files] of spares) {
    const known = await listExemplarsOfLabel(db, belongs.projectId, label);
    const first = sets.get(label)?.length ?? 0;
    const fresh = files.filter((file) => !known.some(({ sha256 }) => sha256 === file.sha256));
    for (const [at, file] of fresh.entries())
      rows.push({
        id: newId(),
        ...belongs,
        untilVersion: belongs.fromVersion,
        labelIndex: label,
        position: first + at,
        ...file,
      });
  }
  await insertExemplars(db, rows);
}
