import { Failure } from "../../contract/failure.ts";
import { carryOriginals } from "../../core/labels/labelFate.ts";
import { listOriginalsByImage } from "../../db/images/originalLabel.ts";
import { findFormers, listLabels, listLabelTotals } from "../../db/labels/labelSpace.ts";
import { getProject } from "../../db/project/project.ts";
import { labelVersionOf, listReleasesOf, streamReleaseImages } from "../../db/releases.ts";
import { commandFor } from "../../files/commandFor.ts";
import type { Context } from "../context.ts";
import { varyByVotes } from "./parts/varyByVotes.ts";
import type { LoadLabels, ReferenceLabels } from "./referenceLabels.ts";

/**
 * Labels of a release, with the annotators' votes behind them: what the labels would be if everything that anybody
 * chose counted, or only what everybody chose.
 *
 * @param number of the release; the newest by default
 * @throws Failure `not-found`; `bad-file` where no image of the list is in the release
 */
export function labelsOfRelease(
  { db, dataFolder }: Pick<Context, "db"> & { dataFolder?: string },
  { project: id, number }: { project: string; number?: number | undefined },
): LoadLabels {
  return async (images, imagesFile): Promise<ReferenceLabels> => {
    const releases = await listReleasesOf(db, id);
    const release = number === undefined ? releases[0] : releases.find((one) => one.number === number);
    if (!release) {
      const there = releases.map((one) => one.number).join(", ");
      throw new Failure(
        "not-found",
        releases.length === 0
          ? `The project has no release yet. Make one: ${commandFor("release create", { data: dataFolder })}`
          : `There is no release ${number}. There are: ${there}.`,
      );
    }
    const project = await getProject(db, id);
    const positions = new Map(images.map((image, position) => [image, position]));
    const valid = images.map((): number[] => []);
    const isNamed = new Uint8Array(images.length);
    const provenance = images.map((): string | undefined => undefined);
    const positionOf = new Map<string, number>();
    for await (const row of streamReleaseImages(db, release.id)) {
      const position = positions.get(row.imageKey);
      if (position === undefined) continue;
      positionOf.set(row.imageId, position);
      valid[position] = JSON.parse(row.labelsJson) as number[];
      isNamed[position] = 1;
      provenance[position] = row.provenance;
    }
    if (positionOf.size === 0) {
      throw new Failure(
        "bad-file",
        `${imagesFile} names no image of release ${release.number}. Images are named by their keys, such as the release's CSV has them.`,
      );
    }
    const protocol = JSON.parse(release.protocolJson) as Record<string, unknown>;
    const labelVersion = labelVersionOf(release);
    const formers = await findFormers(db, id, labelVersion);
    const ids = images.map((): string | null => null);
    for (const [image, position] of positionOf) ids[position] = image;
    const originals = images.map((): number[] => []);
    for (const [image, labels] of await listOriginalsByImage(db, id)) {
      const position = positionOf.get(image);
      if (position !== undefined) originals[position] = carryOriginals(labels, formers);
    }
    return {
      source: {
        kind: "release",
        project: project.name,
        number: release.number,
        name: release.name,
        sha256: release.sha256,
        at: release.at,
        protocol,
      },
      valid,
      isNamed,
      others: await varyByVotes(db, ids, { valid, provenance }, { project: id, labelVersion }),
      originals: originals.some((labels) => labels.length > 0) ? originals : null,
      space: {
        labels: (await listLabels(db, project, labelVersion)).length,
        totals: await listLabelTotals(db, project),
        formers,
      },
      proposers: namesOfProposers(protocol),
    };
  };
}

/** The models named as proposers in a release's protocol. */
function namesOfProposers(protocol: Record<string, unknown>): string[] {
  const proposers = protocol.proposers as { models: { name: string }[] }[] | undefined;
  return [...new Set((proposers ?? []).flatMap(({ models }) => models.map(({ name }) => name)))];
}
