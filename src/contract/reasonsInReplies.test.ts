import { expect, it } from "vitest";
import { z } from "zod";
import { listEndpoints } from "../../test/documents/listEndpoints.ts";

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema | boolean;
  prefixItems?: Schema[];
  additionalProperties?: Schema | boolean;
}

/** What is null because there is no such thing, as the contract says beside it; no number that could not be computed. */
const noStatistic = new Set([
  // The number of a batch, in refinement.
  "batch",
  // A model's score of a label that it did not propose, and of a file of ranks.
  "score",
  // Labels by their numbers: what people call the main object, where they see one.
  "mainLabel",
  // Numbers of labels, versions and releases.
  "labels",
  "found",
  "verdicts",
  "known",
  "frozen",
  "release",
  // Before the first image is submitted.
  "medianActiveMs",
  // Where nobody is asked for objects.
  "candidates",
  // Of a photo that was never ticked.
  "changedMs",
]);

const isNumeric = ({ type, items, prefixItems }: Schema): boolean =>
  type === "number" ||
  type === "integer" ||
  (type === "array" && [...(prefixItems ?? []), items ?? []].flat().some((one) => isNumeric(one as Schema)));

const isNullableNumber = (schema: Schema): boolean =>
  (schema.anyOf?.some(({ type }) => type === "null") && schema.anyOf.some(isNumeric)) ||
  (schema.type === "array" && typeof schema.items === "object" && isNullableNumber(schema.items));

/** Numbers and intervals that may be null, with nothing beside them that could say why. */
function findUnexplained(schema: Schema, path: string): string[] {
  const keys = Object.keys(schema.properties ?? {});
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, part]) => {
    const names = [
      "reason",
      "reasons",
      "intervalMissing",
      `${key}Missing`,
      `${key.replace(/Interval$/, "")}Missing`,
    ];
    const isExplained = noStatistic.has(key) || names.some((name) => keys.includes(name));
    return [
      ...(isNullableNumber(part) && !isExplained ? [`${path}.${key}`] : []),
      ...findUnexplained(part, `${path}.${key}`),
    ];
  });
  const { anyOf = [], oneOf = [], prefixItems = [], items, additionalProperties } = schema;
  const parts = [...anyOf, ...oneOf, ...prefixItems, items, additionalProperties];
  return [...own, ...parts.flatMap((part) => (typeof part === "object" ? findUnexplained(part, path) : []))];
}

const replies = (await listEndpoints()).map(({ name, endpoint: { reply } }) => ({ name, reply }));

it("whatever number of a reply may be null has room for its reason", () => {
  expect(replies.length).toBeGreaterThan(50);
  for (const { name, reply } of replies) {
    const schema = z.toJSONSchema(reply, {
      unrepresentable: "any",
      io: "output",
      reused: "inline",
    }) as Schema;
    expect(findUnexplained(schema, name)).toEqual([]);
  }
});
