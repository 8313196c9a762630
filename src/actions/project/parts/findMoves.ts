import type { Moves } from "../../../contract/project/settings.ts";
import { carryOriginals } from "../../../core/labels/labelFate.ts";
import type { Agreement } from "../../../core/outcome/findAgreement.ts";
import { findOutcome } from "../../../core/outcome/findOutcome.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import { openingOf } from "../../../core/stages/protocol.ts";
import { stagesWith } from "../../../core/stages/rulesOf.ts";
import { listEnded } from "../../../db/asking.ts";
import { insertEvents } from "../../../db/event.ts";
import { listKeysOf, listOriginalLabelsOf } from "../../../db/images/image.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { deleteAgreement, listAgreementsOf, writeAgreement } from "../../../db/outcome/agreement.ts";
import { listRulingsOn } from "../../../db/rulings/application.ts";
import type { Db } from "../../../db/schema.ts";
import { listAnnotatedImages, listSubmittedOf } from "../../../db/tasks/annotation.ts";
import { listAssignmentsOf, withdrawAssignments } from "../../../db/tasks/assignment.ts";
import { whyKept } from "../../outcome/whyKept.ts";
import { findSettled, withoutFormers } from "../../votes/findSettled.ts";

const chunkSize = 400;
/** Maximum number of images named per kind. */
const named = 200;

type Kind = Exclude<keyof Moves, "staying" | "total">;

interface Move {
  image: string;
  kind: Kind;
  before: Agreement | undefined;
  after: Agreement | undefined;
}

/**
 * Runs stage 3 again under different rules, and reports which images would move. Images that an expert has opened, that
 * a lead sent to refinement, or that a release holds stay where they are.
 */
export async function findMoves(
  db: Db,
  project: string,
  settings: { before: ProjectSettings; after: ProjectSettings },
): Promise<{ moves: Moves; list: Move[] }> {
  const list: Move[] = [];
  let staying = 0;
  const images = await listAnnotatedImages(db, project);
  for (let first = 0; first < images.length; first += chunkSize) {
    const chunk = images.slice(first, first + chunkSize);
    const found = await compareRules(db, project, chunk, settings);
    const kept = await whyKept(db, chunk);
    staying += found.filter(({ image }) => kept.has(image)).length;
    list.push(...found.filter(({ image }) => !kept.has(image)));
  }
  const keys = await listKeysOf(
    db,
    list.map(({ image }) => image),
  );
  const ofKind = (kind: Kind) => {
    const theirs = list.filter((move) => move.kind === kind).map(({ image }) => keys.get(image) ?? image);
    return { images: theirs.length, keys: theirs.sort().slice(0, named) };
  };
  const moves = {
    toRefinement: ofKind("toRefinement"),
    toAgreed: ofKind("toAgreed"),
    otherLabels: ofKind("otherLabels"),
    toAnnotators: ofKind("toAnnotators"),
    completed: ofKind("completed"),
    staying,
    total: list.length,
  };
  return { moves, list };
}

/** Makes the moves; images that no longer wait for an expert are taken back from those who have not opened them. */
export async function makeMoves(
  db: Db,
  list: readonly Move[],
  {
    project,
    person,
    at,
    twiceShare,
  }: { project: string; person: string | null; at: string; twiceShare: number },
): Promise<void> {
  for (const { image, after } of list) {
    if (after) await writeAgreement(db, image, after, { at, twiceShare });
    else await deleteAgreement(db, image);
  }
  const done = list.filter(({ after }) => after?.agreed !== false).map(({ image }) => image);
  const recalled = await listAssignmentsOf(db, done, stagesWith("final"));
  await withdrawAssignments(
    db,
    recalled.map(({ id }) => id),
    at,
  );
  await insertEvents(
    db,
    list.map(({ image, kind, before, after }) => ({
      project,
      at,
      person,
      kind: "moved-by-rule",
      image,
      before,
      after: { kind, ...after },
    })),
  );
}

async function compareRules(
  db: Db,
  project: string,
  images: readonly string[],
  rules: { before: ProjectSettings; after: ProjectSettings },
): Promise<Move[]> {
  const agreements = await listAgreementsOf(db, images);
  const annotations = await listSubmittedOf(db, images, stagesWith("compared"));
  const originals = await listOriginalLabelsOf(db, images);
  const formers = await findFormers(db, project);
  const settled = await findSettled(db, openingOf(rules.after).compare ? [] : images);
  const ended = await listEnded(db, images);
  const ruled = await listRulingsOn(db, images);
  return images.flatMap((image) => {
    const decisions = (annotations.get(image) ?? []).map((annotation) =>
      annotation.decisions.filter(({ label }) => !formers.has(label)),
    );
    const before = agreements.get(image);
    const original = carryOriginals(originals.get(image) ?? [], formers);
    const after = findOutcome(decisions, original, rules.after, null, {
      settled: withoutFormers(settled.get(image), formers),
      isEnded: ended.has(image),
      rulings: ruled.get(image),
    });
    const kind = kindOf(before, after);
    // Complete but undecided: it waits for something else, which will run stage 3.
    const waits = !before && openingOf(rules.before).isComplete(decisions.length, rules.before);
    return kind && !waits ? [{ image, kind, before, after }] : [];
  });
}

function kindOf(before: Agreement | undefined, after: Agreement | undefined): Kind | undefined {
  if (!before) return after && "completed";
  if (!after) return "toAnnotators";
  if (before.agreed !== after.agreed) return after.agreed ? "toAgreed" : "toRefinement";
  return after.agreed && after.labels.join() !== before.labels.join() ? "otherLabels" : undefined;
}
