import { z } from "zod";
import { provenances } from "../../core/outcome/provenance.ts";
import { endpoint, id } from "../endpoint.ts";
import { getConfusions, label } from "./labelSpace.ts";

/** Maximum number of exemplars of a label. */
export const maxExemplars = 50;
/** Maximum number of characters in a label's note, which is shown on a card. */
export const longestNote = 300;

const labelOfProject = z.strictObject({ project: id, label: z.coerce.number().int().nonnegative() });
const count = z.int().nonnegative();

export const getLabels = endpoint({
  name: "getLabels",
  method: "GET",
  path: "/api/projects/:project/labels",
  summary: "How many images hold each label, and how many exemplars it has",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    exemplarVersion: count,
    /** Whether some events are not counted yet. */
    counting: z.boolean(),
    /** Each list has a number per label, in the order of the label space. */
    final: z.array(count),
    proposed: z.array(count),
    disputed: z.array(count),
    exemplars: z.array(count),
  }),
});
export type LabelCounts = z.infer<typeof getLabels.reply>;

const exemplar = z.strictObject({
  id,
  /** The project's image that it was promoted from. */
  image: id.nullable(),
  /** Whether no page shows it, because it is an image of the project and the project does not allow that. */
  withheld: z.boolean(),
});

export const getLabel = endpoint({
  name: "getLabel",
  method: "GET",
  path: "/api/projects/:project/labels/:label",
  summary: "One label: its exemplars, and what its images hold",
  params: labelOfProject,
  reply: z.strictObject({
    label,
    /** Every change of its note, the newest first; an empty text removed it. */
    notes: z.array(
      z.strictObject({
        version: z.int().positive(),
        text: z.string(),
        at: z.iso.datetime(),
        /** null: at the command line. */
        by: z.string().nullable(),
      }),
    ),
    /** The project's exemplar version, and when and by whom it was made (null: at the command line). */
    exemplarVersion: count,
    changed: z.strictObject({ at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
    exemplars: z.array(exemplar),
    /** Photos that could be exemplars: spare ones, and those taken out. */
    spares: z.array(exemplar),
    final: count,
    proposed: count,
    disputed: count,
    counting: z.boolean(),
    confusions: getConfusions.reply.shape.confusions,
    /** Whether images of the project may be exemplars. */
    exemplarsFromEvaluatedSet: z.boolean(),
    /** A change of that setting must state it. */
    settingsVersion: z.int(),
  }),
});
export type LabelPage = z.infer<typeof getLabel.reply>;

/** The note that everybody reads below a label's definition. */
export const saveLabelNote = endpoint({
  name: "saveLabelNote",
  method: "PUT",
  path: "/api/projects/:project/labels/:label/note",
  summary: "Set the note on a label, or take it off",
  params: labelOfProject,
  body: z.strictObject({
    /** The version that the page showed (0: none yet): if somebody else changed the note since, it is a conflict. */
    version: count,
    /** Plain text; empty: no note. */
    text: z
      .string()
      .trim()
      .max(longestNote, `A note has at most ${longestNote} characters: more belongs in the guideline.`),
  }),
  reply: z.strictObject({ version: count, changed: z.boolean() }),
});

const imageOfLabel = z.strictObject({
  image: id,
  /** Its key: the name by which files speak of it. */
  key: z.string(),
  thumbnailUrl: z.string(),
  provenance: z.enum(provenances),
});

export const listLabelImages = endpoint({
  name: "listLabelImages",
  method: "GET",
  path: "/api/projects/:project/labels/:label/images",
  summary: "The images whose final labels hold a label, some at a time",
  params: labelOfProject,
  query: z.strictObject({
    /** The last image on the previous page. */
    after: id.optional(),
  }),
  reply: z.strictObject({
    images: z.array(imageOfLabel),
    /** Where the next page begins; null after the last one. */
    after: id.nullable(),
  }),
});

/** Maximum number of images on a page of the grid. */
export const labelGridSize = 48;

export const listLabelGrid = endpoint({
  name: "listLabelGrid",
  method: "GET",
  path: "/api/projects/:project/labels/:label/grid",
  summary: "The images with final labels that hold a label, or that it was proposed for, some at a time",
  params: labelOfProject,
  query: z.strictObject({
    /** `after` of the previous page. */
    after: id.optional(),
  }),
  reply: z.strictObject({
    images: z.array(
      z.strictObject({
        image: id,
        key: z.string(),
        thumbnailUrl: z.string(),
        /** Whether the label is among its final ones. */
        isHeld: z.boolean(),
      }),
    ),
    /** Where the next page begins; null after the last one. A page can hold few images, or none, and another follow. */
    after: id.nullable(),
  }),
});
export type LabelGrid = z.infer<typeof listLabelGrid.reply>;

/** Sets a label's exemplars, in order: those left out are removed, new ones are added. */
export const setExemplars = endpoint({
  name: "setExemplars",
  method: "PUT",
  path: "/api/projects/:project/labels/:label/exemplars",
  summary: "Set a label's exemplars, as a new version that later batches use",
  params: labelOfProject,
  body: z.strictObject({
    /** The version that the page showed: if somebody else changed the label since, it is a conflict. */
    version: count,
    exemplars: z
      .array(z.union([z.strictObject({ exemplar: id }), z.strictObject({ image: id })]))
      .max(maxExemplars),
  }),
  reply: z.strictObject({ version: count, changed: z.boolean() }),
});
export type WantedExemplar = z.infer<typeof setExemplars.body>["exemplars"][number];
