import type { Formers } from "../../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { RankedLabel } from "../../../core/proposals/packRanking.ts";
import type { ServedPage } from "../../../core/stages/servedPage.ts";
import type { Db } from "../../../db/schema.ts";
import type { Assignment } from "../../../db/tasks/assignment.ts";
import type { AskedLabel } from "../../../db/tasks/question.ts";
import type { QueueCount, QueuePart } from "../../../db/tasks/queue.ts";
import type { Context } from "../../context.ts";

/** What is read about an image to serve its page. */
export interface PageFacts {
  proposals: readonly RankedLabel[];
  settings: ProjectSettings;
  /** All labels that the person was ever asked about. */
  asked: readonly AskedLabel[];
  /** The labels that are no longer offered. */
  formers: Formers;
}

/** What images are taken with: `db` is a transaction. */
export type Taking = { db: Db } & Pick<Context, "dialect" | "now">;

/** The person who takes images, and the rules. */
export interface Taker {
  project: string;
  person: string;
  settings: ProjectSettings;
}

/** What a stage reads and writes. Its rules are in core/stages. */
export interface StageWork {
  /** The page of an image for its person. */
  serve(db: Db, assignment: Assignment, facts: PageFacts): Promise<ServedPage>;
  /** Whether the page of an image begins without others' answers. */
  beginsBlank(db: Db, image: string, settings: Pick<ProjectSettings, "blankShare">): Promise<boolean>;
  /** Gives a person the next image, where images are handed out one by one; undefined where there is none. */
  take(ctx: Taking, taker: Taker): Promise<Assignment | undefined>;
  /** How many images a person could take in this way in a part of the queue. */
  countFree(ctx: Pick<Context, "db" | "now">, taker: Taker, part: QueuePart): Promise<QueueCount>;
  /** Adds to a number of images what comes among them: gold and repeats. */
  withOthers?(ctx: Pick<Context, "db" | "now">, taker: Taker, images: number): Promise<number>;
}
