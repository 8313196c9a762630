import { join } from "node:path";
import { expect, it } from "vitest";
import { researchData } from "../researchData.ts";
import { readTruth } from "./readTruth.ts";
import { replay } from "./replay.ts";

const images = 60;

// The whole of it, 10,000 images: npm run bench:casestudy
it.skipIf(!researchData)(
  "research data: the published case, replayed, ends in the refined labels unless people agree on a wrong set",
  async () => {
    const folder = join(researchData!, "imagenetv2");
    const truths = readTruth(folder).slice(0, images);

    const never = await replay(folder, truths, "never-agreed");
    expect(never.different).toEqual([]);
    expect(Object.keys(never.released)).toHaveLength(images);
    expect(never.release).toMatchObject({
      pending: 0,
      agreed: images - never.toRefine,
      refined: never.toRefine,
    });
    expect(never.toRefine).toBeGreaterThan(0);

    const independent = await replay(folder, truths, "independent");
    expect(independent.different.length).toBeGreaterThan(0);
    for (const key of independent.different)
      expect([key, independent.provenance.get(key)]).toEqual([key, "agreed"]);
  },
  240_000,
);
