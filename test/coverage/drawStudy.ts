import { seededRandom } from "../../src/core/seededRandom.ts";

/** Where images come from: so many of each class, or of classes at random. */
export const designs = ["class by class", "at random"] as const;
export type Design = (typeof designs)[number];

export interface Population {
  classes: number;
  /** Of each class, or on average. */
  imagesPerClass: number;
  design: Design;
  /** Standard deviation between classes, on the scale of a standard normal; 0 for classes that are alike. */
  spread: number;
}

/** Random numbers of every kind that simulations take, from a seed. */
export function draws(seed: string) {
  const uniform = seededRandom(seed);
  let spare: number | null = null;
  const normal = () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal };
}
type Draws = ReturnType<typeof draws>;

/** The standard normal distribution (Abramowitz and Stegun 26.2.17, to seven digits). */
export function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const beyond = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x < 0 ? beyond : 1 - beyond;
}

/** Where it is a share. */
export function normalQuantile(share: number): number {
  let [low, high] = [-9, 9];
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

/** What is added to the skill on images of each class: evenly over a normal distribution. */
export const shiftsOf = ({ classes, spread }: Pick<Population, "classes" | "spread">) =>
  Array.from({ length: classes }, (_, at) => spread * normalQuantile((at + 0.5) / classes));

const known = new Map<string, readonly number[]>();

/** `shiftsOf`, which takes as long as to draw a small study. */
function rememberedShifts({ classes, spread }: Population): readonly number[] {
  const key = `${classes} ${spread}`;
  const shifts = known.get(key) ?? shiftsOf({ classes, spread });
  known.set(key, shifts);
  return shifts;
}

/** The class of each image. */
export function drawClasses(
  { classes, imagesPerClass, design }: Population,
  { uniform }: Draws,
): Uint16Array {
  const classOf = new Uint16Array(classes * imagesPerClass);
  for (let image = 0; image < classOf.length; image++) {
    classOf[image] = design === "class by class" ? image % classes : Math.floor(uniform() * classes);
  }
  return classOf;
}

/** Skill that is right on a share of the images, when classes differ so. */
export const skillOf = (accuracy: number, spread: number) =>
  normalQuantile(accuracy) * Math.sqrt(1 + spread * spread);

/** The accuracy of a skill over the classes, exactly. */
export const accuracyOf = (skill: number, shifts: readonly number[]) =>
  shifts.reduce((sum, shift) => sum + normalBelow(skill + shift), 0) / shifts.length;

/** Part of an image's difficulty that all models share. */
const shared = 0.5;

/**
 * Verdicts of models on the same images: hard images are hard for all.
 *
 * @returns [models][images], 1 where right
 */
export function drawVerdicts(
  population: Population,
  skills: readonly number[],
  source: Draws,
): { right: Uint8Array[]; classOf: Uint16Array } {
  const shifts = rememberedShifts(population);
  const classOf = drawClasses(population, source);
  const right = skills.map(() => new Uint8Array(classOf.length));
  const [ofAll, ofOne] = [Math.sqrt(shared), Math.sqrt(1 - shared)];
  // Simulations spend their time here: loops by index, which make no pairs.
  for (let image = 0; image < classOf.length; image++) {
    const shift = shifts[classOf[image]!]!;
    const difficulty = source.normal() * ofAll;
    for (let model = 0; model < skills.length; model++) {
      if (difficulty + source.normal() * ofOne < skills[model]! + shift) right[model]![image] = 1;
    }
  }
  return { right, classOf };
}
