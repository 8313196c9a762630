import type { Formers } from "../../../core/labels/labelFate.ts";
import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { RankedLabel } from "../../../core/proposals/packRanking.ts";
import type { ServedPage } from "../../../core/stages/servedPage.ts";
import type { Db } from "../../../db/schema.ts";
import type { Assignment } from "../../../db/tasks/assignment.ts";
import type { AskedLabel } from "../../../db/tasks/question.ts";
import type { QueueCount, QueuePart } from "../../../db/tasks/queue.ts";
import type { Context } from "../../context.ts";

/** What is read of an image to serve its page. */
export interface PageFacts {
  proposals: readonly RankedLabel[];
  settings: ProjectSettings;
  /** The labels that the person was ever asked about. */
  asked: readonly AskedLabel[];
  /** The labels that are not offered any more. */
  formers: Formers;
}

/** What images are taken with: a transaction. */
export type Taking = { db: Db } & Pick<Context, "dialect" | "now">;

/** Who takes images, and by which rules. */
export interface Taker {
  project: string;
  person: string;
  settings: ProjectSettings;
}

/** What a stage reads and writes. Its rules stand in core/stages. */
export interface StageWork {
  /** The page of an image for its person. */
  serve(db: Db, assignment: Assignment, facts: PageFacts): Promise<ServedPage>;
  /** Whether the page of an image begins with nothing of what others answered. */
  beginsBlank(db: Db, image: string, settings: Pick<ProjectSettings, "blankShare">): Promise<boolean>;
  /** Gives a person the next image, where images are handed out one by one; undefined where there is none for them. */
  take(ctx: Taking, taker: Taker): Promise<Assignment | undefined>;
  /** How many images a person could take, so handed out, in a part of the queue. */
  countFree(ctx: Pick<Context, "db" | "now">, taker: Taker, part: QueuePart): Promise<QueueCount>;
  /** How many so many are with what comes among them: gold, images that are asked again. */
  withOthers?(ctx: Pick<Context, "db" | "now">, taker: Taker, images: number): Promise<number>;
}
