import type { Figure } from "../../../charts/figureTable.ts";
import type { ProjectEvaluation } from "../../../contract/evaluation.ts";
import type { Evaluation } from "../../../core/evaluation/evaluation.ts";
import { evaluatedList } from "../../../core/evaluation/listEvaluated.ts";
import { words } from "../../words/words.ts";
import type { OpenedImages } from "./EvaluatedImages.tsx";

const text = words.models.images;

/** The images that a row of a figure's table is about, and the cell that names them; null if there are none. */
export function findImages(
  { name, table }: Figure,
  row: number,
  {
    models,
    evaluation,
    nameOf,
  }: {
    models: ProjectEvaluation["models"];
    evaluation: Evaluation;
    nameOf: (label: number) => string;
  },
): (OpenedImages & { column: number }) | null {
  const cells = table.rows[row] ?? [];
  const column = (key: string) => table.columns.findIndex((one) => one.key === key);
  if (name === "valid-confusions") {
    const found = evaluation.confusions[row];
    if (!found) return null;
    const { original, predicted } = found;
    return {
      what: text.confusion(nameOf(original), nameOf(predicted)),
      list: evaluatedList.confusion(original, predicted),
      column: column("predicted"),
    };
  }
  const [modelAt, labelsAt] = [column("model"), column("labels")];
  // "5+" stands for several numbers of labels.
  const labels = /^\d+$/.test(String(cells[labelsAt] ?? "")) ? Number(cells[labelsAt]) : null;
  const model = models.find((one) => one.name === cells[modelAt]);
  if (model && labelsAt >= 0) {
    if (labels === null) return null;
    return {
      what: text.cell(model.name, labels),
      listOf: (miss) => evaluatedList.cell(model.id, labels, miss),
      column: labelsAt,
    };
  }
  if (model)
    return {
      what: text.model(model.name),
      listOf: (miss) => evaluatedList.model(model.id, miss),
      column: modelAt,
    };
  if (labels === null) return null;
  return { what: text.labels(labels), list: evaluatedList.labels(labels), column: labelsAt };
}
