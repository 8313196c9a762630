import { z } from "zod";
import { seededRandom } from "../../src/core/seededRandom.ts";

/** Values that a program sends and a page never does. */
const hostile: unknown[] = [
  null,
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\u001b[2J",
  "\ud800",
  "\u202egpj",
  "é".normalize("NFD"),
  "x".repeat(70_000),
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "%00",
  "<script>alert(1)</script>",
  "'; drop table image; --",
  "2026-02-30T25:61:61.000Z",
  "00000000-0000-0000-0000-000000000000",
  -1,
  0,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  true,
  [],
  {},
  [[[[]]]],
  Array.from({ length: 3000 }, (_, at) => at),
  Array.from({ length: 3000 }, () => "same"),
  JSON.parse('{"__proto__": {"x": 1}, "constructor": {"prototype": 1}}'),
];

type Json = Record<string, unknown>;

/** A value that a JSON Schema describes, more or less; ids are taken from those that exist. */
function makeFitting(schema: Json, random: () => number, ids: readonly string[]): unknown {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  // A schema that is only true or false takes anything, or nothing.
  if (typeof schema !== "object") return null;
  const either = (schema["anyOf"] ?? schema["oneOf"]) as Json[] | undefined;
  if (either) return makeFitting(pick(either), random, ids);
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return pick(schema["enum"]);
  switch (schema["type"]) {
    case "object": {
      const properties = (schema["properties"] ?? {}) as Record<string, Json>;
      const needed = new Set((schema["required"] ?? []) as string[]);
      return Object.fromEntries(
        Object.entries(properties)
          .filter(([name]) => needed.has(name) || random() < 0.7)
          .map(([name, value]) => [name, makeFitting(value, random, ids)]),
      );
    }
    case "array":
      return Array.from({ length: Math.floor(random() * 3) }, () =>
        makeFitting((schema["items"] ?? {}) as Json, random, ids),
      );
    case "integer":
    case "number":
      return Math.floor(random() * Math.min(5, Number(schema["maximum"] ?? 5)));
    case "boolean":
      return random() < 0.5;
    case "string":
      return random() < 0.6 ? pick(ids) : pick(["a text", "x".repeat(12), "someone@example.org"]);
    default:
      return null;
  }
}

/** The same with one place of it, or all, replaced by a hostile value. */
function spoil(value: unknown, random: () => number): unknown {
  const inside = typeof value === "object" && value !== null ? Object.keys(value) : [];
  if (inside.length === 0 || random() < 0.1) return hostile[Math.floor(random() * hostile.length)];
  const key = inside[Math.floor(random() * inside.length)]!;
  const copy = structuredClone(value) as Json;
  copy[key] = spoil(copy[key], random);
  return copy;
}

/**
 * A request's content that nearly fits its schema: one in four fits.
 *
 * @param seed the same seed makes the same value
 */
export function nearlyFitting(schema: z.ZodType, seed: string, ids: readonly string[]): unknown {
  const random = seededRandom(seed);
  const value = makeFitting(
    z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json,
    random,
    ids,
  );
  return random() < 0.25 ? value : spoil(value, random);
}
