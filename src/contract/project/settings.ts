import { z } from "zod";
import { maxGold } from "../../core/gold/mixGold.ts";
import { maxRepeats } from "../../core/people/repeats.ts";
import { type Setting, settingNames } from "../../core/project/settingRules.ts";
import {
  candidateChoices,
  type ProjectSettings,
  presets,
  voteMethods,
  workModes,
} from "../../core/project/settings.ts";
import { endpoint, id } from "../endpoint.ts";

const share = z.number().min(0).max(1);

/** Each setting with the values that it can have. */
export const settingShapes = {
  preset: z.enum(presets),
  topK: z.int().min(1).max(100),
  groupSize: z.int().min(1).max(5),
  exemplarsPerLabel: z.int().min(1).max(50),
  exemplarsSetApart: z.int().min(0).max(50),
  exemplarsFromEvaluatedSet: z.boolean(),
  overlap: z.int().min(1).max(100),
  fewestAnswers: z.int().min(0).max(12),
  missedSeconds: z.int().min(1).max(86_400),
  wrongSeconds: z.int().min(1).max(86_400),
  answersBudget: share,
  fullShare: share,
  shownAfterMs: z.int().min(0).max(60_000),
  agreementRule: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("exact-with-original") }),
    z.strictObject({ kind: z.literal("exact") }),
    z.strictObject({ kind: z.literal("quorum"), votes: z.int().min(1).max(100) }),
    z.strictObject({ kind: z.literal("jaccard"), atLeast: share }),
  ]),
  singleAnnotation: z.enum(["refine", "accept"]),
  originalAlwaysProposed: z.boolean(),
  shuffleWithinGroups: z.boolean(),
  allGroupsShare: share,
  askAboutFound: z.boolean(),
  refineWhenExposureDiffers: z.boolean(),
  votedLabels: z.int().min(1).max(8),
  searchInVotes: z.boolean(),
  leaveOutModelAgreed: z.boolean(),
  voteMethod: z.enum(voteMethods),
  voteThreshold: share,
  doubtFrom: share,
  doubtTo: share,
  refineUnlabelled: z.boolean(),
  precheck: z.enum(["union", "intersection"]),
  commentOnChange: z.boolean(),
  decideDisputed: z.boolean(),
  reasonOnDecision: z.boolean(),
  revealAfterDecisions: z.boolean(),
  showMaps: z.boolean(),
  blankShare: share,
  twiceShare: share,
  expertsRefineOwnImages: z.boolean(),
  reviewers: z.int().min(0).max(5),
  annotationMode: z.enum(workModes),
  refinementMode: z.enum(workModes),
  leaseMinutes: z.int().min(1).max(10_080),
  imagesAhead: z.int().min(3).max(100),
  goldShare: z.number().min(0).max(maxGold),
  repeatShare: z.number().min(0).max(maxRepeats),
  qualification: z.boolean(),
  qualificationImages: z.int().min(1).max(100),
  qualificationMark: share,
  qualificationAttempts: z.int().min(1).max(20),
  objectsOverlap: z.int().min(0).max(100),
  objectsCandidates: z.enum(candidateChoices),
} satisfies { [Name in keyof ProjectSettings]: z.ZodType<ProjectSettings[Name]> };

const settings = z.strictObject(settingShapes);
const changes = settings.partial();
export type SettingChanges = z.output<typeof changes>;

const setting = z.enum(settingNames as [Setting, ...Setting[]]);

/** Images that a change would move: how many, and the first of them by key. */
const moved = z.strictObject({ images: z.int(), keys: z.array(z.string()) });

/** The effect of a change of rules on images that have their annotations. */
export const moves = z.strictObject({
  /** Agreed now, in refinement after the change. */
  toRefinement: moved,
  /** In refinement now, agreed after the change. */
  toAgreed: moved,
  /** Agreed before and after, with other labels. */
  otherLabels: moved,
  /** Have all their annotations now, and lack some after the change. */
  toAnnotators: moved,
  /** Lack annotations now, and have all after the change. */
  completed: moved,
  /** Would move, but stay because an expert has opened them, a lead sent them, or a release holds them. */
  staying: z.int(),
  /** All that move. */
  total: z.int(),
});
export type Moves = z.infer<typeof moves>;

const settingsView = z.strictObject({
  settings,
  /** The next change must state it. */
  version: z.int(),
  /** Rules that differ from the preset. */
  differing: z.array(setting),
  /** Whether annotators have images: from then on, changes have consequences. */
  workBegan: z.boolean(),
  /** Rules that can no longer change. */
  fixed: z.array(setting),
  /** The last change, if there was one. */
  changed: z.strictObject({ by: z.string(), at: z.iso.datetime() }).nullable(),
  archivedAt: z.iso.datetime().nullable(),
  releases: z.int(),
});
export type SettingsView = z.infer<typeof settingsView>;

export const getSettings = endpoint({
  name: "getSettings",
  method: "GET",
  path: "/api/projects/:project/settings",
  summary: "The rules of a project, and which may still change",
  params: z.strictObject({ project: id }),
  reply: settingsView,
});

export const previewSettings = endpoint({
  name: "previewSettings",
  method: "POST",
  path: "/api/projects/:project/settings/preview",
  summary: "What a change of rules would mean, without making it",
  params: z.strictObject({ project: id }),
  body: z.strictObject({ changes }),
  reply: z.strictObject({
    /** What would change, each with its effect on finished work. */
    changing: z.array(z.strictObject({ setting, kind: z.enum(["free", "later", "moves"]) })),
    moves,
  }),
});

export const changeSettings = endpoint({
  name: "changeSettings",
  method: "PUT",
  path: "/api/projects/:project/settings",
  summary: "Change rules of a project",
  params: z.strictObject({ project: id }),
  body: z.strictObject({
    /** The version that the change is based on. */
    version: z.int(),
    changes,
    /** How many images the preview moved: if that has changed since, nothing is done. */
    moving: z.int().optional(),
  }),
  reply: settingsView,
});

export const archiveProject = endpoint({
  name: "archiveProject",
  method: "POST",
  path: "/api/projects/:project/archive",
  summary: "Put a project away, or take it back into use",
  params: z.strictObject({ project: id }),
  body: z.strictObject({ archived: z.boolean(), name: z.string() }),
  reply: settingsView,
});

export const deleteProject = endpoint({
  name: "deleteProject",
  method: "DELETE",
  path: "/api/projects/:project",
  summary: "Delete a project that has no release, with everything in it",
  params: z.strictObject({ project: id }),
  body: z.strictObject({ name: z.string() }),
  reply: z.strictObject({}),
});
