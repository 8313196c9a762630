import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { evaluatePublicModels } from "../../../test/made/publicModels.ts";
import { researchData } from "../../../test/researchData.ts";
import { writeEvaluation } from "../evaluation/writeEvaluation.ts";

it.skipIf(!researchData)("research data: the report of 20 public models on ImageNetV2", async () => {
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  try {
    const evaluated = await evaluatePublicModels({ replicates: 50 });
    await writeEvaluation(evaluated, { folder, force: false });
    const html = await readFile(join(folder, "index.html"), "utf8");
    const { document } = new JSDOM(html).window;
    const said = document.body.textContent!.replaceAll("\u00a0", " ");

    expect(said).toContain("47.88 % have two or more");
    expect(said).toContain("ReaL = 3.54 % + 1.1245 × top-1");
    const pie = document.querySelector("#figure-label-counts svg")!.textContent!;
    for (const part of ["1.29 %", "50.83 %", "23.85 %", "24.03 %"]) expect(pie).toContain(part);
    const [first] = [...document.querySelectorAll("#headline ~ div tbody tr")];
    expect(first!.textContent).toContain("pnasnet5large84.04 % (");
    // One image has 11 labels: undefined for all 20 models.
    const cells = await readFile(join(folder, "figures/accuracy-by-label-count.csv"), "utf8");
    expect(cells.split("\n").filter((line) => line.endsWith(",11,1,"))).toHaveLength(20);
    for (const input of evaluated.record.inputs) expect(said).toContain(input.sha256);
    expect(html.length).toBeLessThan(2_000_000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
