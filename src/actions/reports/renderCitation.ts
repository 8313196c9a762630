import type { EvaluationRecord } from "../../core/evaluation/evaluationRecord.ts";

/** The works that the numbers rest on. */
const references = [
  {
    type: "article",
    title: "Leveraging Human-Machine Interactions for Computer Vision Dataset Quality Enhancement",
    authors: [
      ["Esla Timothy", "Anzaku"],
      ["Hyesoo", "Hong"],
      ["Jin-Woo", "Park"],
      ["Wonjun", "Yang"],
      ["Kangmin", "Kim"],
      ["JongBum", "Won"],
      ["Deshika Vinoshani Kumari", "Herath"],
      ["Arnout", "Van Messem"],
      ["Wesley", "De Neve"],
    ],
    year: 2024,
    url: "https://arxiv.org/abs/2401.17736",
  },
  {
    type: "article",
    title: "Are we done with ImageNet?",
    authors: [
      ["Lucas", "Beyer"],
      ["Olivier J.", "Hénaff"],
      ["Alexander", "Kolesnikov"],
      ["Xiaohua", "Zhai"],
      ["Aäron", "van den Oord"],
    ],
    year: 2020,
    url: "https://arxiv.org/abs/2006.07159",
  },
] as const;

/** The title under which the report is cited. */
export function titleOf({ evaluation, metrics, labelSource }: EvaluationRecord): string {
  const models = evaluation?.models.length ?? metrics?.n ?? 0;
  const whom = `${models} ${models === 1 ? "model" : "models"}`;
  if (!evaluation) return `ReaL and top-1 accuracy of ${whom}`;
  const { labels } = evaluation;
  const what =
    labelSource.kind === "release" ? `${labelSource.project}, release ${labelSource.number}` : "multi-labels";
  return `${whom} against ${what} of ${labels.images.toLocaleString("en")} ${labels.images === 1 ? "image" : "images"}`;
}

/**
 * A CITATION.cff of the evaluation. Its authors are not known here, and none are invented: the file says where their
 * names belong.
 *
 * @see https://github.com/citation-file-format/citation-file-format (1.2.0)
 */
export function renderCitation(record: EvaluationRecord): string {
  // A JSON string is a YAML string.
  const quote = (text: string) => JSON.stringify(text);
  return `cff-version: 1.2.0
message: "If you use these numbers, cite this evaluation, and the works below."
type: dataset
title: ${quote(`Evaluation of ${titleOf(record)}`)}
# Put in your own names: "- family-names: ..." and "  given-names: ...".
authors:
  - name: anonymous
date-released: ${quote(record.at.slice(0, 10))}
abstract: ${quote(`Made by ${record.program} with seed ${record.seed}: ${record.command}`)}
identifiers:
${record.inputs
  .map(
    ({ role, file, sha256 }) =>
      `  - type: other\n    value: ${quote(`sha256:${sha256}`)}\n    description: ${quote(`${role}: ${file}`)}`,
  )
  .join("\n")}
references:
${references
  .map(
    ({ type, title, authors, year, url }) => `  - type: ${type}
    title: ${quote(title)}
    year: ${year}
    url: ${quote(url)}
    authors:
${authors.map(([given, family]) => `      - family-names: ${quote(family)}\n        given-names: ${quote(given)}`).join("\n")}`,
  )
  .join("\n")}
`;
}

/** The same for LaTeX. */
export function renderBibtex(record: EvaluationRecord): string {
  const escaped = (text: string) =>
    text.replaceAll(/[{}\\%#$&_]/g, (sign) => (sign === "\\" ? "/" : `\\${sign}`));
  const first = record.inputs[0];
  return `@misc{evaluation${record.at.slice(0, 10).replaceAll("-", "")},
  author = {Your names},
  title  = {Evaluation of ${escaped(titleOf(record))}},
  year   = {${record.at.slice(0, 4)}},
  note   = {Made by ${escaped(record.program)}, seed ${escaped(String(record.seed))}${first ? `; ${escaped(first.role)} SHA-256 ${first.sha256.slice(0, 16)}` : ""}}
}`;
}
