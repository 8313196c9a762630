import type { AnsweredAccuracy, PeopleEvaluation } from "../../core/evaluation/evaluatePeople.ts";
import { colours, type DrawOptions, percentTick } from "../figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "../figureTable.ts";
import { percentRange } from "../percentRange.ts";
import { dotRows } from "./dotRows.ts";
import { shareCells, shareColumns } from "./drawObjects.ts";

const byShare = (a: AnsweredAccuracy, b: AnsweredAccuracy) => (b.right.share ?? -1) - (a.right.share ?? -1);

/** People beside models, by the same labels. */
export function drawHumanAccuracy({ people, models }: PeopleEvaluation, options: DrawOptions): Figure[] {
  const all = [
    ...people.toSorted(byShare).map((one) => ({ ...one, isPerson: true })),
    ...models.toSorted(byShare).map((one) => ({ ...one, isPerson: false })),
  ];
  const values = all.flatMap(({ right }) =>
    right.share === null ? [] : [right.share, ...(right.interval ?? [])],
  );
  if (values.length === 0) return [];
  const title = "People and models";
  const nothing = { value: null };
  return [
    {
      name: "human-accuracy",
      title,
      caption:
        "How often a person's own answer, given before any label was seen, is a valid label; and a model's first label, on all images that any person answered. People answered different images: their intervals say how sure each is. Bars are 95 % intervals.",
      svg: dotRows(
        {
          rows: all.map(({ name, right, isPerson }) => {
            const dot = { value: right.share, interval: right.interval };
            return { name, values: isPerson ? [dot, nothing] : [nothing, dot] };
          }),
          series: [
            { text: "people", colour: colours.compared, symbol: "diamond" },
            { text: "models", colour: colours.subject, symbol: "circle" },
          ],
        },
        {
          ...options,
          title,
          description: `Accuracy by multi-labels of ${people.length} people and ${models.length} models.`,
          label: "Share of images",
          domain: percentRange(values),
          format: percentTick,
        },
      ),
      table: {
        columns: [
          text("who", "Who"),
          text("kind", "Person or model"),
          ...shareColumns("right", "Right"),
          share("per_class", "Mean over classes"),
          count("classes", "Classes"),
          ...interval("per_class"),
          count("without", "Images without a valid label"),
        ],
        rows: all.map(({ name, isPerson, right, perClass, without }) => [
          name,
          isPerson ? "person" : "model",
          ...shareCells(right),
          perClass.value,
          perClass.n,
          ...bounds(perClass.interval),
          without,
        ]),
      },
    },
  ];
}
