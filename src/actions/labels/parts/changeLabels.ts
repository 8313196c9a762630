import { createHash } from "node:crypto";
import { Failure } from "../../../contract/failure.ts";
import type { LabelChanged, LabelMoves } from "../../../contract/labels/labelChange.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import { formersIn } from "../../../core/labels/labelFate.ts";
import {
  type LabelChange,
  planLabelChange,
  type VersionedLabel,
} from "../../../core/labels/planLabelChange.ts";
import { insertEvent } from "../../../db/event.ts";
import { lockProject } from "../../../db/exemplars.ts";
import { moveLabelCursor } from "../../../db/labels/labelImage.ts";
import { insertLabelVersion, listLabels } from "../../../db/labels/labelSpace.ts";
import { getProject, type Project, updateProject } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";
import type { Context } from "../../context.ts";
import { findLabelMoves } from "./findLabelMoves.ts";

export interface ChangeInput {
  project: string;
  /** null: somebody at the command line. */
  person: string | null;
  /** Version of the labels that the change is based on. */
  version: number;
  /** Only reports what would move. */
  preview?: boolean;
}

/** A change under way: the labels before and after, and the new version. */
interface ChangeUnderWay {
  project: Project;
  before: readonly Label[];
  after: readonly Label[];
  version: number;
  at: string;
}

/**
 * Makes the next version of a project's labels, in one transaction with its consequences: saves wait, and are judged by
 * the new labels. A preview writes nothing.
 *
 * @param carry what else the change moves
 * @throws Failure `conflict` where somebody else changed the labels since; `bad-request` with what is wrong
 */
export async function changeLabels(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project: id, person, version, preview = false }: ChangeInput,
  change: LabelChange,
  carry: (db: Db, change: ChangeUnderWay) => Promise<void> = async () => {},
): Promise<LabelChanged> {
  return ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, id);
    const project = await getProject(db, id);
    if (project.labelVersion !== version) {
      throw new Failure(
        "conflict",
        `Somebody else changed the labels meanwhile: they are in version ${project.labelVersion}, and this change was built on ${version}. Load them again.`,
      );
    }
    const before = await listLabels(db, project);
    const planned = planLabelChange(before, change);
    if ("problem" in planned) throw new Failure("bad-request", planned.problem);
    const changed = planned.changed.map(toLabel);
    const after = [...before];
    for (const label of changed) after[label.index] = label;
    const moves = await findLabelMoves(db, project, change, formersIn(after));
    const reply = (made: number): LabelChanged => ({
      version: made,
      changed: changed.length > 0,
      labels: changed,
      moves,
    });
    if (preview || changed.length === 0) return reply(version);

    const at = ctx.now().toISOString();
    const made = version + 1;
    const sha256 = hashLabels(project, after);
    const changeJson = JSON.stringify(change);
    await insertLabelVersion(
      db,
      {
        projectId: id,
        version: made,
        sha256,
        labels: after.length,
        changeJson,
        personId: person,
        createdAt: at,
      },
      changed,
    );
    const labelsAdded = project.labelsAdded + after.length - before.length;
    await updateProject(db, id, { labelVersion: made, labelsSha256: sha256, labelsAdded });
    // From now on proposals contain other labels.
    if (change.verb !== "add" && change.verb !== "edit") await moveLabelCursor(db, id, { proposals: "" });
    await carry(db, { project, before, after, version: made, at });
    await insertEvent(db, {
      project: id,
      at,
      person,
      kind: eventKinds[change.verb],
      before: { version, labels: changed.flatMap(({ index }) => before[index] ?? []) },
      after: { version: made, labels: changed, moves: digest(moves) },
    });
    return reply(made);
  });
}

const eventKinds = {
  add: "label-added",
  edit: "label-edited",
  retire: "label-retired",
  restore: "label-restored",
  merge: "labels-merged",
  split: "label-split",
} as const;

/** Drops undefined fields: a label is compared and hashed by its content. */
const toLabel = ({ fate, into, ...label }: VersionedLabel): Label => ({
  ...label,
  ...(fate && { fate }),
  ...(into && { into }),
});

/** The same hash as for a label space. */
const hashLabels = ({ labelSpaceKey: key }: Project, labels: readonly Label[]): string =>
  createHash("sha256").update(JSON.stringify({ key, labels })).digest("hex");

const digest = ({ answers, originals, askAgain }: LabelMoves) => ({ answers, originals, askAgain });
