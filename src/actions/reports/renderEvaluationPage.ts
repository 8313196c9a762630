import type { EvaluationSection } from "../../charts/evaluation/drawEvaluation.ts";
import type { Figure } from "../../charts/figureTable.ts";
import type { AuditCorrection } from "../../core/evaluation/correctByAudit.ts";
import type { Evaluation } from "../../core/evaluation/evaluation.ts";
import type { EvaluationRecord } from "../../core/evaluation/evaluationRecord.ts";
import { labelFormatNames } from "../../files/labels/readLabelFile.ts";
import {
  auditedTable,
  datasetTable,
  headlineTable,
  inputTable,
  protocolDifferences,
  protocolTable,
  scoreTable,
  sensitivityByModel,
  sensitivityTable,
  slopeTable,
} from "./evaluationTables.ts";
import { escapeHtml, htmlPage, htmlTable } from "./html.ts";
import { renderBibtex, titleOf } from "./renderCitation.ts";
import { capitalized, front, paragraph, several } from "./renderEvaluationFront.ts";
import { reportStyle } from "./reportStyle.ts";

/** More rows would make the page slow and heavy; the CSV beside it has them. */
const maxRows = 300;

interface Part {
  id: string;
  title: string;
  /** What the figure shows, in one sentence. */
  see: string;
  /** Markup. */
  content: string;
}

/**
 * An evaluation as one HTML page with everything in it: it needs no network, no script and no other files, follows
 * light and dark mode, and prints.
 *
 * @param sections the figures, which have files of the same names in the folder figures/
 */
export function renderEvaluationPage(
  record: EvaluationRecord,
  sections: readonly EvaluationSection[],
): string {
  const { evaluation } = record;
  const number = countUp();
  const parts: Part[] = [
    ...(evaluation && evaluation.models.length > 0 ? [headline(evaluation)] : []),
    ...(evaluation && record.auditSample ? [audited(evaluation, record.auditSample)] : []),
    ...(evaluation && evaluation.models.length > 0 ? [sensitivity(evaluation)] : []),
    ...(evaluation && evaluation.limits.length > 0 ? [limits(evaluation)] : []),
    ...sections.map(({ id, title, see, figures }) => ({
      id,
      title,
      see,
      content: [
        beforeFigures(id, record),
        ...figures.map((figure) => renderFigure(figure, number())),
        afterFigures(id, record),
      ].join("\n"),
    })),
    howMade(record),
    howToCite(record),
  ];
  const contents = parts
    .map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`)
    .join("\n");
  const body = `<div class="paper">
${front(record)}
<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>
<ol>
${contents}
</ol></nav>
<main>
${parts.map(({ id, title, see, content }) => `<section aria-labelledby="${id}">\n<h2 id="${id}">${escapeHtml(title)}</h2>\n${paragraph(see, "see")}\n${content}\n</section>`).join("\n")}
</main>
</div>`;
  return htmlPage({ title: capitalized(titleOf(record)), style: reportStyle, body });
}

function countUp(): () => number {
  let last = 0;
  return () => ++last;
}

function headline(evaluation: Evaluation): Part {
  const proposed = evaluation.models.some(({ proposer }) => proposer);
  return {
    id: "headline",
    title: "Headline",
    see: "ReaL accuracy is the share of first predictions that are a valid label, of images that have one; top-1 is the share that are the original label.",
    content: `${htmlTable(headlineTable(evaluation), { caption: "Accuracy of the models" })}
${paragraph(
  `In brackets: 95 % intervals. The rank's says which ranks McNemar's exact tests against the other models leave open.${proposed ? " A model that proposed the labels is flattered by them: it stands last and has no rank." : ""}`,
  "dim",
)}`,
  };
}

function audited(evaluation: Evaluation, correction: AuditCorrection): Part {
  const { audited: sampled, images, strata } = correction;
  return {
    id: "audited",
    title: "Ranking that favours no proposer",
    see: `Labels chosen from a model's proposals lack what it did not see, and so flatter it: accuracies are corrected by an audit sample of ${sampled.toLocaleString("en")} of ${several(images, "image")} in ${strata} ${strata === 1 ? "stratum" : "strata"}, whose labels experts gave anew.`,
    content: `${htmlTable(auditedTable(evaluation, correction), { caption: "ReaL accuracy and rank with and without the correction", wide: true })}
${paragraph(
  "In brackets: 95 % intervals; those of the correction hold which images were drawn. Proposers are ranked here. The correction is a difference estimator, unbiased whatever labels the proposals missed (Särndal, Swensson and Wretman 1992, sections 3.6 and 6.3).",
  "dim",
)}`,
  };
}

/** What readers must know before a topic's figures. */
function beforeFigures(id: string, { comparison }: EvaluationRecord): string {
  if (id !== "datasets" || !comparison) return "";
  return [
    comparison.protocolDifferences.length > 0
      ? `<p class="note">The two label sets were made by different protocols: they are different instruments, and part of the gap may come from that.</p>\n${htmlTable(protocolDifferences(comparison), { caption: "Differences between the protocols" })}`
      : paragraph(
          "Whether the two label sets were made by the same protocol is for the reader to check where it is not known here.",
          "dim",
        ),
  ].join("\n");
}

/** A topic's numbers without a figure. */
function afterFigures(id: string, { evaluation, comparison }: EvaluationRecord): string {
  if (id === "datasets" && comparison) {
    return `<h3>Images by number of labels</h3>\n${htmlTable(datasetTable(comparison), { caption: "Images by number of labels in both datasets" })}`;
  }
  if (!evaluation) return "";
  if (id === "label-count" && evaluation.models.some(({ slopes }) => slopes.real.slope !== null)) {
    return `<h3>Change per further label</h3>
${paragraph("By how many percentage points accuracy changes with each further label of an image (least squares, images with at least one label); adjusted: within original classes, so that hard classes with many labels do not count twice.")}
${htmlTable(slopeTable(evaluation), { caption: "Change of accuracy per further label, in percentage points" })}`;
  }
  if (id === "calibration") {
    return `<h3>What scores tell</h3>
${paragraph("With 95 % intervals over images. k is the number of valid labels of an image. The best F1 is that of the threshold at which it is greatest on these very images, and so too high; no interval of it would hold.")}
${htmlTable(scoreTable(evaluation), { caption: "Metrics of scores" })}`;
  }
  return "";
}

function renderFigure({ name, title, caption, svg, table }: Figure, number: number): string {
  const files = ["svg", "png", "csv"]
    .map((kind) => `<a href="figures/${name}.${kind}">${kind.toUpperCase()}</a>`)
    .join(" · ");
  const left = table.rows.length - maxRows;
  return `<figure id="figure-${name}">
<div class="scroll" role="region" aria-label="${escapeHtml(title)}, a figure" tabindex="0">${svg.outerHTML}</div>
<figcaption><strong>Figure ${number}. ${escapeHtml(title)}.</strong> ${escapeHtml(caption)} <span class="files">${files}</span>
<details><summary>The numbers of figure ${number} (${several(table.rows.length, "row")})</summary>
${htmlTable(table, { caption: `The numbers of figure ${number}: ${title}`, max: maxRows })}
${left > 0 ? paragraph(`${several(left, "further row")}: figures/${name}.csv has them.`, "dim") : ""}</details></figcaption>
</figure>`;
}

function sensitivity(evaluation: Evaluation): Part {
  const { variants } = evaluation.sensitivity;
  const missing = Map.groupBy(
    variants.filter((variant) => variant.missing !== undefined),
    (variant) => variant.missing!,
  );
  const notEvaluated = [...missing].map(
    ([reason, group]) => `<li>${escapeHtml(`${group.map(({ title }) => title).join("; ")}: ${reason}`)}</li>`,
  );
  return {
    id: "sensitivity",
    title: "Sensitivity",
    see: "What the headline becomes if the labels are made otherwise: where it changes much, it rests on a choice.",
    content: `${htmlTable(sensitivityTable(evaluation), { caption: "The headline under other labels", wide: true })}
${notEvaluated.length > 0 ? `${paragraph("Cannot be told here:")}\n<ul class="plain">${notEvaluated.join("\n")}</ul>` : ""}
${
  variants.filter((variant) => variant.missing === undefined).length > 1
    ? `<h3>ReaL accuracy of every model, with its rank</h3>\n${htmlTable(sensitivityByModel(evaluation), { caption: "ReaL accuracy and rank under other labels" })}`
    : ""
}`,
  };
}

const limits = ({ limits: list }: Evaluation): Part => ({
  id: "limits",
  title: "Limits",
  see: "What these numbers cannot tell; written from the data.",
  content: `<ul class="plain">${list.map((limit) => `<li>${escapeHtml(limit)}</li>`).join("\n")}</ul>`,
});

function howMade(record: EvaluationRecord): Part {
  const { program, command, seed, at, labelSource, evaluation } = record;
  const labels =
    labelSource.kind === "release"
      ? `<p>The labels are release ${labelSource.number}, “${escapeHtml(labelSource.name)}”, of ${escapeHtml(labelSource.project)}, frozen at ${escapeHtml(labelSource.at)}; SHA-256 of its content <code>${escapeHtml(labelSource.sha256)}</code>. They were made so:</p>
${htmlTable(protocolTable(labelSource.protocol), { caption: "The labels' protocol", wide: true })}`
      : paragraph(
          labelSource.kind === "file"
            ? `The labels come from a file (${labelFormatNames[labelSource.format]}). How they were made is not recorded in it: cite their source, and check its protocol.`
            : `There are no labels: ${labelSource.reason}.`,
        );
  const { proposers } = evaluation?.labels ?? { proposers: [] };
  return {
    id: "made",
    title: "How it was made",
    see: "All that it takes to repeat these numbers to the last digit.",
    content: `<h3>The labels</h3>
${labels}
${proposers.length > 0 ? paragraph(`Proposed by ${proposers.join(", ")}.`) : ""}
<h3>The program</h3>
<p>${escapeHtml(program)}, seed ${escapeHtml(String(seed))}, ${escapeHtml(at)}${evaluation ? `; ${escapeHtml(several(evaluation.settings.replicates, "draw"))} of the images for the band around the regression line` : ""}. ${
      command === ""
        ? "It was started in the browser.</p>"
        : `The command:</p>
<pre tabindex="0">${escapeHtml(command)}</pre>`
    }
<h3>The inputs</h3>
${
  record.inputs.length === 0
    ? paragraph("The predictions are those that are stored with the project: the first labels of each image.")
    : htmlTable(inputTable(record), { caption: "Input files", wide: true, stacks: true })
}`,
  };
}

const howToCite = (record: EvaluationRecord): Part => ({
  id: "cite",
  title: "How to cite",
  see: "Put your names in; CITATION.cff beside this page has the same for programs.",
  content: `<pre tabindex="0">${escapeHtml(renderBibtex(record))}</pre>
<p>ReaL accuracy is of Beyer et al. (2020), <a href="https://arxiv.org/abs/2006.07159">arXiv 2006.07159</a>; the figures by number of labels follow Anzaku et al. (2024), <a href="https://arxiv.org/abs/2401.17736">arXiv 2401.17736</a>; variable top-k accuracy and Aggregate Subgroup Model Accuracy (ASMA) are our reading of <em>The Impact of the Single-Label Assumption in Image Recognition Benchmarking</em>, <a href="https://arxiv.org/abs/2412.18409">arXiv 2412.18409</a>. Intervals: Wilson (1927) with the mid-p bound (Berry and Armitage 1995) for shares; a product's limits (Donner and Zou 2012) around McNemar's exact test for pairs, corrected by Holm (1979); the same tests for ranks; Fieller (1954) with a jackknife over images for the slope.</p>`,
});
