import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { tableToCsv } from "../../charts/figureTable.ts";
import type { CsvOptions } from "../../contract/csvText.ts";
import type { EvaluationRecord } from "../../core/evaluation/evaluationRecord.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import { renderCitation } from "./renderCitation.ts";
import { renderEvaluationPage } from "./renderEvaluationPage.ts";
import { svgFile } from "./svgFile.ts";

/** In a folder that holds one of these, a report would replace another. */
export const reportFiles = ["index.html", "CITATION.cff"] as const;

/**
 * Writes the report of an evaluation: the page, each figure as SVG, PNG and CSV, and how to cite it. Files that exist
 * are replaced.
 *
 * @param labelName what a label index is called; without it, figures say the index
 * @returns the files' absolute paths, the page first
 * @throws Failure `disk-full`
 */
export async function writeEvaluationReport(
  record: EvaluationRecord,
  {
    folder,
    labelName = (index) => `label ${index}`,
    spreadsheet,
  }: { folder: string; labelName?: ((index: number) => string) | undefined } & CsvOptions,
): Promise<string[]> {
  // The drawing libraries take longer to load than the rest of the server, and most processes never draw.
  const [{ JSDOM }, { drawEvaluation }, { svgToPng }] = await Promise.all([
    import("jsdom"),
    import("../../charts/evaluation/drawEvaluation.ts"),
    import("../../files/svgToPng.ts"),
  ]);
  const { document } = new JSDOM("").window;
  const sections = drawEvaluation({ ...record, labelName }, { document, width: 820 });
  const figures = join(folder, "figures");
  await mkdir(figures, { recursive: true });
  const write = (path: string, content: string | Uint8Array) =>
    writeFileWhole(path, [content], { force: true });
  const files = [
    await write(join(folder, "index.html"), renderEvaluationPage(record, sections)),
    await write(join(folder, "CITATION.cff"), renderCitation(record)),
  ];
  for (const { name, svg, table } of sections.flatMap((section) => section.figures)) {
    const text = svgFile(svg);
    files.push(
      await write(join(figures, `${name}.svg`), text),
      await write(join(figures, `${name}.png`), svgToPng(text)),
      await write(join(figures, `${name}.csv`), tableToCsv(table, { spreadsheet })),
    );
  }
  return files;
}
