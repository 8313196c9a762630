import type { Estimate } from "../core/estimate.ts";
import type { AgreementReport } from "../core/measureAgreement.ts";
import { formatCount, formatShare, formatTable } from "./output.ts";

type Row = (string | number)[];

const shownRows = 10;

const three = (value: number | null) => (value === null ? "–" : value.toFixed(3));

const range = ({ interval }: Estimate) =>
  interval === null ? "–" : `${three(interval[0])} to ${three(interval[1])}`;

const row = (name: string, estimate: Estimate, of: string): Row => [
  name,
  three(estimate.value),
  range(estimate),
  estimate.n,
  estimate.reason ? `${of}; ${estimate.reason}` : of,
];

/** The first rows of a long list, and how many more there are. */
function list(title: string, header: Row, rows: readonly Row[], empty: string): string {
  if (rows.length === 0) return `${title}\n  ${empty}`;
  const more = rows.length - shownRows;
  const rest = more > 0 ? `\n  and ${formatCount(more, "more row", "more rows")}: --json has them all` : "";
  return `${title}\n${formatTable([header, ...rows.slice(0, shownRows)])}${rest}`;
}

/** What `votes agreement` prints for people. */
export function formatAgreement(report: AgreementReport, nameOf: (label: string) => string): string {
  const { sets, bootstrap } = report;
  const summary = `${formatCount(report.votes, "vote")} of ${formatCount(report.annotators, "annotator")} on ${formatCount(report.images, "image")}, ${formatCount(report.labels, "label")}; two or more annotators on ${formatShare(sets.images, report.images)} of the images (${sets.images} of ${report.images})
Intervals: 95 %, ${formatCount(bootstrap.replicates, "draw")} of the images, seed ${bootstrap.seed}`;
  return [
    summary,
    formatSets(report),
    formatAnswers(report),
    list(
      "Pairs of annotators, Cohen's kappa over all labels, of labels shown to both",
      ["", "", "kappa", "labels", "images"],
      report.pairs.map(({ annotators, images, byExposure: { shown } }) => [
        ...annotators,
        three(shown.cohenKappa),
        shown.questions,
        images,
      ]),
      "no two annotators voted on the same image",
    ),
    list(
      "Leniency: labels per image beside the partners on the same images",
      ["annotator", "own", "partners", "difference", "95 %", "images"],
      byDifference(report.leniency).map(({ annotator, images, own, partners, difference }) => [
        annotator,
        three(own),
        three(partners),
        three(difference.value),
        range(difference),
        images,
      ]),
      "no annotators",
    ),
    ...formatDisputes(report, nameOf),
  ].join("\n\n");
}

/** Who differs most from the partners first. */
const byDifference = (leniency: AgreementReport["leniency"]) =>
  [...leniency].sort((a, b) => Math.abs(b.difference.value ?? 0) - Math.abs(a.difference.value ?? 0));

function formatSets({ sets }: AgreementReport): string {
  const { all, no, maybe, unseen } = sets.differences;
  const images = "images";
  return `Whole sets of labels, with what was found by search (${formatCount(sets.pairs, "pair")} of annotators of an image)
${formatTable([
  ["", "value", "95 %", "n", "of"],
  row("exact match", sets.exactMatch, images),
  row("Jaccard", sets.jaccard, images),
  row("MASI", sets.masi, images),
  row("Krippendorff's alpha, Jaccard", sets.alphaJaccard, images),
  row("Krippendorff's alpha, MASI", sets.alphaMasi, images),
])}
  labels that one chose and the other did not: ${all}
  of these the other said no ${formatShare(no, all)} (${no}), maybe ${formatShare(maybe, all)} (${maybe}), never saw the label ${formatShare(unseen, all)} (${unseen})`;
}

function formatAnswers({ answers, byLabel }: AgreementReport): string {
  const labels = "labels of images";
  const version = (name: string, { agreement, fleissKappa }: AgreementReport["answers"]["shown"]): Row[] => [
    row(`${name}: agreement`, agreement, labels),
    row(`${name}: Fleiss' kappa`, fleissKappa, labels),
  ];
  const undefinedLabels = byLabel.filter(({ fleissKappa }) => fleissKappa === null).length;
  return `Single labels, yes or no
${formatTable([
  ["", "value", "95 %", "n", "of"],
  ...version("shown to both", answers.shown),
  ...version("not shown counts as no", answers["unshown-as-no"]),
  ...version("images of which all saw the same labels", answers["same-labels"]),
])}
  kappa of each label: --json; ${undefinedLabels} of ${formatCount(byLabel.length, "label")} have none, because all answers are the same`;
}

function formatDisputes(report: AgreementReport, nameOf: (label: string) => string): string[] {
  return [
    list(
      "Most disputed labels",
      ["label", "images disputed", "of images chosen", "share", "only never seen"],
      report.disputedLabels.map(({ label, disputed, onlyUnseen, chosen }) => [
        nameOf(label),
        disputed,
        chosen,
        formatShare(disputed, chosen),
        onlyUnseen,
      ]),
      "none: nobody differs about a label",
    ),
    list(
      "Most disputed pairs: one annotator chose the first alone, another the second alone",
      ["", "", "images", "of images with both chosen", "share"],
      report.disputedPairs.map(({ labels: [a, b], images, chosen }) => [
        nameOf(a),
        nameOf(b),
        images,
        chosen,
        formatShare(images, chosen),
      ]),
      "none",
    ),
  ];
}
