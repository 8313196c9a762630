import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import { addGold } from "../../src/actions/gold/addGold.ts";
import { createRelease } from "../../src/actions/releases/createRelease.ts";
import { getThread } from "../../src/actions/talk/getThread.ts";
import { writeMessage } from "../../src/actions/talk/writeMessage.ts";
import { getNextWork } from "../../src/actions/tasks/getNextWork.ts";
import { saveAnnotation } from "../../src/actions/tasks/saveAnnotation.ts";
import { skipAssignment } from "../../src/actions/tasks/skipAssignment.ts";
import { mentionOf } from "../../src/core/talk/mentions.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { newId } from "../../src/db/sql/newId.ts";
import { fillPage } from "../caseStudy/fillPage.ts";
import { openSmallStudy, type SmallStudy } from "../e2e/setup/smallStudy.ts";
import { makeSave } from "../factories.ts";

const samples = join(import.meta.dirname, "../../samples");
const hour = 3_600_000;
const proposed = 15;

/** The labels that a careful person sees on each sample photo, by key. */
const valid = new Map(
  readFileSync(join(samples, "valid-labels.csv"), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",") as [string, string])
    .map(([image, labels]) => [image, labels.split("|").filter(Boolean)] as const),
);
const photos = [...valid.keys()];
const everyLabel = [...new Set([...valid.values()].flat())];

/** The photo's own labels, and then such as other photos have, a different stretch of them for each. */
function proposalsOf(photo: string): string[] {
  const own = valid.get(photo) ?? [];
  const from = 7 * photos.indexOf(photo);
  const others = everyLabel.map((_, at) => everyLabel[(from + at) % everyLabel.length]!);
  return [...new Set([...own, ...others])].slice(0, proposed);
}

/** When the pages are looked at. */
export const today = new Date("2026-10-15T15:00:00.000Z");

/**
 * The sample photos a fortnight into the work, the same to the pixel whenever it is made: three annotators have done
 * most of it, an expert some of what they disagreed on, a lead has released what there was, and somebody asks for help.
 */
export async function openLivedInStudy(): Promise<SmallStudy> {
  let now = today.getTime() - 14 * 24 * hour;
  const study = await openSmallStudy({
    photos,
    proposals: proposalsOf,
    now: () => new Date(now),
    people: { ann: ["annotator"], ben: ["annotator"], cem: ["annotator"], eva: ["expert"], lead: ["lead"] },
  });
  const { ctx, project, personOf } = study;
  // What an installation draws is its own secret: here it is always the same.
  await ctx.db
    .updateTable("chance")
    .set({ key: "0".repeat(64) })
    .execute();
  const lead = personOf("lead");
  await addGold(ctx, { project, person: lead, keys: photos.slice(0, 3) });
  const annotators = ["ann", "ben", "cem"].map(personOf);
  await assignBatches(ctx, { project, annotators, batches: 3, overlap: 2, seed: 1 });

  const stored = await ctx.db.selectFrom("image").select(["id", "key"]).execute();
  const keyOf = new Map(stored.map(({ id, key }) => [id, key]));
  const answer = async (who: string, stage: Stage, images: number, spare: (nth: number) => number) => {
    const person = personOf(who);
    for (let nth = 0; nth < images; nth++) {
      now += (5 * hour) / 2;
      const { current } = await getNextWork(ctx, { project, stage, person });
      if (!current) return;
      const seen = (valid.get(keyOf.get(current.image.id)!) ?? []).map(study.labelOf);
      const chosen = seen.slice(0, Math.max(1, seen.length - spare(nth)));
      const page = fillPage(current, chosen);
      const draft = {
        ...page,
        activeMs: 9_000 + 1_500 * (nth % 5),
        ...(nth === 2 ? { flag: "Is this one label or two?" } : {}),
      };
      await saveAnnotation(ctx, { person, assignment: current.id, ...makeSave(draft) });
    }
  };
  await answer("eva", "refine", 2, () => 0);
  await answer("ann", "annotate", 14, () => 0);
  await answer("ben", "annotate", 12, (nth) => (nth % 3 === 0 ? 1 : 0));
  await answer("cem", "annotate", 13, (nth) => (nth % 4 === 0 ? 2 : 0));
  await answer("eva", "refine", 3, () => 0);
  now = today.getTime() - 20 * hour;
  await createRelease(ctx, {
    project,
    name: "First half",
    allowPending: true,
    licence: "CC-BY-4.0",
    person: lead,
  });
  await answer("ben", "annotate", 2, () => 0);
  const blocked = await getNextWork(ctx, { project, stage: "annotate", person: personOf("cem") });
  for (const reason of ["It is too dark.", "I cannot tell what it is."]) {
    const asked = { person: personOf("cem"), assignment: blocked.current!.id, operation: newId(), reason };
    await skipAssignment(ctx, asked);
  }
  const flagged = await ctx.db
    .selectFrom("annotation")
    .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select("assignment.imageId")
    .where("annotation.flag", "is not", null)
    .where("assignment.personId", "=", personOf("ben"))
    .where("image.isGold", "=", 0)
    .executeTakeFirstOrThrow();
  const write = (who: string, text: string, to: string | null = null) => {
    now += hour;
    const message = { project, image: flagged.imageId, person: personOf(who), text, to };
    return writeMessage(ctx, { ...message, operation: newId() });
  };
  await write("ben", `Do the ones behind the glass count, ${mentionOf(lead)}?`);
  await write("lead", "They do, if you can tell what they are.", personOf("ben"));
  await write("lead", `${mentionOf(personOf("cem"))}, look at this one once more, please.`);
  await getThread(ctx, { project, image: flagged.imageId, person: lead });
  now = today.getTime();
  return study;
}
