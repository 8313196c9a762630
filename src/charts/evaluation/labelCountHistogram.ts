import * as Plot from "@observablehq/plot";
import { colours, type DrawOptions, faint, figureOptions, plainAxis } from "../figureStyle.ts";
import { count, type Figure, share } from "../figureTable.ts";
import { finishFigure } from "../finishFigure.ts";
import { partsOf } from "../partsOf.ts";

/**
 * The full distribution of labels per image.
 *
 * @param images by number of labels: position 0 is images without any
 */
export function labelCountHistogram(
  { images }: { images: readonly number[] },
  { document, width = 720 }: DrawOptions,
): Figure {
  const total = images.reduce((sum, some) => sum + some, 0);
  const rows = images.map((some, labels) => ({ labels, some }));
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: 300,
    marginTop: 28,
    marginBottom: 46,
    marginLeft: 62,
    marginRight: 20,
    x: { ...plainAxis, label: "Valid labels per image", tickFormat: String, tickSize: 0 },
    y: { label: "Images", labelArrow: "none", domain: [0, Math.max(1, ...images)], ticks: 5 },
    marks: [
      Plot.gridY({ ...faint, ticks: 5 }),
      Plot.barY(rows, { x: "labels", y: "some", fill: colours.subject }),
      Plot.text(rows, {
        x: "labels",
        y: "some",
        text: ({ some }) => (some > 0 ? some.toLocaleString("en") : "0"),
        dy: -9,
      }),
      Plot.ruleY([0], { stroke: "currentColor" }),
    ],
  });
  const labels = images.reduce((sum, some, each) => sum + some * each, 0);
  // Numbers of labels differ by about one, which limits the decimals that a mean of these images can carry.
  const decimals = Math.max(1, Math.round(Math.log10(Math.max(1, total)) / 2));
  const mean = total > 0 ? (labels / total).toFixed(decimals) : "undefined";
  return {
    name: "label-count-histogram",
    parts: partsOf(figure as SVGSVGElement, "bar").map((bar) => [bar]),
    title: "Labels per image",
    caption: `Every number of labels that occurs. The mean is ${mean} labels per image. Bars with few images say little.`,
    svg: finishFigure(figure, {
      title: "Labels per image",
      description: rows.map(({ labels: each, some }) => `${each}: ${some} images`).join(", "),
    }),
    table: {
      columns: [count("labels", "Labels"), count("images", "Images"), share("share", "Share")],
      rows: rows.map(({ labels: each, some }) => [each, some, total > 0 ? some / total : null]),
    },
  };
}
