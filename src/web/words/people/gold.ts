import { countOf, formatCount } from "../../components/format/formatCount.ts";

const images = (count: number) => countOf(count, "image");

/** Images whose labels are known, by which people are measured. */
export const gold = {
  title: "Gold",
  lead: "Images whose labels are known. Annotators get them among others, cannot tell them apart, and are measured by them.",
  off: "The settings mix none in. Choose a share under “Gold images”.",
  toSettings: "Open the settings",
  share: (percent: string) => `${percent} of what annotators get from now on is gold.`,
  add: {
    title: "Choose gold images",
    how: "An expert answers them next, from blank. Labels that the expert is unsure of could go either way and are never scored. Then annotators get them, each person once; they leave the project's own images and its releases.",
    none: "No image can become gold: it takes images with proposals that nobody has been given yet.",
    left: (count: number) => `${images(count)} can become gold.`,
    by: "Choose",
    ways: { draw: "At random", keys: "By their keys" },
    count: "How many",
    keys: "Keys, one a line",
    make: "Make them gold",
    done: (count: number) =>
      `${images(count)} ${count === 1 ? "is" : "are"} gold and ${count === 1 ? "waits" : "wait"} for an expert.`,
    refused: (keys: readonly string[]) =>
      `${images(keys.length)} cannot become gold: ${keys.slice(0, 5).join(", ")}${keys.length > 5 ? ", …" : ""}`,
  },
  people: {
    title: "People on gold",
    caption: "How people do on gold images",
    name: "Name",
    images: "Images",
    exact: "All labels right",
    precision: "Right, of those chosen",
    recall: "Found, of those there",
    main: "Main object right",
    none: "Nobody has answered a gold image yet.",
    hint: "In the order of names, with 95 % intervals. With few images they are wide: do not compare people by them. Annotators never see these numbers.",
    noneOf: "none yet",
  },
  list: {
    title: "Gold images",
    caption: "Gold images and their known labels",
    image: "Image",
    state: "State",
    states: { waiting: "Waits for an expert", used: "In use", retired: "Out of use" },
    labels: "Labels",
    either: (names: string) => `either way: ${names}`,
    noLabel: "none of these",
    holders: "Given to",
    exact: "All labels right",
    outOf: (count: number, whole: number) => `${formatCount(count)} of ${formatCount(whole)}`,
    act: "Decide",
    remove: "Take out of use",
    removeOf: (key: string) => `Take out of use: ${key}`,
    hint: "An image that most people miss may have a wrong or unclear answer: look at it again. Taken out before anybody had it, it is an image of the project again; afterwards its answers still count.",
    none: "There are no gold images yet. Some 50 to 100 tell people apart; choose them above.",
    removed: "It is an image of the project again.",
    retired: "Nobody gets it any more. Its answers still count.",
  },
  /** On the page of the expert who answers one. */
  answering:
    "A gold image: annotators are measured by what you answer. Look at every group, search for what is missing, and mark as unsure what could go either way.",
} as const;
