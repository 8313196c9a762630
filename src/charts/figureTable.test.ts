import { expect, it } from "vitest";
import { count, formatCell, number, share, tableToCsv, text } from "./figureTable.ts";

it("writes CSV with all digits, quoted where needed, and empty where undefined", () => {
  const table = {
    columns: [text("model", "Model"), share("real", "ReaL"), count("n", "of")],
    rows: [
      ['a "b", c', 1 / 3, 3],
      ["two\nlines", null, 0],
    ],
  };
  expect(tableToCsv(table)).toBe('model,real,n\n"a ""b"", c",0.3333333333333333,3\n"two\nlines",,0\n');
});

it("writes cells for people", () => {
  expect(formatCell(0.75372, share("a", "A"))).toBe("75.37\u00a0%");
  expect(formatCell(-0.01, share("a", "A"))).toBe("\u22121.00\u00a0%");
  expect(formatCell(12345, count("a", "A"))).toBe("12,345");
  expect(formatCell(0.0000123456789, number("a", "A"))).toBe("0.0000123457");
  expect(formatCell(null, share("a", "A"))).toBe("–");
});
