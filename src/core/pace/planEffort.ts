import { combineRanges, type Range } from "../range.ts";
import { rulesOf } from "../stages/rulesOf.ts";
import { type Stage, stages } from "../tasks/stage.ts";

/** What the work of a project rests on. */
export interface EffortAssumptions {
  images: number;
  /** Annotators per image. */
  overlap: number;
  /** People who mark an image's objects beside its labels; 0 where nobody is asked to. */
  objectsOverlap: number;
  /** People who work at the same time, by stage: those of the protocol. */
  people: Partial<Record<Stage, number>>;
  /** Seconds of active work on one image, by stage. */
  secondsPerImage: Partial<Record<Stage, Range>>;
  /** The share of the images that goes to refinement, 0 to 1. */
  refineShare: Range;
  /** Hours that one person works on this in a day. */
  hoursPerDay: number;
  /** Of one person, in any currency. */
  costPerHour: number;
}

export interface StageEffort {
  stage: Stage;
  people: number;
  /** Images decided on, each counted once for each person who decides. */
  decisions: Range;
  /** Of all people together. */
  hours: Range;
  /** Working days of all people side by side. */
  days: Range;
  cost: Range;
}

export interface EffortPlan {
  stages: StageEffort[];
  /** `days`: one stage after the other. Experts can begin while annotators work, so it may end sooner. */
  total: Pick<StageEffort, "hours" | "days" | "cost">;
}

/**
 * What a project takes before it starts: a product of its parts, with the least and the most that they may be.
 *
 * @throws RangeError where nobody works in a stage, or a number is not what it must be
 */
export function planEffort(assumptions: EffortAssumptions): EffortPlan {
  check(assumptions);
  const { images, overlap, objectsOverlap, people, secondsPerImage, refineShare, hoursPerDay, costPerHour } =
    assumptions;
  const exactly = (count: number): Range => ({ low: count, likely: count, high: count });
  const all = exactly(images * overlap);
  const disputed = combineRanges([refineShare], (share = 0) => images * share);
  const marked = exactly(images * objectsOverlap);
  const efforts = stages.flatMap((stage): StageEffort[] => {
    const working = people[stage];
    const seconds = secondsPerImage[stage];
    if (working === undefined || seconds === undefined) return [];
    const { answers } = rulesOf(stage);
    const decisions = answers === "compared" ? all : answers === "joined" ? marked : disputed;
    const hours = combineRanges([decisions, seconds], (count = 0, seconds = 0) => (count * seconds) / 3600);
    return [
      {
        stage,
        people: working,
        decisions,
        hours,
        days: combineRanges([hours], (sum = 0) => sum / (working * hoursPerDay)),
        cost: combineRanges([hours], (sum = 0) => sum * costPerHour),
      },
    ];
  });
  const sum = (part: "hours" | "days" | "cost") =>
    combineRanges(
      efforts.map((effort) => effort[part]),
      (...values) => values.reduce((total, value) => total + value, 0),
    );
  return { stages: efforts, total: { hours: sum("hours"), days: sum("days"), cost: sum("cost") } };
}

function check({ images, overlap, people, secondsPerImage, refineShare, ...rest }: EffortAssumptions): void {
  const positive = { images, overlap, ...people, hoursPerDay: rest.hoursPerDay };
  for (const [name, value] of Object.entries(positive)) {
    if (!(value > 0)) throw new RangeError(`${name} must be more than 0, not ${value}.`);
  }
  if (!(rest.costPerHour >= 0)) throw new RangeError(`costPerHour cannot be ${rest.costPerHour}.`);
  for (const { low, likely, high } of [...Object.values(secondsPerImage), refineShare]) {
    if (!(low >= 0 && low <= likely && likely <= high)) {
      throw new RangeError(`${low} to ${high} with ${likely} as the likely value is no range.`);
    }
  }
  if (refineShare.high > 1) throw new RangeError("No more than all images can go to refinement.");
}
