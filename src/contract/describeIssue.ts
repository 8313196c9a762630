import type { z } from "zod";

type Issue = z.core.$ZodIssue;

const nouns: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object with fields",
  record: "an object with fields",
  null: "null",
  date: "a date",
};

/** A place within a value: "labels, item 1, name". */
export const placeOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === "number" ? `item ${part + 1}` : String(part))).join(", ");

/** The part of a value at a path. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<PropertyKey, unknown>)[part];
  }
  return found;
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)} ...` : text;
};

/**
 * What is wrong with a value that a schema refused, in words for people: the library's own are for programmers. Messages
 * given by our schemas are kept.
 *
 * @param value the whole value, of which the issue's path is a part
 * @returns the place, and a sentence without a subject ("is missing", "is 3, not text")
 */
export function describeIssue(issue: Issue, value: unknown): { place: string; what: string } {
  const place = placeOf(issue.path);
  return { place, what: describe(issue, valueAt(value, issue.path)) };
}

function describe(issue: Issue, found: unknown): string {
  if (found === undefined && issue.code !== "custom") return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `is ${shown(found)}, and must be ${nouns[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `is ${shown(found)}, and must be ${issue.values.map((one) => shown(one)).join(" or ")}`;
    case "too_small":
      if (issue.origin === "string")
        return String(found).trim() === "" ? "is empty" : `has fewer than ${issue.minimum} characters`;
      if (issue.origin === "array") return `has fewer than ${issue.minimum} items`;
      return `is ${shown(found)}, and must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `has more than ${issue.maximum} characters`;
      if (issue.origin === "array") return `has more than ${issue.maximum} items`;
      return `is ${shown(found)}, and must be ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}`;
    case "unrecognized_keys":
      return `has ${issue.keys.map((key) => shown(key)).join(", ")}, which is not known`;
    case "not_multiple_of":
      return `is ${shown(found)}, and must be a multiple of ${issue.divisor}`;
    case "custom":
      return issue.message ?? "is not as expected";
    default:
      return `is ${shown(found)}, which is not of a form that is read`;
  }
}
