import type { Evaluation, Regression } from "../../core/evaluation/evaluation.ts";
import type { EvaluationRecord } from "../../core/evaluation/evaluationRecord.ts";
import { protocolRows } from "../../core/releases/protocolRows.ts";
import { escapeHtml } from "./html.ts";
import { titleOf } from "./renderCitation.ts";

const percent = (share: number, digits = 2) => `${(share * 100).toFixed(digits)} %`;
const count = (value: number) => value.toLocaleString("en");
export const several = (value: number, one: string) => `${count(value)} ${one}${value === 1 ? "" : "s"}`;
export const paragraph = (words: string, kind = "") =>
  `<p${kind ? ` class="${kind}"` : ""}>${escapeHtml(words)}</p>`;

export const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Title, abstract and key numbers. */
export function front(record: EvaluationRecord): string {
  const { evaluation, program, at, seed } = record;
  const best = evaluation && bestOf(evaluation);
  const facts: [string, string][] = evaluation
    ? [
        [count(evaluation.labels.images), "images"],
        ...(evaluation.labels.multi === null
          ? []
          : ([[percent(evaluation.labels.multi), "have two or more valid labels"]] as [string, string][])),
        [count(evaluation.models.length), evaluation.models.length === 1 ? "model" : "models"],
        ...(best?.real.share == null
          ? []
          : ([[percent(best.real.share), `ReaL accuracy of the best, ${best.model}`]] as [string, string][])),
      ]
    : [];
  return `<header>
<p class="kicker">Evaluation report · ${escapeHtml(program)} · ${escapeHtml(at.slice(0, 10))} · seed ${escapeHtml(String(seed))}</p>
<h1>${escapeHtml(capitalized(titleOf(record)))}</h1>
${record.implausible.map((line) => paragraph(`Implausible: ${line}`, "note")).join("\n")}
${paragraph(abstract(record), "lead")}
${provenance(record)}
${facts.length > 0 ? `<dl class="key">${facts.map(([number, what]) => `<div><dt>${escapeHtml(what)}</dt><dd>${escapeHtml(number)}</dd></div>`).join("")}</dl>` : ""}
</header>`;
}

/** A short version of the section "How it was made". */
function provenance({ labelSource, inputs, command }: EvaluationRecord): string {
  const file = inputs.find(({ role }) => role === "labels" || role === "metrics");
  const labels =
    labelSource.kind === "release"
      ? `${escapeHtml(labelSource.project)}, release ${labelSource.number}, SHA-256 <code>${escapeHtml(labelSource.sha256)}</code>; <a href="#made">protocol</a>`
      : file
        ? `${escapeHtml(file.file)}, SHA-256 <code>${escapeHtml(file.sha256)}</code>`
        : "";
  const rows = [
    ...(labels ? [[labelSource.kind === "none" ? "Accuracies" : "Labels", labels]] : []),
    ...(labelSource.kind === "release" ? protocolInShort(labelSource.protocol) : []),
    ...(command === "" ? [] : [["Command", `<code>${escapeHtml(shorten(command))}</code>`]]),
    [
      "Inputs",
      inputs.length === 0
        ? "predictions that are stored with the project"
        : `${several(inputs.length, "file")}, all with their SHA-256 under <a href="#made">How it was made</a>`,
    ],
  ];
  return `<dl class="made">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("")}</dl>`;
}

/** What a reader asks first about a release's protocol; only what is recorded is shown. */
const firstAsked = [
  ["settings.preset", "preset"],
  ["settings.overlap", "overlap"],
  ["annotators", "annotators"],
  ["experts", "experts"],
  ["images.agreed", "images agreed"],
  ["images.refined", "images refined"],
  ["humanHours", "hours of work"],
] as const;

function protocolInShort(protocol: Record<string, unknown>): [string, string][] {
  const rows = new Map(protocolRows(protocol).map(({ path, value }) => [path, value]));
  const known = firstAsked.flatMap(([path, name]) => {
    const value = rows.get(path);
    return value === undefined ? [] : [`${name} ${value}`];
  });
  return known.length === 0 ? [] : [["Protocol", escapeHtml(known.join(" · "))]];
}

/** The whole command is in its section. */
const shorten = (command: string) => (command.length > 240 ? `${command.slice(0, 200)} …` : command);

const bestOf = ({ models }: Evaluation) => models.find(({ proposer }) => !proposer);

/** The findings in a few sentences, each from the numbers. */
function abstract({ evaluation, metrics }: EvaluationRecord): string {
  const line = evaluation?.regression ?? metrics;
  if (!evaluation) return line ? sayLine(line) : "Nothing was evaluated.";
  const { labels, pairs, models } = evaluation;
  const best = bestOf(evaluation);
  const kept = labels.originalKept;
  return [
    `Of ${several(labels.images, "image")}, ${count(labels.images - labels.none)} have a valid label${labels.multi === null ? "" : ` and ${percent(labels.multi)} have two or more`}; ReaL accuracy is of the former.`,
    ...(kept.share === null
      ? []
      : [`The original label is among the valid ones in ${percent(kept.share)} of ${count(kept.total)}.`]),
    ...(best?.real.share == null
      ? []
      : [
          `By ReaL accuracy the best ${models.some(({ proposer }) => proposer) ? "model that did not propose the labels" : "model"} is ${best.model}: ${percent(best.real.share)}${best.real.interval ? ` (95 % interval ${best.real.interval.map((bound) => (bound * 100).toFixed(2)).join(" to ")})` : ""}.`,
        ]),
    ...(pairs.length > 0
      ? [
          `${count(pairs.filter(({ pHolm }) => pHolm !== null && pHolm < 0.05).length)} of ${several(pairs.length, "pair")} of models are told apart after correction.`,
        ]
      : []),
    ...(line && line.slope !== null && line.n > 2 ? [sayLine(line)] : []),
  ].join(" ");
}

function sayLine({ slope, slopeInterval, intervalOver, r2, n }: Regression): string {
  if (slope === null) return `There is no line of ReaL on top-1 accuracy of ${several(n, "model")}.`;
  const interval = slopeInterval
    ? ` (95 % interval ${slopeInterval.map((bound) => bound.toFixed(3)).join(" to ")}, over ${intervalOver})`
    : "";
  return `Over ${several(n, "model")}, ReaL accuracy rises by ${slope.toFixed(3)}${interval} percentage points per percentage point of top-1 accuracy${r2 === null ? "" : ` (R² ${r2.toFixed(3)})`}.`;
}
