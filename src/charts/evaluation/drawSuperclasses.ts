import type {
  SuperclassConfusion,
  SuperclassEvaluation,
} from "../../core/evaluation/subgroups/evaluateSuperclasses.ts";
import type { DrawOptions } from "../figureStyle.ts";
import { count, type Figure, share, text } from "../figureTable.ts";
import { matrixHeatmap } from "./matrixHeatmap.ts";

const sum = (row: readonly number[]) => row.reduce((total, some) => total + some, 0);

/** Which groups of labels people and the best model take for each other, and which stand together. */
export function drawSuperclasses(
  { names, confusions, beside }: SuperclassEvaluation,
  best: string | undefined,
  options: DrawOptions,
): Figure[] {
  const shown = confusions.filter(({ model, same }) => same.total > 0 && (model === null || model === best));
  return [
    ...shown.map((one) => confusion(names, one, confusions, options)),
    ...(beside && sum(beside.images) > 0 ? [besideFigure(names, beside, options)] : []),
  ];
}

function confusion(
  names: readonly string[],
  { model, counts, same, outside }: SuperclassConfusion,
  all: readonly SuperclassConfusion[],
  options: DrawOptions,
): Figure {
  const who = model ?? "people";
  const title = model === null ? "Superclasses: people" : `Superclasses: ${model}`;
  const left = outside > 0 ? ` ${outside.toLocaleString("en")} images have a label in no group.` : "";
  return {
    name: model === null ? "superclasses-people" : "superclasses-model",
    title,
    caption: `Of images of each group by their original label (rows), what ${model === null ? "most people call the main object" : "the model says first"} (columns, by number), in percent. The same group in ${((same.share ?? 0) * 100).toFixed(1)} % of ${same.total.toLocaleString("en")} images.${left}`,
    svg: matrixHeatmap(
      { rows: names, columns: names, counts, totals: counts.map(sum) },
      {
        ...options,
        title,
        description: `Shares of ${names.length} groups by ${names.length} groups, by what ${who} say.`,
        rowLabel: "original label",
        columnLabel: model === null ? "people’s main label" : "first label of the model",
      },
    ),
    table: {
      columns: [
        text("model", "Who"),
        text("from", "Original label"),
        text("to", "Said"),
        count("images", "Images"),
        share("share", "Of the row"),
      ],
      // The table of the model's figure has all models.
      rows: (model === null
        ? all.filter((one) => one.model === null)
        : all.filter((one) => one.model !== null)
      ).flatMap((one) =>
        names.flatMap((from, row) =>
          names.map((to, column) => {
            const total = sum(one.counts[row]!);
            const images = one.counts[row]![column]!;
            return [one.model ?? "people", from, to, images, total > 0 ? images / total : null];
          }),
        ),
      ),
    },
  };
}

function besideFigure(
  names: readonly string[],
  { images, counts }: NonNullable<SuperclassEvaluation["beside"]>,
  options: DrawOptions,
): Figure {
  const title = "Superclasses that stand together";
  return {
    name: "superclasses-beside",
    title,
    caption:
      "Of images of each group by their original label (rows), how many hold another object, of each group (columns, by number), in percent. An image with several objects counts in several columns.",
    svg: matrixHeatmap(
      { rows: names, columns: names, counts, totals: images },
      {
        ...options,
        title,
        description: `Shares of ${names.length} groups by ${names.length} groups.`,
        rowLabel: "original label",
        columnLabel: "another object of the image",
      },
    ),
    table: {
      columns: [
        text("from", "Original label"),
        text("to", "Another object"),
        count("images", "Images"),
        count("of", "of"),
        share("share", "Share"),
      ],
      rows: names.flatMap((from, row) =>
        names.map((to, column) => {
          const both = counts[row]![column]!;
          return [from, to, both, images[row]!, images[row]! > 0 ? both / images[row]! : null];
        }),
      ),
    },
  };
}
