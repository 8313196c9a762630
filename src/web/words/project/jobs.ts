import type { begunElsewhere, JobCount, JobWork } from "../../../contract/jobs.ts";
import type { ScoreKind } from "../../../core/evaluation/scores/scoreUnit.ts";
import type { JobState } from "../../../core/project/jobKind.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";

type StartedHere = Exclude<JobWork["kind"], (typeof begunElsewhere)[number]>;

/** Long work of the machine. */
export const jobs = {
  title: "Jobs",
  lead: "Long work that the machine does. One job runs at a time in a project, the others wait; nobody's own work waits for them.",
  start: {
    title: "Start a job",
    what: "Job",
    kinds: {
      "import-images": "Add images",
      "import-list": "Load images from the web",
      "import-place": "Add a folder of the server",
      "import-exemplars": "Add exemplars",
      "import-predictions": "Add a model's scores",
      "import-answers": "Add answers given elsewhere",
      "add-model": "Add a model of one's own",
      verify: "Read the image files",
      propose: "Propose labels",
      embed: "Compute embeddings",
      maps: "Map where labels are seen",
      audit: "Audit images and labels",
      report: "Make an evaluation report",
      export: "Export a release",
      backup: "Back up the installation",
    } satisfies Record<JobWork["kind"], string>,
    texts: {
      "import-predictions": () =>
        "What a model said of the images, computed elsewhere: it can propose, and is evaluated with the others. Any form that the documents name, such as CSV with image, label and score.",
      "add-model": () =>
        "A classifier in an ONNX file, with its card. It is checked, measured on images whose labels are known, and then proposes labels in every project of this installation that has its labels. Send only a model whose source you trust.",
      verify: (unread: number) =>
        unread === 0
          ? "All image files were read. What is added later can be read here."
          : `${countOf(unread, "image file")} ${unread === 1 ? "was" : "were"} not read yet. Reading finds out which are whole.`,
      propose: (unproposed: number) =>
        unproposed === 0
          ? "All readable images have proposals. A model that has not seen them adds its own until annotation begins."
          : `${countOf(unproposed, "image")} ${unproposed === 1 ? "has" : "have"} no proposals. ${
              unproposed === 1 ? "It gets" : "Each gets"
            } a list of labels to choose from.`,
      embed: () =>
        "What a model sees of each image, as numbers: the map of images, similar images, near duplicates and probes use them.",
      maps: () => "Where in each image a model sees its first labels: what relabelled exports hold.",
      audit: () =>
        "Looks for near duplicates, doubtful and missing labels and odd images. The page Audit shows them; this keeps all of them as a table.",
      report: () =>
        "Evaluates the models by a release: a page with figures, tables and how to cite it, as a zip file.",
      export: () => "Keeps a release as a file that can be downloaded from here.",
    } satisfies Record<StartedHere, (images: number) => string>,
    model: "Model",
    otherLabels: (title: string) => `${title} (knows other labels)`,
    by: "Proposed by",
    ways: {
      model: "the model's own labels",
      probe: "a probe that learns your labels",
      imported: "scores that were added",
      search: "nobody: people search for labels",
    },
    from: "Whose scores",
    allImported: "All of them, joined",
    noImported: "No scores were added yet: add a model's scores first.",
    file: "File",
    choose: "Choose a file",
    noFile: "Choose a file first.",
    modelName: "What to call the model",
    list: "List of the images",
    listHint: "For NumPy arrays: a CSV with the column image, in the order of the rows.",
    scores: "The scores are",
    scoreKinds: {
      auto: "what all of them tell",
      probabilities: "probabilities of all labels",
      percent: "percent",
      logits: "logits",
      sigmoid: "from 0 to 1, each on its own",
    } satisfies Record<ScoreKind, string>,
    onnx: "ONNX file",
    card: "Card (JSON)",
    vectors: "Vectors of the labels",
    noVectors: "Choose no file",
    vectorsHint: "For an image tower alone: .npz or .npy",
    allowUseless: "Add it even where it finds known labels no better than chance",
    noModels:
      "This installation takes no models in the browser. Whoever runs it may allow that by the setting MULTILABELFY_MODEL_UPLOADS, or adds one at the command line: multilabelfy models add FILE --card CARD.",
    replace: "Take the place of scores of this name",
    allowImplausible: "Add them even where they fit the original labels no better than chance",
    release: "Release",
    releaseOf: (number: number, name: string) => `${number}, ${name}`,
    noRelease: "There is no release yet: make one on the page Releases.",
    format: "Format",
    spreadsheet: "Safe to open in a spreadsheet",
    button: "Start",
  },
  orCommand: "Or at the command line",
  ofRelease: (job: string, number: number) => `${job} ${number}`,
  withModel: (job: string, model: string) => `${job}: ${model}`,
  now: "Under way",
  ended: "Ended",
  none: "No job has run in this project yet.",
  states: {
    queued: "Waits",
    running: "Runs",
    done: "Done",
    failed: "Failed",
    cancelled: "Cancelled",
  } satisfies Record<JobState, string>,
  running: "How far the job is",
  waits: "Waits for its turn",
  untaken: (kind: string) =>
    `Nobody is here who does this: no server, and no worker. Have one started (multilabelfy worker --only ${kind}), or cancel it. What is behind it need not wait.`,
  begins: "Begins",
  ends: "Ends after what is under way",
  by: (name: string) => `by ${name}`,
  atCommandLine: "at the command line",
  progress: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
  counts: {
    added: (count: number) => `${countOf(count, "image")} added`,
    alreadyThere: (count: number) => `${formatCount(count)} ${count === 1 ? "was" : "were"} there already`,
    exemplars: (count: number) => countOf(count, "exemplar"),
    labelsShown: (count: number) => `${countOf(count, "label")} shown by them`,
    read: (count: number) => `${countOf(count, "file")} read and found right`,
    proposed: (count: number) => `${countOf(count, "image")} got proposals`,
    withProposals: (count: number) => `${formatCount(count)} have them now`,
    labelsEach: (count: number) =>
      `every one of the ${countOf(count, "label")}, in their order: no image has labels yet that a probe could learn from`,
    withoutProposals: (count: number) => `${countOf(count, "image")} can be given without proposals`,
    embedded: (count: number) => `${countOf(count, "image")} got an embedding`,
    withEmbedding: (count: number) => `${formatCount(count)} have one now`,
    mapped: (count: number) => `${countOf(count, "image")} got maps`,
    withMaps: (count: number) => `${formatCount(count)} have them now`,
    findings: (count: number) => countOf(count, "finding"),
    scored: (count: number) => `${countOf(count, "image")} got scores`,
    withoutScores: (count: number) => `${formatCount(count)} have none`,
    evaluated: (count: number) => `by the labels of ${countOf(count, "image")}`,
    rowsKept: (count: number) => countOf(count, "row"),
    filesKept: (count: number) => countOf(count, "file"),
  } satisfies Record<JobCount, (count: number) => string>,
  refused: (count: number) => `${countOf(count, "file")} could not be used`,
  refusedMore: (count: number) => `and ${formatCount(count)} more`,
  tryAgainText: "Mend that, then try again: it goes on where it ended.",
  cancel: "Cancel",
  cancelOf: (job: string) => `Cancel: ${job}`,
  retry: "Try again",
  retryOf: (job: string) => `Try again: ${job}`,
  download: (size: string) => `Download (${size})`,
  older: "Older jobs",
  failed: "The jobs could not be loaded",
};
