import { countOf } from "../../components/format/formatCount.ts";

/** The page on which a project is made. */
export const newProject = {
  title: "Make a project",
  text: "A project is a set of images and the labels that they may have. You lead the projects that you make.",
  name: "What it is called",
  nameHint: "Everybody who works in it sees this name.",
  labels: {
    title: "Its labels",
    from: {
      folders: {
        name: "The names of my image folders",
        does: "There is a folder for each label, such as cat/ and dog/, perhaps in train/ and val/.",
      },
      text: {
        name: "A list of my own",
        does: "One name per line, or a table with synonyms and definitions. You can change labels later.",
      },
      "built-in": {
        name: "The 1,000 classes of ImageNet",
        does: "The model that comes with the program proposes them by itself.",
      },
    },
    chooseFolder: "Choose the folder",
    otherFolder: "Choose another folder",
    stays: "Your browser asks before it lets this page see a folder. Nothing is sent until you say so.",
    found: (images: number, folder: string) => `${countOf(images, "image")} in “${folder}”`,
    noneFound: (folder: string) =>
      `There is no image in “${folder}”. Choose the folder that holds your images.`,
    list: "Labels, one per line",
    chooseFile: "Or choose a file",
    isOf: (file: string) => `Read from ${file}`,
    takeAway: "Take it away",
    level: "Which folders are the labels?",
    levels: {
      1: (names: string) => `These: ${names}`,
      2: (names: string) => `Those inside of them: ${names}`,
    },
    more: (count: number) => ` and ${count} more`,
  },
  protocol: "What is asked of people",
  annotates: "I label images myself, too",
  annotatesHint: "You can change who does what at any time, on the page People.",
  submit: "Make the project",
  noFolder: "Choose the folder of your images first.",
  noList: "Type the labels, or choose a file that holds them.",
} as const;
