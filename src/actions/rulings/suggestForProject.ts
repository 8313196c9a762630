import type { z } from "zod";
import { imageUrl } from "../../contract/images/image.ts";
import type { getRelations as contract } from "../../contract/rulings/relations.ts";
import { kinOf } from "../../core/labels/kinOf.ts";
import type { LabelPair } from "../../core/rulings/ruling.ts";
import { rulingsAt } from "../../core/rulings/ruling.ts";
import { type DisputedImage, suggestRelations } from "../../core/rulings/suggestRelations.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { streamDisputed } from "../../db/outcome/agreement.ts";
import { findFinalLabelsOf } from "../../db/outcome/finalLabels.ts";
import { getProject } from "../../db/project/project.ts";
import { listRulingChanges } from "../../db/rulings/ruling.ts";
import type { Db } from "../../db/schema.ts";
import { listVotesOf } from "../../db/votes.ts";
import type { Context } from "../context.ts";

/** Maximum number of relations shown: nobody rules on more at a time. */
const maxRelations = 50;

/**
 * Relations between labels that would settle disputes, derived from experts' decisions and from the label space; pairs
 * with a ruling are left out. Slow where there are many disputes.
 */
export async function suggestForProject(
  { db }: Pick<Context, "db">,
  { project: id }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const project = await getProject(db, id);
  const compares = openingOf(project.settings).compare !== null;
  const { images, ids } = compares ? await readDisputes(db, id) : { images: [], ids: [] };
  const labels = (await listLabels(db, project)).filter(({ fate }) => fate === undefined);
  const ruled = rulingsAt(await listRulingChanges(db, id)).map((ruling) => ruling.labels);
  const offered = new Set(labels.map(({ index }) => index));
  const relations = suggestRelations(images, { ruled, kinds: listKinds(labels) })
    .filter(({ labels: pair }) => pair.every((label) => offered.has(label)))
    .slice(0, maxRelations);
  const kin = kinOf(labels);
  const byIndex = new Map(labels.map((label) => [label.index, label]));
  const hasKinds = labels.some(({ hypernyms }) => hypernyms.length > 0);
  const areKin = ([first, second]: LabelPair) =>
    kin(byIndex.get(first)!).some(({ label }) => label.index === second);
  return {
    compares,
    exemplarVersion: project.exemplarVersion,
    open: images.filter(({ decided }) => decided === null).length,
    decided: images.filter(({ decided }) => decided !== null).length,
    relations: relations.map(({ labels: pair, examples, ...relation }) => ({
      ...relation,
      ...(relation.interval === null ? { intervalMissing: "no decided dispute tells of it" } : {}),
      labels: [...pair],
      isKin: relation.from === "kinds" ? true : hasKinds ? areKin(pair) : null,
      examples: examples.map((place) => {
        const { id: image, key } = ids[place]!;
        return { id: image, key, thumbnailUrl: imageUrl(image, "thumbnail") };
      }),
    })),
  };
}

/** The images that people disagree on, with what experts decided about them. */
async function readDisputes(db: Db, project: string) {
  const images: DisputedImage[] = [];
  const ids: { id: string; key: string }[] = [];
  for await (const page of streamDisputed(db, project)) {
    const decided = await findFinalLabelsOf(
      db,
      page.map(({ id }) => id),
    );
    for (const { id, key, annotations } of await listVotesOf(db, page)) {
      const final = decided.get(id);
      images.push({
        people: annotations.map(
          ({ decisions }) => new Map(decisions.map(({ label, answer }) => [label, answer])),
        ),
        decided: final ? new Set(final) : null,
        fold: images.length,
      });
      ids.push({ id, key });
    }
  }
  return { images, ids };
}

/** Pairs in which the second label is a hypernym of the first, by name. */
function listKinds(labels: readonly { index: number; name: string; hypernyms: readonly string[] }[]) {
  const byName = Map.groupBy(labels, ({ name }) => name.toLowerCase());
  return labels.flatMap(({ index, hypernyms }) =>
    hypernyms.flatMap((kind) => {
      const named = byName.get(kind.toLowerCase()) ?? [];
      return named.length === 1 && named[0]!.index !== index ? [[index, named[0]!.index] as const] : [];
    }),
  );
}
