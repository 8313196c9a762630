import { countOf, formatCount } from "../../components/format/formatCount.ts";

/** The page on which images are added. */
export const addImages = {
  open: "Add images",
  openExemplars: "Add exemplars",
  purposes: {
    "import-images": {
      title: "Add images",
      text: "Folders can name the labels that images have now. Annotators never see those.",
      adding: "Adding the images …",
      to: "/p/$project/overview",
      next: "Go on to the overview",
      more: "Add more images",
    },
    "import-exemplars": {
      title: "Add exemplars",
      text: "Exemplars are photos that show each label, a folder for each, and no images of the project. These take the place of the ones that are there now.",
      adding: "Choosing the exemplars …",
      to: "/p/$project/labels",
      next: "Go on to the labels",
      more: "Take other photos",
    },
  },
  toJobs: "See the jobs",
  mayLeave: "This goes on by itself: you may leave the page.",
  drop: "Drop a folder, images or a zip here",
  or: "or",
  chooseFolder: "Choose a folder",
  chooseFiles: "Choose files",
  /** @param others archives, tables and what says more of the images */
  chosen: (images: number, others: number, size: string, folder: string | undefined) => {
    const counts = [
      ...(images > 0 ? [countOf(images, "image")] : []),
      ...(others > 0 ? [countOf(others, images > 0 ? "other file" : "file")] : []),
    ];
    return `${counts.join(" and ")} (${size})${folder === undefined ? "" : ` in “${folder}”`}`;
  },
  noImages: "There is no image in it that can be read. Choose another folder.",
  staysBehind: (files: number, kinds: string) =>
    `${countOf(files, "file")} ${files === 1 ? "is" : "are"} not sent, because ${files === 1 ? "it is nothing" : "they are nothing"} that can be read: ${kinds}.`,
  kind: (extension: string, files: number) => `${formatCount(files)} ${extension || "without an ending"}`,
  send: "Send them",
  others: "Choose others",
  sending: (files: number, all: number) => `${formatCount(files)} of ${countOf(all, "file")} sent`,
  sendingLabel: "Files sent",
  stay: "Leave this page open until all are sent.",
  stop: "Stop",
  stopped: "Sending was stopped. Nothing was added.",
  again: "Go on sending",
  labelled: (labelled: number, images: number) =>
    labelled === 0
      ? "No image gets an original label."
      : labelled === images
        ? "Every image gets an original label."
        : `${countOf(labelled, "image")} of ${formatCount(images)} get an original label.`,
  add: (images: number) => `Add ${countOf(images, "image")}`,
  refused: (files: number) => `${countOf(files, "file")} ${files === 1 ? "was" : "were"} refused`,
  willBeRefused: (files: number) => `${countOf(files, "file")} cannot be added`,
  more: (files: number) => `and ${formatCount(files)} more`,
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
