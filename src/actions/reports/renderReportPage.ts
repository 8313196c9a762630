import type { Figure } from "../../charts/figureTable.ts";
import type { SelectedModels } from "../evaluation/selectModels.ts";
import { escapeHtml, htmlPage } from "./html.ts";

const style = `
body { max-width: 900px; margin: 32px auto; padding: 0 20px; color: #1b1c1e; background: #fff;
  font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 24px; } h2 { margin-top: 40px; font-size: 18px; }
p, figcaption { max-width: 720px; } figure { margin: 0; } svg { max-width: 100%; height: auto; }
figcaption, .dim { color: #5f646b; } .scroll { overflow-x: auto; }
table { border-collapse: collapse; } th, td { padding: 5px 14px 5px 0; border-bottom: 1px solid #e6e6e3; text-align: right; white-space: nowrap; }
th { font-weight: 400; color: #5f646b; vertical-align: bottom; } .text { text-align: left; white-space: normal; }
`;

/** One HTML page with everything in it: it can be mailed, and opens without a network. */
export function renderReportPage(
  comparison: SelectedModels,
  figures: readonly Figure[],
  { labels, images, at }: { labels: string; images: string; at: string },
): string {
  const recall = comparison.relative ? "relative recall" : "recall";
  const { withLabels, compared } = comparison.images;
  const notes = [
    ...comparison.implausible.map((line) => `Implausible: ${line}`),
    ...comparison.notes,
    ...(comparison.relative ? [relativeNote] : []),
  ];
  const body = `<h1>Models compared</h1>
<p>${count(comparison.models.length)} models on ${count(compared)} images of ${escapeHtml(images)}, against ${escapeHtml(labels)}: ${count(withLabels)} images have ${count(comparison.validLabels)} valid labels; the others are left out of everything but top-1. ${escapeHtml(at)}.</p>
${notes.map((note) => `<p class="dim">${escapeHtml(note)}</p>`).join("\n")}
<h2>Ranking</h2>
${table(["", "Model", "ReaL", "95 % interval", "of", "Top-1", "95 % interval", "of", `${sentence(recall)}@k`, "Precision@k", "k"], modelCells(comparison), 2)}
${figures
  .map(
    ({ title, caption, svg }) =>
      `<h2>${escapeHtml(title)}</h2>\n<figure>\n${svg.outerHTML}\n<figcaption>${escapeHtml(caption)}</figcaption>\n</figure>`,
  )
  .join("\n")}
<h2>Ensembles</h2>
<p>${escapeHtml(describeChoice(comparison))}</p>
${table([sentence(recall), "Precision", "Labels per image", "k", "", "Models"], ensembleCells(comparison), 6)}`;
  return htmlPage({ title: "Models compared", style, body });
}

const relativeNote =
  "The labels were chosen from proposals. Recall is relative to what was proposed, and the proposing model is flattered: it is listed without a rank and left out of ensembles.";

/** The chosen ensemble in a sentence. */
export function describeChoice({ ensembles, targetRecall, relative }: SelectedModels): string {
  const { best } = ensembles;
  const recall = relative ? "relative recall" : "recall";
  if (!best)
    return "No ensemble was searched: there is no model that did not propose the labels, or no valid label.";
  const numbers = `${recall} ${percent(best.recall)}, precision ${percent(best.precision)}, ${best.labelsPerImage.toFixed(1)} labels per image`;
  const names = `${best.models.join(", ")} with k = ${best.k}`;
  return best.reachesTarget
    ? `The most precise choice with a ${recall} of at least ${percent(targetRecall)}: ${names} (${numbers}).`
    : `No choice reaches a ${recall} of ${percent(targetRecall)}. The highest: ${names} (${numbers}).`;
}

const modelCells = ({ models }: SelectedModels) =>
  models.map(({ rank, model, proposer, real, top1, recall, precision }) => [
    rank.value === null ? "" : String(rank.value),
    proposer ? `${model} (proposer)` : model,
    percent(real.share),
    range(real.interval),
    count(real.total),
    percent(top1.share),
    range(top1.interval),
    count(top1.total),
    percent(recall.at(-1) ?? null),
    percent(precision.at(-1) ?? null),
    String(recall.length),
  ]);

const range = (interval: readonly [number, number] | null) =>
  interval ? interval.map((bound) => (bound * 100).toFixed(2)).join(" to ") : "–";

const ensembleCells = ({ ensembles }: SelectedModels) =>
  ensembles.bySize.map((one) => [
    percent(one.recall),
    percent(one.precision),
    one.labelsPerImage.toFixed(1),
    String(one.k),
    one === ensembles.best ? "★" : "",
    one.models.join(", "),
  ]);

/** @param text which column is text, counted from 1 */
function table(head: string[], rows: string[][], text: number): string {
  const cell = (name: string) => (value: string, column: number) =>
    `<${name}${column + 1 === text ? ' class="text"' : ""}>${escapeHtml(value)}</${name}>`;
  const line = (name: string, cells: string[]) => `<tr>${cells.map(cell(name)).join("")}</tr>`;
  return `<div class="scroll"><table>\n${[line("th", head), ...rows.map((row) => line("td", row))].join("\n")}\n</table></div>`;
}

const percent = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(2)} %`);
const count = (value: number) => value.toLocaleString("en");
const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
