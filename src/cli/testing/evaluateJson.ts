type Values = Record<string, unknown>;

const says = (reason: unknown) => typeof reason === "string" && /\w/.test(reason);
const isObject = (value: unknown): value is Values => typeof value === "object" && value !== null;

/** Where something is null, or holds null, and nothing beside it says why. */
export function findUnexplained(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => findUnexplained(one, `${path}[]`));
  if (!isObject(value)) return [];
  const reasons = (value.reasons ?? {}) as Values;
  return Object.entries(value).flatMap(([key, part]) => {
    const isMissing = part === null || (Array.isArray(part) && part.includes(null));
    const isExplained =
      says(reasons[key]) || says(value.reason) || says(value.missing) || isIntervalExplained(value, key);
    // A reason that fits everything says nothing.
    const isVague = isMissing && reasons[key] === "it is not defined for these data";
    return [
      ...((isMissing && !isExplained) || isVague ? [`${path}.${key}`] : []),
      ...findUnexplained(part, `${path}.${key}`),
    ];
  });
}

function isIntervalExplained(value: Values, key: string): boolean {
  if (says(value[`${key}Missing`])) return true;
  if (!/interval$/i.test(key)) return false;
  return says(value.intervalMissing) || says(value[`${key.replace(/Interval$/, "")}Missing`]);
}

/** Intervals of no width. */
export function findPoints(value: unknown, path = ""): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const isInterval =
      (/interval$|_ci$|^(wilson|wald|clopperPearson|bootstrap)$/i.test(key) || /intervals$/.test(path)) &&
      Array.isArray(part);
    const bounds = isInterval ? (Array.isArray(part[0]) ? part : [part]) : [];
    const isPoint = bounds.some(
      (pair) => Array.isArray(pair) && typeof pair[0] === "number" && pair[0] === pair[1],
    );
    // Ranks are whole numbers: of one model there is one.
    return [
      ...(isPoint && !/rank/.test(path + key) ? [`${path}.${key}`] : []),
      ...findPoints(part, `${path}.${key}`),
    ];
  });
}

/** Numbers that are no estimates: settings, bounds of bins, what a model or a test says, and sums. */
const noEstimate =
  /^(above|at_?most|.*threshold|target_recall|one_of_k|mean_?(confidence|predicted)|.*likelihood|objective|p|p_?holm|p_?benjamini_?hochberg)$/i;
/** Of an object with one interval, what it is of. */
const main = ["value", "share", "difference", "correlation", "cohenKappa", "shareTrue"];

/** Fractions that have neither an interval nor a reason why they have none. */
export function findBare(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => findBare(one, `${path}[]`));
  if (!isObject(value)) return [];
  const reasons = (value.reasons ?? {}) as Values;
  const { intervals } = value;
  return Object.entries(value).flatMap(([key, part]) => {
    if (/interval$|_ci$|intervals$/i.test(key)) return [];
    const numbers = Array.isArray(part) ? part : [part];
    const isFraction = numbers.some((one) => typeof one === "number" && !Number.isInteger(one));
    const names = [`${key}_ci`, `${key.replace(/_share$/, "")}_ci`, `${key}Interval`];
    const hasInterval =
      names.some((name) => name in value) ||
      ("interval" in value && main.includes(key)) ||
      (isObject(intervals) && key in intervals);
    const hasReason =
      says(reasons[`${key}_ci`]) || says(value[`${key}Missing`]) || says(value.intervals_missing);
    return [
      ...(isFraction && !noEstimate.test(key) && !hasInterval && !hasReason ? [`${path}.${key}`] : []),
      ...findBare(part, `${path}.${key}`),
    ];
  });
}
