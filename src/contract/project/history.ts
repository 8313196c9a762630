import { z } from "zod";
import { eventAreas } from "../../core/project/eventAreas.ts";
import { stages } from "../../core/tasks/stage.ts";
import { endpoint, id } from "../endpoint.ts";

const person = z.strictObject({ id, name: z.string() });

const entry = z.strictObject({
  id,
  at: z.iso.datetime(),
  area: z.enum(eventAreas),
  kind: z.string(),
  /** null: the program itself, somebody at its command line, or somebody unknown. */
  by: person.nullable(),
  /** Somebody who runs the installation without signing in: from the security log, if known. */
  atCommandLine: z.boolean(),
  /** The person it concerns. */
  about: person.nullable(),
  image: z.strictObject({ id, key: z.string() }).nullable(),
  stage: z.enum(stages).nullable(),
  /** What was said: a reason, a comment, a flag; empty if nothing was. */
  text: z.string(),
  /** Settings that were changed, by name. */
  settings: z.array(z.string()),
});
export type ProjectEvent = z.infer<typeof entry>;

export const listProjectHistory = endpoint({
  name: "listProjectHistory",
  method: "GET",
  path: "/api/projects/:project/history",
  summary: "All that happened in a project, and what its security log has of its people, the newest first",
  params: z.strictObject({ project: id }),
  query: z.strictObject({
    /** The person who did it, or whom it concerns. */
    person: id.optional(),
    area: z.enum(eventAreas).optional(),
    /** `before` of the previous page. */
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.strictObject({
    entries: z.array(entry),
    /**
     * Where the next page begins; null on the last. A page can hold fewer entries than asked for, or none, and another
     * still follow: a request looks at a bounded number of events.
     */
    before: id.nullable(),
  }),
});
export type HistoryQuery = z.output<typeof listProjectHistory.query>;
