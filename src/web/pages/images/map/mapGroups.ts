import { imageStatuses } from "../../../../core/images/imageStatus.ts";
import { mapOutcomes } from "../../../../core/images/mapOutcome.ts";
import type { DrawnMap } from "../../../client/queries/imageMap.ts";
import { words } from "../../../words/words.ts";
import { hidden } from "./drawPoints.ts";

/** What points can be coloured by. */
export const mapColours = ["status", "outcome", "original", "final", "audit"] as const;
export type MapColour = (typeof mapColours)[number];

type Rgb = readonly [red: number, green: number, blue: number];

/** Images of one colour. */
export interface MapGroup {
  name: string;
  colour: Rgb;
  images: number;
}

const grey: Rgb = [140, 146, 155];
/**
 * Okabe and Ito's colours, distinguishable for colour-blind people and visible on white and on black; then two more.
 */
const hues: readonly Rgb[] = [
  [0, 114, 178],
  [230, 159, 0],
  [0, 158, 115],
  [204, 121, 167],
  [86, 180, 233],
  [213, 94, 0],
  [148, 103, 189],
  [166, 118, 29],
];

const texts = words.imageMap;

/** The colour of each image, and what the colours mean; groups without images are left out. */
export function groupPoints(
  map: DrawnMap,
  colour: MapColour,
  nameOf: (label: number) => string,
): { groups: Uint8Array; legend: MapGroup[] } {
  const shown = (values: ArrayLike<number>) =>
    Uint8Array.from(map.ids, (_, at) => (map.statuses[at] === hidden ? hidden : values[at]!));
  switch (colour) {
    case "status":
      return tidy(
        shown(map.statuses),
        imageStatuses.map((status, at) => [words.images.statuses[status], statusColours[at]!]),
      );
    case "outcome":
      return tidy(
        shown(map.outcomes),
        mapOutcomes.map((outcome, at) => [
          texts.outcomes(outcome),
          at === 0 ? grey : hues[(at + 1) % hues.length]!,
        ]),
      );
    case "audit":
      return tidy(
        shown(
          map.findings ? map.findings.map((lists) => Math.min(3, lists)) : new Uint8Array(map.ids.length),
        ),
        texts.findings.map((name, at) => [name, [grey, hues[4]!, hues[1]!, hues[5]!][at]!]),
      );
    case "original":
    case "final": {
      const labels = colour === "original" ? map.originals : map.finals;
      const counts = new Map<number, number>();
      for (const label of labels) if (label >= 0) counts.set(label, (counts.get(label) ?? 0) + 1);
      const first = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, hues.length);
      const places = new Map(first.map(([label], at) => [label, at + 2]));
      return tidy(shown(labels.map((label) => (label < 0 ? 0 : (places.get(label) ?? 1)))), [
        [texts.noLabel, [196, 200, 206]],
        [texts.others, grey],
        ...first.map(([label], at): [string, Rgb] => [nameOf(label), hues[at]!]),
      ]);
    }
  }
}

/** Like the status marks: grey before anybody has answered, then settled, and unsettled. */
const statusColours: readonly Rgb[] = imageStatuses.map(
  (status): Rgb =>
    ({
      unreadable: hues[5]!,
      unproposed: [196, 200, 206] as const,
      waiting: grey,
      pending: hues[4]!,
      agreed: hues[2]!,
      "to-refine": hues[1]!,
      refined: hues[0]!,
      "no-label": hues[3]!,
    })[status],
);

function tidy(
  values: Uint8Array,
  names: readonly (readonly [string, Rgb])[],
): { groups: Uint8Array; legend: MapGroup[] } {
  const counts = new Array<number>(names.length).fill(0);
  for (const value of values) if (value < names.length) counts[value]!++;
  const kept = [...names.keys()].filter((at) => counts[at]! > 0);
  const place = new Map(kept.map((at, to) => [at, to]));
  return {
    groups: values.map((value) => place.get(value) ?? hidden),
    legend: kept.map((at) => ({ name: names[at]![0], colour: names[at]![1], images: counts[at]! })),
  };
}
