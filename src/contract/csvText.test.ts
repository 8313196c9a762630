import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type CsvCell, csvText } from "./csvText.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "=1+1",
    "+a",
    "-7",
    "@x",
    "\t=1",
    'a "b", c',
    "two\nlines",
    "a\rb",
    "x;=1+1",
    'y;"@z',
    "a\n=1",
    " ",
    "'",
    "\ufeffa",
  ),
);
const cell: fc.Arbitrary<CsvCell> = fc.oneof(
  text,
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.constant(null),
);
// One empty cell alone is an empty line, which readers leave out.
const rows = fc.array(fc.tuple(fc.constant("key"), cell, cell), { minLength: 1 });
const read = (csv: string): string[][] => parse(csv, { record_delimiter: "\n" });

it("is read again to the letter", () => {
  fc.assert(
    fc.property(rows, (cells) => {
      expect(read(csvText(cells))).toEqual(
        cells.map((row) => row.map((one) => (one === null ? "" : String(one)))),
      );
    }),
  );
});

it("for spreadsheets, holds no text that would be run, and numbers as they are", () => {
  fc.assert(
    fc.property(rows, (cells) => {
      const found = read(csvText(cells, { spreadsheet: true }));
      for (const [at, row] of cells.entries()) {
        for (const [column, one] of row.entries()) {
          const written = found[at]![column]!;
          if (typeof one !== "string") expect(written).toBe(one === null ? "" : String(one));
          else {
            // Nothing but apostrophes was added, and no part of it begins with what would be run.
            expect(written.replaceAll("'", "")).toBe(one.replaceAll("'", ""));
            for (const part of written.split(/[;\t\r\n]/))
              expect(part).not.toMatch(/^"*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
            if (!/[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(one)) expect(written).toBe(one);
          }
        }
      }
    }),
  );
});
