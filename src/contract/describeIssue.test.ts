import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { describeIssue } from "./describeIssue.ts";
import { modelCard } from "./models/modelCard.ts";

const shape = z.strictObject({
  name: z.string().min(1).max(5),
  size: z.int().min(1).max(10).optional(),
  kind: z.enum(["a", "b"]).optional(),
  tags: z
    .array(z.strictObject({ text: z.string() }))
    .max(2)
    .optional(),
  either: z.union([z.string(), z.number()]).optional(),
  even: z
    .number()
    .refine((number) => number % 2 === 0, "must be even")
    .optional(),
});

test.each([
  [{}, "name is missing"],
  [{ name: 3 }, "name is 3, and must be text"],
  [{ name: "" }, "name is empty"],
  [{ name: "abcdef" }, "name has more than 5 characters"],
  [{ name: "a", size: 0 }, "size is 0, and must be at least 1"],
  [{ name: "a", size: 11 }, "size is 11, and must be at most 10"],
  [{ name: "a", size: 1.5 }, "size is 1.5, and must be a whole number"],
  [{ name: "a", kind: "c" }, 'kind is "c", and must be "a" or "b"'],
  [{ name: "a", tags: [{}] }, "tags, item 1, text is missing"],
  [{ name: "a", tags: {} }, "tags is {}, and must be a list"],
  [{ name: "a", tags: Array.from({ length: 3 }, () => ({ text: "" })) }, "tags has more than 2 items"],
  [{ name: "a", either: [] }, "either is [], which is not of a form that is read"],
  [{ name: "a", even: 3 }, "even must be even"],
  [{ name: "a", nmae: 3 }, ' has "nmae", which is not known'],
  [7, " is 7, and must be an object with fields"],
])("%j: %s", (value, words) => {
  const { error } = shape.safeParse(value);
  const { place, what } = describeIssue(error!.issues[0]!, value);
  expect(`${place} ${what}`).toBe(words);
});

test("the library's own words never come through", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.record({ name: fc.jsonValue(), input: fc.jsonValue() })),
      (value) => {
        const { error } = modelCard.safeParse(value);
        for (const issue of error?.issues ?? []) {
          const { what } = describeIssue(issue, value);
          if (issue.code !== "custom") expect(what).not.toContain(issue.message);
          expect(what).not.toMatch(/undefined|received|invalid input/i);
        }
      },
    ),
  );
});
