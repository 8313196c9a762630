import { countOf, formatCount } from "../../components/format/formatCount.ts";

/** The page on which images are added. */
export const addImages = {
  title: "Add images",
  open: "Add images",
  text: "Folders can name the labels that images have now. Annotators never see those.",
  drop: "Drop a folder or images here",
  or: "or",
  chooseFolder: "Choose a folder",
  chooseFiles: "Choose images",
  chosen: (images: number, size: string, folder: string | undefined) =>
    `${countOf(images, "image")} (${size})${folder === undefined ? "" : ` in “${folder}”`}`,
  noImages: "There is no image in it that can be read. Choose another folder.",
  staysBehind: (files: number, kinds: string) =>
    `${countOf(files, "file")} ${files === 1 ? "is" : "are"} not sent, because ${files === 1 ? "it is no image" : "they are no images"} that can be read: ${kinds}.`,
  kind: (extension: string, files: number) => `${formatCount(files)} ${extension || "without an ending"}`,
  send: "Send them",
  others: "Choose others",
  sending: (files: number, all: number) => `${formatCount(files)} of ${countOf(all, "image")} sent`,
  sendingLabel: "Images sent",
  stay: "Leave this page open until all are sent.",
  stop: "Stop",
  stopped: "Sending was stopped. Nothing was added.",
  again: "Go on sending",
  reading: "Looking at what was sent …",
  labelled: (labelled: number, images: number) =>
    labelled === 0
      ? "No image gets an original label."
      : labelled === images
        ? "Every image gets an original label."
        : `${countOf(labelled, "image")} of ${formatCount(images)} get an original label.`,
  add: (images: number) => `Add ${countOf(images, "image")}`,
  adding: "Adding them …",
  done: (images: number) => (images === 0 ? "No image is new." : `${countOf(images, "image")} added.`),
  alreadyThere: (images: number) =>
    `${countOf(images, "image")} ${images === 1 ? "was" : "were"} there already.`,
  refused: (files: number) => `${countOf(files, "file")} ${files === 1 ? "was" : "were"} refused`,
  willBeRefused: (files: number) => `${countOf(files, "file")} cannot be added`,
  more: (files: number) => `and ${formatCount(files)} more`,
  next: "Go on to the overview",
  addMore: "Add more images",
  meaning: {
    title: "What do the folders mean?",
    beside: "Some images lie beside folders, and some in them. That can mean two things.",
    inTwo: (path: string) => `${path} lies in two folders that are labels.`,
    unknown: (count: number, names: string) =>
      `${count === 1 ? "A folder is" : `${formatCount(count)} folders are`} called like no label of this project: ${names}.`,
    toLabels: "Change the project's labels",
    layouts: {
      "class-folders":
        "The first folder is the label, as in cat/photo.jpg. Images beside the folders stay out.",
      "split-folders": "The second folder is the label, as in train/cat/photo.jpg.",
      flat: "Nothing: they are part of the images' names, and no image gets an original label.",
    },
    look: "Look again",
  },
} as const;
