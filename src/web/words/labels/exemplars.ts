import { countOf } from "../../components/format/formatCount.ts";

/** To one decimal place: chance often brings two labels together on less than one image. */
const formatExpected = (images: number) => (images < 0.05 ? "none" : images.toFixed(1));

/** Exemplars, and labels beside each other, on the annotation page. */
export const exemplars = {
  kindOf: "a kind of",
  noPhotos: "No photos of this label",
  kin: {
    open: "Labels of the same kind",
    key: "Labels of the same kind as the card's",
    title: (label: string) => `Labels of the same kind as ${label}`,
    others: (kind: string) => `Other kinds of ${kind}`,
    none: "No other label is of the same kind.",
  },
  exemplarOf: (label: string, number: number) => `${label}, exemplar ${number}`,
  differences: {
    title: (label: string) => `${label}, and what it is confused with`,
    key: "The card's label beside those it is confused with",
    others: "Labels it is confused with",
    together: ({ images, expected }: { images: number; expected: number }) =>
      `proposed together on ${countOf(images, "image")}, by chance on ${formatExpected(expected)}`,
    sameKind: (kind: string) => `a kind of ${kind}, too`,
    ruled: "the lead has ruled on the two",
    hint: "← → choose another label. Esc closes.",
    noneFound: "It has no siblings, and no label is proposed with it well above chance.",
    loading: "Looking for labels that are confused with it",
    alsoKnownAs: "Also",
  },
  search: {
    all: (labels: number) => `Search all ${labels.toLocaleString("en")} labels`,
    placeholder: "What you see, in your own words",
    begin:
      "Type a few letters, or initials. Enter adds the first label, 1 to 9 the others; with Shift, you go on searching.",
    recent: "You added these lately: 1 to 9 add them again. Or type a few letters.",
    added: (name: string) => `Added: ${name}. 1 to 9 add one of these, too. Or type on; Esc closes.`,
    nothing: "No label like this. Try another word: the label space is fixed.",
    found: (labels: number, max: number, mayGoOn: boolean) =>
      `${labels === max ? `The first ${max}` : labels} found. 1 to 9 add one${mayGoOn ? ", with Shift you go on" : ""}; Enter adds the marked one, ↑ ↓ choose.`,
    results: "Labels found",
    ticked: "ticked",
    onCard: "on a card",
  },
} as const;
