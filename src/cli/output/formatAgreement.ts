import type { AgreementReport } from "../../core/agreement/measureAgreement.ts";
import { type Estimate, fewImages } from "../../core/estimate.ts";
import { formatCount, formatShare, formatTable } from "./output.ts";

type Row = (string | number)[];

const shownRows = 10;

const three = (value: number | null) => (value === null ? "–" : value.toFixed(3));

const range = ({ interval }: Pick<Estimate, "interval">) =>
  interval === null ? "–" : `${three(interval[0])} to ${three(interval[1])}`;

const row = (name: string, estimate: Estimate, counted: string): Row => [
  name,
  three(estimate.value),
  range(estimate),
  estimate.n,
  estimate.reason ? `${counted}; ${estimate.reason}` : counted,
];

const rough = (images: number) =>
  images > 0 && images < fewImages
    ? `\nOnly ${formatCount(images, "image")}, fewer than ${fewImages}: all figures are rough.`
    : "";

const few = (images: number) => (images < fewImages ? `fewer than ${fewImages}: rough` : "");

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
${
  bootstrap.replicates === 0
    ? "No intervals (--bootstrap 0)"
    : `Intervals: 95 %, ${formatCount(bootstrap.replicates, "draw")} of the images, seed ${bootstrap.seed}, widened where images are few or alike`
}${rough(sets.images)}`;
  return [
    summary,
    formatSets(report),
    formatAnswers(report),
    list(
      "Pairs of annotators, Cohen's kappa over all labels, of labels shown to both",
      ["", "", "kappa", "95 %", "labels", "images", ""],
      report.pairs.map(({ annotators, images, byExposure: { shown } }) => [
        ...annotators,
        three(shown.cohenKappa),
        range(shown),
        shown.questions,
        images,
        few(images),
      ]),
      "no two annotators voted on the same image",
    ),
    list(
      "Leniency: labels per image beside the partners on the same images",
      ["annotator", "own", "partners", "difference", "95 %", "images", ""],
      byDifference(report.leniency).map(({ annotator, images, own, partners, difference }) => [
        annotator,
        three(own),
        three(partners),
        three(difference.value),
        range(difference),
        images,
        few(images),
      ]),
      "no annotators",
    ),
    formatDependence(report.dependence),
    ...formatDisputes(report, nameOf),
  ].join("\n\n");
}

/** Who differs most from the partners first. */
const byDifference = (leniency: AgreementReport["leniency"]) =>
  [...leniency].sort((a, b) => Math.abs(b.difference.value ?? 0) - Math.abs(a.difference.value ?? 0));

function formatSets({ sets, setsShownToAll }: AgreementReport): string {
  const { all, no, maybe, unseen } = sets.differences;
  return `Whole sets of labels, with what was found by search (${formatCount(sets.pairs, "pair")} of annotators of an image)
${formatTable(setRows(sets))}
  labels that one chose and the other did not: ${all}
  of these the other said no ${formatShare(no, all)} (${no}), maybe ${formatShare(maybe, all)} (${maybe}), never saw the label ${formatShare(unseen, all)} (${unseen})

The same sets, of the labels that every annotator of the image was shown (${formatCount(setsShownToAll.pairs, "pair")})${rough(setsShownToAll.images)}
${formatTable(setRows(setsShownToAll))}`;
}

function setRows(sets: AgreementReport["sets"]): Row[] {
  const images = "images";
  return [
    ["", "value", "95 %", "n", "of"],
    row("exact match", sets.exactMatch, images),
    row("Jaccard", sets.jaccard, images),
    row("MASI", sets.masi, images),
    row("Krippendorff's alpha, Jaccard", sets.alphaJaccard, images),
    row("Krippendorff's alpha, MASI", sets.alphaMasi, images),
  ];
}

function formatAnswers({ answers, byLabel }: AgreementReport): string {
  const labels = "labels of images";
  const version = (name: string, measured: AgreementReport["answers"]["shown"]): Row[] => [
    row(`${name}: agreement`, measured.agreement, labels),
    row(`${name}: Fleiss' kappa`, measured.fleissKappa, labels),
    row(`${name}: Gwet's AC1`, measured.gwetAC1, labels),
    row(`${name}: Krippendorff's alpha`, measured.krippendorffAlpha, labels),
  ];
  const undefinedLabels = byLabel.filter(({ fleissKappa }) => fleissKappa === null).length;
  return `Single labels, yes or no
${formatTable([
  ["", "value", "95 %", "n", "of"],
  ...version("shown to both", answers.shown),
  ...version("not shown counts as no", answers["unshown-as-no"]),
  ...version("images of which all saw the same labels", answers["same-labels"]),
])}
  kappa of each label, with its interval: --json; ${undefinedLabels} of ${formatCount(byLabel.length, "label")} have none, because all answers are the same`;
}

/** Those whose answers tell nothing; one line where there is nobody. */
export function formatDependence(dependence: AgreementReport["dependence"]): string {
  const found = dependence.filter(({ depends }) => depends === false);
  const evaluated = dependence.filter(({ depends }) => depends !== null).length;
  const title = "Annotators whose answers do not depend on what is there";
  if (found.length === 0) {
    return `${title}\n  none of the ${evaluated} who gave enough answers to say (of ${formatCount(dependence.length, "annotator")})`;
  }
  const share = ({ yes, answers }: { yes: number; answers: number }) =>
    `${formatShare(yes, answers)} of ${answers}`;
  return list(
    title,
    ["annotator", "yes where it is there", "yes where it is not", "Youden's J", "95 %", "evaluated by"],
    found.map(({ annotator, there, notThere, youdenJ, against }) => [
      annotator,
      share(there),
      share(notThere),
      three(youdenJ.value),
      range(youdenJ),
      against === "gold" ? "gold questions" : "the others' majority",
    ]),
    "none",
  );
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
