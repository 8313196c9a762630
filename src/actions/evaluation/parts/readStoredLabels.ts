import type { EvaluationData } from "../../../core/evaluation/evaluateModels.ts";
import { carryOriginals, type Formers } from "../../../core/labels/labelFate.ts";
import { listOriginalsByImage } from "../../../db/images/originalLabel.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { streamFinalLabels } from "../../../db/outcome/finalLabels.ts";
import { listProposalSources } from "../../../db/proposals/proposal.ts";
import { findReleaseOf, labelVersionOf, streamReleaseImages } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";
import { labelsOfRelease } from "../labelsOfRelease.ts";
import { varyByVotes } from "./varyByVotes.ts";

/** The labels that a project's models are evaluated by, in the order of the images' keys. */
interface StoredLabels extends Omit<EvaluationData, "unnamed" | "proposers"> {
  ids: string[];
  keys: string[];
  /** Models that proposed the labels, by id or by name. */
  proposers: ReadonlySet<string>;
  /** Id of the release that the labels are from; null for the labels so far. */
  release: string | null;
  /** Labels not offered in the label version that these are from. */
  formers: Formers;
}

/** @param about.release its number; null for the final labels so far */
export const readStoredLabels = (
  db: Db,
  { project, release }: { project: string; release: number | null },
): Promise<StoredLabels> =>
  release === null ? readLabelsSoFar(db, project) : readReleasedLabels(db, { project, number: release });

async function readLabelsSoFar(db: Db, project: string): Promise<StoredLabels> {
  const final = inOrderOfKeys(await Array.fromAsync(streamFinalLabels(db, project)));
  const ids = final.map(({ image }) => image);
  const originals = await listOriginalsByImage(db, project);
  const formers = await findFormers(db, project);
  const sources = await listProposalSources(db, project);
  const sets = {
    valid: final.map(({ labels }) => labels),
    provenance: final.map(({ provenance }) => provenance),
  };
  return {
    ids,
    keys: final.map(({ key }) => key),
    valid: sets.valid,
    originals: ids.map((id) => carryOriginals(originals.get(id) ?? [], formers)),
    others: await varyByVotes(db, ids, sets),
    proposers: new Set(sources.flatMap(({ models }) => models)),
    release: null,
    formers,
  };
}

async function readReleasedLabels(
  db: Db,
  { project, number }: { project: string; number: number },
): Promise<StoredLabels> {
  const release = await findReleaseOf(db, project, number);
  const released = inOrderOfKeys(
    release
      ? (await Array.fromAsync(streamReleaseImages(db, release.id))).map(({ imageId, imageKey }) => {
          return { image: imageId, key: imageKey };
        })
      : [],
  );
  const ids = released.map(({ image }) => image);
  const keys = released.map(({ key }) => key);
  if (release && ids.length === 0) {
    const none = { "agreed-only": [], "refined-only": [], union: [], intersection: [] };
    const rest = { proposers: new Set<string>(), formers: new Map(), release: release.id };
    return { ids, keys, valid: [], originals: [], others: none, ...rest };
  }
  const { valid, originals, others, proposers } = await labelsOfRelease({ db }, { project, number })(
    keys,
    "",
  );
  return {
    ids,
    keys,
    valid,
    originals: originals ?? keys.map(() => []),
    others,
    proposers: new Set(proposers),
    release: release?.id ?? null,
    formers: release ? await findFormers(db, project, labelVersionOf(release)) : new Map(),
  };
}

/** In string order, in which lists of images continue from a key. */
const inOrderOfKeys = <Image extends { key: string }>(images: readonly Image[]) =>
  images.toSorted((a, b) => (a.key < b.key ? -1 : 1));
