import { z } from "zod";
import { type Preset, presets } from "../../core/project/settings.ts";
import { endpoint, id } from "../endpoint.ts";

/** What each protocol asks of people, for choosing one. */
export const presetsExplained: Record<Preset, string> = {
  paper: "Two people tick what they see of 20 proposals; where they differ, an expert decides.",
  careful: "The same, with what is known to sway people taken out.",
  real: "Five people answer yes, maybe or no to each of up to 8 labels; Dawid-Skene joins their votes.",
  "contains-classify":
    "Nine people mark the distinct objects among likely labels, and which one is the main one.",
};

/** Maximum number of characters in an uploaded list of labels. */
export const longestLabelText = 8_000_000;
/** Maximum size in bytes of the request that holds it. */
export const largestProjectRequest = 4 * longestLabelText;

/** Where the labels of a new project come from. */
export const sentLabels = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("built-in"), name: z.string().min(1).max(100) }),
  z.strictObject({
    from: z.literal("text"),
    /** Name of the file: its extension says how it is read. */
    fileName: z.string().min(1).max(255),
    text: z.string().max(longestLabelText),
    /** In a dataset with several kinds of labels, the one to use. */
    feature: z.string().min(1).max(200).optional(),
  }),
  z.strictObject({
    from: z.literal("folders"),
    /** Name of the folder that holds them. */
    name: z.string().min(1).max(255),
    /** One image path for each folder that holds images, with "/" as separator. */
    paths: z.array(z.string().min(1).max(1000)).max(200_000),
    /** Which folders are labels, if ambiguous: these (1), or those inside them (2). */
    level: z.union([z.literal(1), z.literal(2)]).optional(),
  }),
]);
export type SentLabels = z.output<typeof sentLabels>;

export const createProject = endpoint({
  name: "createProject",
  method: "POST",
  path: "/api/projects",
  summary: "Make a project, which whoever makes it leads",
  body: z.strictObject({
    name: z.string().max(200),
    labels: sentLabels,
    preset: z.enum(presets).default("paper"),
    /** Whether its creator also labels. */
    annotates: z.boolean().default(false),
  }),
  reply: z.strictObject({
    id,
    name: z.string(),
    labels: z.number().int(),
    labelSpace: z.string(),
    /** What was not read of the labels, in words. */
    unread: z.array(z.string()),
  }),
});
