/** From where images come beside a person's own machine. */
export const importPlaces = {
  list: {
    title: "From a list of web addresses",
    text: "One address on each line, or a CSV with the columns image and label. The images are loaded by the server, once, and kept.",
    field: "Addresses",
    placeholder: "https://example.org/photos/1.jpg",
    choose: "Choose a file",
    chosen: (name: string) => `The list is ${name}.`,
    load: "Load the images",
    off: "This installation loads no images from the web. Whoever runs it may allow that by the setting MULTILABELFY_REMOTE_IMAGES.",
  },
  place: {
    title: "From a folder or bucket of the server",
    text: "The images stay where they are, and must stay there, unless they are copied.",
    root: "Below",
    folder: "Folder in it",
    hint: "With / between; empty means all of it.",
    layout: "Folders mean",
    layouts: {
      "": "What the program finds out",
      "class-folders": "The first is the label",
      "split-folders": "The second is the label, as in train/cat",
      flat: "Nothing: no original labels",
    },
    manifest: "Choose a file that names them",
    manifestHint:
      "Without one, all images are added. A CSV with the columns image and label, or JSON Lines, names some of them, by their paths in this folder, and their labels.",
    manifestChosen: (name: string) => `The images are those that ${name} names.`,
    withoutManifest: "Leave it out",
    skipMissing: "Leave out rows whose images are not there",
    copy: "Copy the images into the project",
    add: "Add the images",
    off: "This installation names no folders that may be imported here. Whoever runs it may do so by the setting MULTILABELFY_IMPORT_ROOTS.",
  },
} as const;
