import { boundErrors } from "../../../src/core/auditSample/boundErrors.ts";
import { planSample } from "../../../src/core/auditSample/planSample.ts";
import { seededRandom } from "../../../src/core/seededRandom.ts";
import { shareInterval } from "../../../src/stats/intervals/shares/shareInterval.ts";
import type { Row } from "../protocols.ts";
import { readImageNetV2 } from "./imageNetV2.ts";
import { draw, expectedOfStrata, type PlantedErrors, plant } from "./trustCertified.ts";

const campaigns = 1000;
const budget = 1000;
const quantities = ["imagesMissing", "imagesWrong", "labelsMissing", "labelsWrong"] as const;

/** How often one expert overlooks a label that is there: on most images, and on some that are hard for everybody. */
const experts = [
  ["overlook nothing", { most: 0, hard: 0, share: 0 }],
  ["overlook 10 % each, by themselves", { most: 0.1, hard: 0.1, share: 0 }],
  ["overlook 10 % each, on the same hard images", { most: 0.02, hard: 0.55, share: 0.15 }],
] as const;

/**
 * Certified releases whose experts err, alone and together: what the bounds are about. A label that one of two sees is
 * settled rightly. Of one that both overlook, an expert is asked who overlooks it as often, if the release has it; if the
 * release lacks it, it is not there for the audit.
 */
export async function benchExperts(data: string): Promise<Row[]> {
  const strata = plant(await readImageNetV2(data), 5);
  return experts.map(([words, rates]) => tell(words, strata, rates));
}

function tell(
  words: string,
  strata: readonly PlantedErrors[][],
  { most, hard, share }: { most: number; hard: number; share: number },
): Row {
  const random = seededRandom(`experts ${words}`);
  // What two experts would settle on is a property of an image: the same in every campaign.
  const judged = strata.map((errors) =>
    errors.map(({ missing, wrong, right }) => {
      const rate = random() < share ? hard : most;
      const overlooked = (labels: number, looks: number) =>
        Array.from({ length: labels }, () =>
          Array.from({ length: looks }, random).every((chance) => chance < rate),
        ).filter(Boolean).length;
      return { missing: missing - overlooked(missing, 2), wrong: wrong + overlooked(right, 3), right };
    }),
  );
  const plan = planSample(expectedOfStrata(strata), budget);
  const [truth, found] = [countAll(strata), countAll(judged)];
  const held = { judged: zeros(), truth: zeros() };
  for (let campaign = 0; campaign < campaigns; campaign++) {
    const { whole } = boundErrors(
      judged.map((errors, at) => ({
        stratum: String(at),
        images: errors.length,
        audited: draw(errors, plan.sizes[at]!, random),
      })),
    );
    for (const quantity of quantities) {
      const [low, high] = whole[quantity].interval!;
      if (low <= found[quantity] && found[quantity] <= high) held.judged[quantity]++;
      if (low <= truth[quantity] && truth[quantity] <= high) held.truth[quantity]++;
    }
  }
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  const told = (counts: Counts) =>
    quantities.map((quantity) => `${quantity} ${percent(counts[quantity] / campaigns)}`).join(", ");
  const lowest = Math.min(...Object.values(held.judged));
  const numbers = quantities
    .map((quantity) => `${quantity} ${found[quantity]} of ${truth[quantity]}`)
    .join(", ");
  return {
    goal: `certified release, experts ${words}: bounds hold what the experts see, at least 94 %`,
    measured: `of what they see ${told(held.judged)} (the lowest ${shareInterval(lowest, campaigns)!.map(percent).join(" to ")}); of what is true ${told(held.truth)}; they see ${numbers}; ${campaigns} campaigns of ${plan.total} images`,
    verdict: lowest / campaigns >= 0.94 ? "met" : "missed",
  };
}

type Counts = Record<(typeof quantities)[number], number>;

const zeros = (): Counts => ({ imagesMissing: 0, imagesWrong: 0, labelsMissing: 0, labelsWrong: 0 });

/** Of an image at most three errors of a kind count. */
function countAll(strata: readonly PlantedErrors[][]): Counts {
  const counts = zeros();
  for (const { missing, wrong } of strata.flat()) {
    counts.imagesMissing += Number(missing > 0);
    counts.imagesWrong += Number(wrong > 0);
    counts.labelsMissing += Math.min(3, missing);
    counts.labelsWrong += Math.min(3, wrong);
  }
  return counts;
}
