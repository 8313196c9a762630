import { countOf } from "../components/formatCount.ts";

/** Exemplars, and labels beside each other, on the annotation page. */
export const exemplars = {
  kindOf: "a kind of",
  nearest: "No exemplars. The nearest labels:",
  none: "This label has no exemplars. These labels are nearest to it:",
  exemplarOf: (label: string, number: number) => `${label}, exemplar ${number}`,
  differences: {
    title: (label: string) => `${label}, and what it is confused with`,
    open: (label: string) => `Compare ${label} with the labels it is confused with`,
    key: "The card's label beside those it is confused with",
    others: "Labels it is confused with",
    together: (images: number) => `proposed together on ${countOf(images, "image")}`,
    sameKind: (kind: string) => `a kind of ${kind}, too`,
    hint: "← → choose another label. Esc closes.",
    noneFound: "No label is close to this one.",
    noExemplars: "No exemplars.",
    loading: "Looking for labels that are confused with it",
    alsoKnownAs: "Also",
  },
  search: {
    all: (labels: number) => `Search all ${labels.toLocaleString("en")} labels`,
    placeholder: "Name, synonym, id or definition",
    begin: "Type a few letters. Enter adds the label to the image, ticked.",
    nothing: "No label like this. Try another word: the label space is fixed.",
    found: (labels: number, most: number) =>
      `${labels === most ? `The first ${most}` : labels} found. Enter adds, ↑ ↓ choose.`,
    results: "Labels found",
    ticked: "ticked",
    onCard: "on a card",
  },
} as const;
