import type { MapOutcome } from "../../../core/images/mapOutcome.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";
import { disagreement } from "../outcome/disagreement.ts";

/** The map of all images. */
export const imageMap = {
  title: "Map of images",
  open: "Map",
  list: "List",
  view: "How images are shown",
  about: (shown: number, images: number, model: string) =>
    `${shown === images ? "All" : `${formatCount(shown)} of`} ${countOf(images, "image")}: those that look alike to ${model} lie together. How far apart groups are means little.`,
  keyboard: "Without a pointer, the list of images and its filters lead to the same images and actions.",
  canvas: (images: number) => `A map of ${countOf(images, "image")}. The list shows the same images.`,
  making: "The map is being made",
  makingText: "With many images this takes minutes. It is shown as soon as it is there.",
  remaking: "Images came or went: a newer map is being made.",
  none: {
    title: "No model has seen the images yet",
    text: "The map needs what a model sees of each image: proposing labels stores that in passing, and so does this command.",
  },
  colour: "Colour",
  colours: {
    status: "State",
    outcome: "Agreement",
    original: "Original label",
    final: "Final label",
    audit: "Findings of the audit",
  },
  auditMaking: "The audit is being made; colours follow.",
  groups: "What the colours mean; press one to hide or show its images",
  group: (name: string, images: number) => `${name}: ${formatCount(images)}`,
  outcomes: (outcome: MapOutcome) =>
    outcome === "undecided" ? "Not decided yet" : outcome === "agreed" ? "Agreed" : disagreement[outcome],
  findings: ["In no list", "In one list", "In two lists", "In three or more"],
  auditLists: "Counted are doubted labels, labels unlike their neighbours, missing labels and odd files.",
  noLabel: "None",
  others: "Other labels",
  drag: "A drag",
  tools: { choose: "chooses", move: "moves" },
  hint: "Draw a line around images to choose them (Shift: beside those that are chosen). The wheel zooms, a click opens an image.",
  zoomIn: "Nearer",
  zoomOut: "Further away",
  whole: "The whole map",
  chosen: "Chosen images, the first of them",
  more: (images: number) => `and ${formatCount(images)} more`,
};
