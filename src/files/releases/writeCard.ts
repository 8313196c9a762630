import type { ReleaseAudit } from "../../contract/releases/releaseAudit.ts";
import { namesOfLicence } from "../../core/releases/licence.ts";
import { citeRelease } from "./citeRelease.ts";
import { judgedBy } from "./labelErrors.ts";

/** What a dataset card says about a release. */
export interface CardContent {
  project: string;
  number: number;
  name: string;
  /** When it was made, ISO 8601. */
  at: string;
  sha256: string;
  /** Version of the program that writes the card. */
  version: string;
  images: number;
  labels: number;
  agreed: number;
  refined: number;
  noLabel: number;
  pending: number;
  /** The names of the label space, by index. */
  classes: readonly string[];
  /** What an audit sample says about the labels; null if none was drawn. */
  audit: ReleaseAudit | null;
  /** As stated; null if nobody stated it. */
  licence: string | null;
  authors: readonly string[];
  /** How the labels were made and how well people agreed, in sentences. */
  methods: readonly string[];
  /** If image files lie beside the card: `data_files` of each part by name, as patterns. */
  files?: Readonly<Record<string, string>>;
  /** The methods as rows to read. */
  protocol: readonly { name: string; value: string }[];
}

/**
 * The dataset card of a release in Markdown, with the header that the Hugging Face Hub and `datasets` read: the names
 * of the label indices in `metadata.jsonl`.
 *
 * @returns the file's text
 * @see https://huggingface.co/docs/hub/datasets-cards
 */
export function writeCard(card: CardContent): string {
  const { project, number, name, at, images } = card;
  const title = `${project}, release ${number}`;
  const day = at.slice(0, 10);
  const count = (value: number) => value.toLocaleString("en");
  const ofImages = (value: number) => `${count(value)} ${value === 1 ? "image" : "images"}`;
  const share = (part: number) => (images === 0 ? "" : ` (${((100 * part) / images).toFixed(1)} %)`);
  return `---
pretty_name: ${quoted(title)}
${licenceLines(card.licence)}task_categories:
- image-classification
task_ids:
- multi-label-image-classification
tags:
- multilabelfy
dataset_info:
  features:
  - name: image
    dtype: image
  - name: labels
    sequence:
      class_label:
        names:
${card.classes.map((label, index) => `          '${index}': ${quoted(label)}`).join("\n")}
  - name: label_names
    sequence: string
  - name: provenance
    dtype: string
${configLines(card.files)}---

# ${inText(title)}

${inText(name)}: the labels of ${ofImages(images)}, each with all labels of its label space that people found valid. Made on ${day}, written by Multilabelfy ${card.version}.

| | |
|---|---|
| Images | ${count(images)} |
| Labels | ${count(card.labels)}${images === 0 ? "" : `, ${(card.labels / images).toFixed(2)} an image`} |
| Label space | ${count(card.classes.length)} labels |
| Agreed by annotators | ${ofImages(card.agreed)}${share(card.agreed)} |
| Refined by experts | ${ofImages(card.refined)}${share(card.refined)} |
| Without a valid label | ${ofImages(card.noLabel)}${share(card.noLabel)} |
| Left out, not finished | ${ofImages(card.pending)} |
| SHA-256 of the labels | \`${card.sha256}\` |

## How these labels came to be
${card.methods.map(inText).join(" ")}

| | |
|---|---|
${card.protocol.map(({ name: what, value }) => `| ${inCell(what)} | ${inCell(value)} |`).join("\n")}

## How wrong they can be
${errors(card.audit)}

## Licence
${card.licence === null ? "No licence is stated for the labels." : `The labels: ${inText(card.licence)}.`} The images keep the licence of their sources: add it before you publish this${card.licence === null ? ", and one of the labels" : ""}.

## How to cite
> ${inText(citeRelease(card))}
`;
}

/** The Hub's name of the licence; if it has none, the licence's own name. */
function licenceLines(licence: string | null): string {
  if (licence === null) return "";
  const { hub } = namesOfLicence(licence);
  return hub === null ? `license: other\nlicense_name: ${quoted(licence)}\n` : `license: ${hub}\n`;
}

function configLines(files: CardContent["files"]): string {
  if (!files) return "";
  const parts = Object.entries(files).map(
    ([split, path]) => `  - split: ${split}\n    path: ${quoted(path)}\n`,
  );
  return `configs:\n- config_name: default\n  data_files:\n${parts.join("")}`;
}

/** Errors with 95 % bounds, or why there are none. */
function errors(audit: ReleaseAudit | null): string {
  if (!audit?.bounds)
    return audit
      ? `It cannot be said yet. Of ${audit.drawn} images drawn for an audit, ${audit.done} were labelled anew. ${inText(audit.reason ?? "")}`
      : "Nobody has drawn an audit sample: it is not known. A label that nobody proposed, searched for or saw is not there.";
  const { whole, maxPerImage, look } = audit.bounds;
  const rows: [string, (typeof whole)["imagesMissing"]][] = [
    ["Images that lack a label", whole.imagesMissing],
    ["Images with a wrong label", whole.imagesWrong],
    ["Labels that are missing", whole.labelsMissing],
    ["Labels that are wrong", whole.labelsWrong],
  ];
  return `| | estimate | from | to |
|---|---|---|---|
${rows.map(([name, { estimate, interval, reason }]) => (estimate === null || interval === null ? `| ${name} | ${inCell(reason ?? "unknown")} | | |` : `| ${name} | ${Math.round(estimate)} | ${Math.floor(interval[0])} | ${Math.ceil(interval[1])} |`)).join("\n")}

Of ${whole.images} images, experts labelled ${whole.audited} anew, drawn at random by strata.${tellNotJudged(audit.progress.notJudged)} Each pair of bounds holds with 95 % confidence by itself, at look ${look} of ${audit.looks}; at most ${maxPerImage} errors of a kind count in an image. ${judgedBy}`;
}

/** Says how many images were not judged; the bounds assume the worst about them. */
const tellNotJudged = (images: number) =>
  images === 0
    ? ""
    : ` ${images === 1 ? "One of them" : `${images} of them`} cannot be judged: the bounds take the worst.`;

/** YAML reads double-quoted text as JSON does. */
const quoted = (text: string) => JSON.stringify(text);

/** Escapes text so that Markdown and HTML leave it as it is. */
const inText = (text: string) =>
  text.replaceAll(/[\\`*_{}[\]<>#|]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, " ");

const inCell = inText;
