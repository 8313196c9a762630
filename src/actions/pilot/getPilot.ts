import { imageUrl } from "../../contract/images/image.ts";
import type { Pilot, PilotPage } from "../../contract/pilot.ts";
import { findDisputedPairs } from "../../core/agreement/findDisputes.ts";
import { listDisagreements, listName } from "../../core/agreement/listDisagreements.ts";
import { measureSetAgreement } from "../../core/agreement/measureSetAgreement.ts";
import { countToDeal } from "../../db/batches.ts";
import {
  countPilotWork,
  isAnnotating,
  listPilotImages,
  listPilots,
  type Pilot as StoredPilot,
} from "../../db/pilot.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { listPilotVotes } from "../../db/votes.ts";
import { groupImageVotes } from "../agreement/readGroupedVotes.ts";
import type { Context } from "../context.ts";
import { listAnnotators, listMissing } from "./makePilot.ts";

const bootstrap = { replicates: 1000, seed: 1 };
/** Maximum number of rows in the list of pairs, and of images per pair. */
const maxPairs = 20;
const maxExamples = 4;

/** The state of a project's newest pilot, and whether another could be made. */
export async function getPilot(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<PilotPage> {
  const { guidelineVersion, rulingVersion, settings } = await getProject(db, project);
  const [newest, ...earlier] = await listPilots(db, project);
  const isOpen = newest?.frozenAt === null;
  return {
    // With a pilot open, no other is offered, so there is no need to count all images.
    candidates: isOpen ? 0 : (await countToDeal(db, project, settings.overlap)).unassigned,
    annotators: (await listAnnotators(db, project)).length,
    workBegan: !isOpen && (await isAnnotating(db, project)),
    guidelineVersion,
    rulingVersion,
    rounds: earlier.length + (newest ? 1 : 0),
    pilot: newest ? await describe(db, newest) : null,
  };
}

async function describe(db: Db, pilot: StoredPilot): Promise<Pilot> {
  const { id, seed, createdAt, frozenAt, guidelineVersion, rulingVersion } = pilot;
  const images = await listPilotImages(db, id);
  const { votes, keys } = await groupImageVotes([await listPilotVotes(db, images)]);
  const { exactMatch, jaccard } = measureSetAgreement(votes, bootstrap);
  const pairs = findDisputedPairs(votes);
  const shown = pairs.slice(0, maxPairs);
  const lists = listDisagreements(votes, { disputed: [], pairs: shown.map(({ labels }) => labels) });
  return {
    id,
    seed,
    at: createdAt,
    images: images.length,
    people: await describePeople(db, id),
    missing: frozenAt === null ? await listMissing(db, pilot) : [],
    exactMatch,
    jaccard,
    disputedPairs: {
      total: pairs.length,
      rows: shown.map(({ labels: [a, b], images: disputed, chosen }) => ({
        labels: [Number(a), Number(b)],
        images: disputed,
        chosen,
        examples: (lists[listName.labels(a, b)] ?? []).slice(0, maxExamples).map((at) => {
          const { image } = votes.images[at]!;
          return { id: image, key: keys[at]!, thumbnailUrl: imageUrl(image, "thumbnail") };
        }),
      })),
    },
    frozen:
      frozenAt === null
        ? null
        : { at: frozenAt, guidelineVersion: guidelineVersion ?? 0, rulingVersion: rulingVersion ?? 0 },
  };
}

async function describePeople(db: Db, pilot: string): Promise<Pilot["people"]> {
  const people = Map.groupBy(await countPilotWork(db, pilot), ({ person }) => person);
  return [...people].map(([id, rows]) => ({
    id,
    name: rows[0]!.name,
    done: rows
      .filter(({ state }) => state === "submitted" || state === "withdrawn")
      .reduce((sum, { submitted }) => sum + submitted, 0),
    total: rows.reduce((sum, { images }) => sum + images, 0),
  }));
}
