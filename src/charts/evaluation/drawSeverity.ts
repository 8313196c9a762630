import { type SeverityEvaluation, severities } from "../../core/evaluation/errorSeverity.ts";
import { colours, type DrawOptions, percentTick } from "../figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "../figureTable.ts";
import { dotRows } from "./dotRows.ts";
import type { LabelName } from "./drawClasses.ts";
import { shareCells, shareColumns } from "./drawObjects.ts";

const looks = {
  major: { colour: colours.compared, symbol: "square" },
  minor: { colour: colours.fifth, symbol: "triangle" },
  borderline: { colour: colours.subject, symbol: "circle" },
  correct: { colour: colours.third, symbol: "diamond" },
} as const;

/** How bad the errors rated by experts are. */
export function drawSeverity(
  { models, errors, rated, confusions }: SeverityEvaluation,
  labelName: LabelName,
  options: DrawOptions,
): Figure[] {
  const shown = models.filter(({ rated: some }) => some > 0);
  if (shown.length === 0) return [];
  const title = "How bad errors are";
  return [
    {
      name: "error-severity",
      title,
      caption: `Of each model's errors that experts rated, how many are major, minor, borderline, or correct after all. ${rated.toLocaleString("en")} of ${errors.toLocaleString("en")} errors of all models were rated; the shares hold for all where these are a random sample. Bars are 95 % intervals.`,
      svg: dotRows(
        {
          rows: shown.map(({ model, shares }) => ({
            name: model,
            values: severities.map((name) => ({
              value: shares[name].share,
              interval: shares[name].interval,
            })),
          })),
          series: severities.map((name) => ({ text: name, ...looks[name] })),
        },
        {
          ...options,
          title,
          description: `Of ${shown.length} models, the shares of rated errors by severity.`,
          label: "Share of the rated errors",
          domain: [0, 1],
          format: percentTick,
        },
      ),
      table: {
        columns: [
          text("model", "Model"),
          ...shareColumns("errors", "Errors"),
          ...severities.flatMap((name) => shareColumns(name, name)),
          share("major_of_images", "Major mistakes, of images"),
          ...interval("major_of_images"),
        ],
        rows: models.map(({ model, errors: own, shares, major }) => [
          model,
          ...shareCells(own),
          ...severities.flatMap((name) => shareCells(shares[name])),
          major.share,
          ...bounds(major.interval),
        ]),
      },
    },
    ...(confusions.some(isRepeated) ? [confusionFigure(confusions, labelName, options)] : []),
  ];
}

/** What was rated once stands in the table of errors. */
const isRepeated = ({ severities: counts }: SeverityEvaluation["confusions"][number]) =>
  severities.reduce((sum, name) => sum + counts[name], 0) > 1;

function confusionFigure(
  confusions: SeverityEvaluation["confusions"],
  labelName: LabelName,
  options: DrawOptions,
): Figure {
  const title = "How bad errors are, by what is taken for what";
  const counted = confusions.map((one) => ({
    ...one,
    name:
      one.original === one.predicted
        ? `${labelName(one.original)} (not valid)`
        : `${labelName(one.original)} → ${labelName(one.predicted)}`,
    total: severities.reduce((sum, name) => sum + one.severities[name], 0),
  }));
  const shown = counted.slice(0, 20);
  return {
    name: "error-confusions",
    title,
    caption: `Rated errors by original label and prediction: the ${shown.length} most frequent of ${counted.length}. Dots are numbers of errors.`,
    svg: dotRows(
      {
        rows: shown.map(({ name, severities: counts }) => ({
          name,
          values: severities.map((one) => ({ value: counts[one] > 0 ? counts[one] : null })),
        })),
        series: severities.map((name) => ({ text: name, ...looks[name] })),
      },
      {
        ...options,
        title,
        description: `${shown.length} confusions with numbers of rated errors by severity.`,
        label: "Rated errors",
        domain: [0, Math.max(...shown.map(({ total }) => total)) + 1],
        format: (value) => (Number.isInteger(value) ? String(value) : ""),
      },
    ),
    table: {
      columns: [
        text("original", "Original label"),
        text("predicted", "Prediction"),
        ...severities.map((name) => count(name, name)),
      ],
      rows: counted.map(({ original, predicted, severities: counts }) => [
        labelName(original),
        labelName(predicted),
        ...severities.map((name) => counts[name]),
      ]),
    },
  };
}
