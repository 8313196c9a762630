import type { ImageLayout } from "../../contract/images/imageMap.ts";
import { Neighbourhood } from "../../core/audit/neighbourhood.ts";
import { layOut } from "../../core/embeddings/layOut.ts";
import { principalPlane } from "../../core/embeddings/principalPlane.ts";
import { listAuditedImages } from "../../db/audit.ts";
import { listEmbeddingSets } from "../../db/embeddings.ts";
import { countOwnImages } from "../../db/images/image.ts";
import type { Db } from "../../db/schema.ts";
import { findNearPairs } from "../audit/findNearPairs.ts";
import { type Finding, withoutImages } from "../findings/finding.ts";
import { packTexts } from "../findings/packedTexts.ts";
import { readUnitEmbeddings } from "./readUnitEmbeddings.ts";

/** How many neighbours decide an image's place. */
const neighbours = 15;
/** Maximum number of images laid out; of more, the first by id are taken, which is a random order. */
const maxImages = 100_000;
const seed = 1;

/** Lays a project's images out in a plane by the embeddings of most images. Slow for projects with many images. */
export async function mapImages(db: Db, { project }: { project: string }): Promise<Finding<ImageLayout>> {
  const images = await countOwnImages(db, project);
  const [set] = (await listEmbeddingSets(db, project)).filter(({ images: seen }) => seen > 0);
  if (!set) return withoutImages({ model: null, size: 0, images, embedded: 0, seed, places: "" });
  const all = (await listAuditedImages(db, project)).sort((a, b) => (a.id < b.id ? -1 : 1));
  // Images without an embedding are among these, so fewer may be laid out.
  const { rows, size, which } = await readUnitEmbeddings({ db }, set, all.slice(0, maxImages));
  const count = Math.max(1, Math.min(neighbours, which.length - 1));
  const around = new Neighbourhood(
    which.map(() => []),
    count,
  );
  await findNearPairs(rows, size, 1, { onBlock: (similarities, at) => around.addBlock(similarities, at) });
  const indices = new Int32Array(which.length * count).fill(-1);
  const distances = new Float32Array(which.length * count);
  const found = new Int32Array(which.length);
  for (const { first, second, distance } of around.finish().edges) {
    const at = first * count + found[first]!++;
    indices[at] = second;
    distances[at] = distance;
  }
  const plane = layOut({ count, indices, distances }, principalPlane(rows, size), seed);
  const places = Uint16Array.from(plane, (place) => Math.round(place * 65_535));
  const shown = which.map((at) => all[at]!);
  return {
    report: {
      model: set.name,
      size,
      images,
      embedded: set.images,
      seed,
      places: Buffer.from(places.buffer).toString("base64"),
    },
    ids: packTexts(shown.map(({ id }) => id)),
    keys: packTexts(shown.map(({ key }) => key)),
    lists: {},
  };
}
