import { expect, it } from "vitest";
import { nameFrequentStatements } from "./frequentStatements.ts";

it("names a statement from its third time on, and always alike", () => {
  const nameOf = nameFrequentStatements();
  const names = Array.from({ length: 5 }, () => nameOf("select 1"));
  expect(names).toEqual([undefined, undefined, "frequent-0", "frequent-0", "frequent-0"]);
  for (let time = 0; time < 3; time++) nameOf("select 2");
  expect(nameOf("select 2")).toBe("frequent-1");
});

it("does not name statements without end: the server keeps a plan for each", () => {
  const nameOf = nameFrequentStatements();
  const names = new Set<string | undefined>();
  for (let text = 0; text < 3_000; text++)
    for (let time = 0; time < 3; time++) names.add(nameOf(`select ${text}`));
  expect(names.size).toBe(401);
  // Nor does it remember what comes once.
  const once = nameFrequentStatements();
  for (let text = 0; text < 10_000; text++) expect(once(`select ${text}`)).toBeUndefined();
});

it("names none that gives all columns of a table, however many it has by then", () => {
  const nameOf = nameFrequentStatements();
  const texts = [
    'select * from "image"',
    'select "image".*, "id" from "image"',
    'delete from "job" returning *',
  ];
  for (const text of texts) for (let time = 0; time < 5; time++) expect(nameOf(text)).toBeUndefined();
  for (let time = 0; time < 5; time++) nameOf('select count(*) as "rows" from "image"');
  expect(nameOf('select count(*) as "rows" from "image"')).toBe("frequent-0");
});
