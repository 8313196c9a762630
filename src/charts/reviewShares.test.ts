import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { wilsonInterval } from "../stats/intervals/shares/wilsonInterval.ts";
import { tableToCsv } from "./figureTable.ts";
import { reviewShares } from "./reviewShares.ts";

/** The published review (arXiv 2401.17736, figure 6): causes of 78 images. */
const causes = Object.entries({
  "Clear, but no valid label was proposed": 17,
  "Ambiguous: the resolution is too low": 8,
  "Clear, but fine-grained: it needs a specialist": 30,
  "Uncommon object or atypical viewpoint": 23,
}).map(([name, count]) => ({
  name,
  count,
  total: 78,
  share: count / 78,
  interval: wilsonInterval(count, 78),
}));

it("prints each share with what it is a share of, and its interval", () => {
  const { document } = new JSDOM("").window;
  const figure = reviewShares(causes, { document, name: "no-label-causes", title: "Causes" });
  const words = [...figure.svg.querySelectorAll("text")].map(({ textContent }) => textContent);
  expect(words).toEqual(expect.arrayContaining(["17 of 78", "8 of 78", "30 of 78", "23 of 78"]));
  const [head, first] = tableToCsv(figure.table).split(/\r?\n/);
  expect(head).toBe("answer,images,of,share,share_low,share_high");
  expect(first).toMatch(
    /^"Clear, but no valid label was proposed",17,78,0\.21794\d*,0\.14076\d*,0\.32160\d*$/,
  );
});

it("stays drawable where nothing is reviewed yet", () => {
  const { document } = new JSDOM("").window;
  const rows = causes.map(({ name }) => ({ name, count: 0, total: 0, share: null, interval: null }));
  const { table } = reviewShares(rows, { document, name: "none", title: "Causes" });
  expect(table.rows[0]).toEqual(["Clear, but no valid label was proposed", 0, 0, null, null, null]);
});
