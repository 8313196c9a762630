import type { AskedAnew } from "../asking/weighAnswer.ts";
import type { Agreement } from "../outcome/findAgreement.ts";
import type { ProjectSettings, WorkMode } from "../project/settings.ts";
import type { Decision } from "../tasks/decision.ts";
import type { Role, Stage } from "../tasks/stage.ts";
import type { TaskType } from "./taskType.ts";

/**
 * What becomes of a stage's answers on an image: the agreement rule compares them; the first one is final; those who
 * gave them settle their differences; they are joined, and stand beside the labels; or they are scored, and nothing
 * follows for the image.
 */
export type AnswerUse = "compared" | "final" | "settled" | "joined" | "scored";

/** Why an answer can no longer change: an expert has begun to work on it, a release holds it, or its result was shown. */
export type Lock = "expert" | "release" | "result";

/** What may keep an answer from changing. */
export interface LockFacts {
  isGold: boolean;
  isSubmitted: boolean;
  /** An expert has opened the image's refinement. */
  isRefined: boolean;
  /** A release holds the image, and no lead has sent it anywhere since. */
  isReleased: boolean;
  /** Of gold, which no release holds: one was made since the answer was last saved. */
  isReleasedSince: boolean;
  /** Its person was shown what came of it: the others' answers, or the right one. */
  isShown: boolean;
}

interface Rules<Name extends string, Task> {
  /** As it is stored, and as addresses name it. */
  name: Name;
  /** What is asked, on which cards, and what an answer must hold. */
  task: Task;
  /** Who may answer. */
  role: Role;
  /** Who may answer: only people who have passed practice, where the project asks for it. */
  isAfterPractice: boolean;
  /** How images come to people. */
  mode(settings: ProjectSettings): WorkMode;
  /** Where images are handed out one by one: whether a place is somebody else's once its person let it lapse. */
  isLeased: boolean;
  /** Whether the pages of images that come later may be handed out before they are opened. */
  isServedAhead: boolean;
  /** How many answers of an image count. */
  places(settings: ProjectSettings, image: { isGold: boolean }): number;
  /** Whether an image moves on with so many answers. */
  isComplete(given: number, settings: ProjectSettings): boolean;
  /** What keeps an answer from changing; null where nothing does. */
  lockedBy(facts: LockFacts): Lock | null;
}

/** A stage whose answers are compared with each other, and the rule that says what comes of them. */
export interface ComparedStage<Name extends string = Stage, Task = TaskType> extends Rules<Name, Task> {
  answers: "compared";
  /**
   * How one person more can be asked about an image, where asking may end early: about some of its labels alone, or about
   * the whole page; null where it never ends early.
   */
  asksAnew: AskedAnew | null;
  /**
   * What comes of an image's answers; null where that depends on the answers on all images, so that it waits for them to
   * be settled together (core/votes).
   *
   * @param originals the dataset's own labels of the image
   */
  compare:
    | ((
        annotations: readonly (readonly Decision[])[],
        originals: readonly number[],
        settings: ProjectSettings,
      ) => Agreement)
    | null;
}

/** A stage of a protocol: which question is put to whom about an image, and what follows from the answers. */
export type StageRules<Name extends string = Stage, Task = TaskType> =
  | ComparedStage<Name, Task>
  | (Rules<Name, Task> & { answers: Exclude<AnswerUse, "compared"> });
