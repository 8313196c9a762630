import { formatPercent } from "../../core/percent.ts";
import { colours, type DrawOptions, figureOptions, grey } from "../figureStyle.ts";
import { count, type Figure, share, text } from "../figureTable.ts";
import { finishFigure } from "../finishFigure.ts";
import { spreadLabels } from "../spreadLabels.ts";
import { svgPart } from "../svgPart.ts";

const sectorColours = [grey, colours.subject, colours.third, colours.fifth];
const names = ["no label", "1 label", "2 labels", "3 or more labels"];
const height = 300;
const outer = 110;
const inner = 58;
/** Between two slices, as an angle. */
const gap = 0.012;

/**
 * Images by number of labels, as figure 3 of the paper has it: none, one, two, more than two. Plot draws no pies.
 *
 * @param images by number of labels: position 0 is images without any
 */
export function labelCountPie(
  { images }: { images: readonly number[] },
  { document, width = 720 }: DrawOptions,
): Figure {
  const total = images.reduce((sum, some) => sum + some, 0);
  const parts = [images[0] ?? 0, images[1] ?? 0, images[2] ?? 0, images.slice(3).reduce((a, b) => a + b, 0)];
  const middle = [width / 2, height / 2] as const;
  const svg = svgPart(document, "svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    fill: "currentColor",
    "text-anchor": "start",
    "font-family": figureOptions.style.fontFamily,
    "font-size": "13px",
  });
  let from = 0;
  const slices = parts.map((part, at) => {
    const to = from + (total > 0 ? part / total : 0);
    const slice = { at, part, from: from * 2 * Math.PI, to: to * 2 * Math.PI };
    from = to;
    return slice;
  });
  const drawn = slices.filter(({ part }) => part > 0);
  for (const { at, from: start, to: end } of drawn) {
    svg.append(
      svgPart(document, "path", {
        d: drawn.length === 1 ? ring() : arc(start + gap / 2, Math.max(start + gap, end - gap / 2)),
        fill: sectorColours[at]!,
        "fill-rule": "evenodd",
        transform: `translate(${middle[0]},${middle[1]})`,
      }),
    );
  }
  const whole = (y: number, words: string, size: number, weight: number) =>
    svgPart(
      document,
      "text",
      {
        x: middle[0],
        y: middle[1] + y,
        "text-anchor": "middle",
        "font-size": `${size}px`,
        "font-weight": weight,
      },
      words,
    );
  svg.append(
    whole(2, total.toLocaleString("en"), 20, 600),
    whole(20, total === 1 ? "image" : "images", 13, 400),
  );

  // Each slice is named beside the half that its middle is in.
  for (const side of [1, -1]) {
    const beside = drawn.filter(({ from: a, to: b }) => (Math.sin((a + b) / 2) >= 0 ? 1 : -1) === side);
    const points = beside.map(({ from: a, to: b }) => {
      const angle = (a + b) / 2;
      return [Math.sin(angle), -Math.cos(angle)] as const;
    });
    const wanted = points.map(([, y]) => middle[1] + y * (outer + 14));
    const placed = spreadLabels(wanted, 40, [24, height - 24]);
    beside.forEach(({ at, part }, index) => {
      const [sin, cos] = points[index]!;
      const y = placed[index]!;
      const edge = [middle[0] + sin * (outer + 3), middle[1] + cos * (outer + 3)] as const;
      const end = middle[0] + side * (outer + 34);
      const anchor = side === 1 ? "start" : "end";
      const line = (dy: number, words: string, weight: number) =>
        svgPart(
          document,
          "text",
          { x: end + side * 6, y: y + dy, "text-anchor": anchor, "font-weight": weight },
          words,
        );
      svg.append(
        svgPart(document, "path", {
          d: `M${edge[0].toFixed(2)},${edge[1].toFixed(2)}L${(end - side * 12).toFixed(2)},${y.toFixed(2)}H${end}`,
          fill: "none",
          stroke: sectorColours[at]!,
        }),
        line(-4, names[at]!, 600),
        line(13, `${formatPercent(part / total, { total })} (${part.toLocaleString("en")})`, 400),
      );
    });
  }
  const several = parts[2]! + parts[3]!;
  const withSeveral = total > 0 ? formatPercent(several / total, { total }) : "None";
  return {
    name: "label-counts",
    title: "Images by number of labels",
    caption: `${withSeveral} of ${total.toLocaleString("en")} images have two or more valid labels: top-1 counts a model as wrong where it names a valid label that is not the original one.`,
    svg: finishFigure(svg, {
      title: "Images by number of labels",
      description: slices.map(({ at, part }) => `${names[at]}: ${part} of ${total}`).join(", "),
    }),
    table: {
      columns: [text("labels", "Labels"), count("images", "Images"), share("share", "Share")],
      rows: slices.map(({ at, part }) => [["0", "1", "2", "3+"][at]!, part, total > 0 ? part / total : null]),
    },
  };
}

const at = (angle: number, radius: number) =>
  `${(Math.sin(angle) * radius).toFixed(2)},${(-Math.cos(angle) * radius).toFixed(2)}`;

function arc(from: number, to: number): string {
  const large = to - from > Math.PI ? 1 : 0;
  return `M${at(from, outer)}A${outer},${outer} 0 ${large} 1 ${at(to, outer)}L${at(to, inner)}A${inner},${inner} 0 ${large} 0 ${at(from, inner)}Z`;
}

const circle = (radius: number) =>
  `M0,${-radius}A${radius},${radius} 0 1 1 0,${radius}A${radius},${radius} 0 1 1 0,${-radius}Z`;
const ring = () => circle(outer) + circle(inner);
