import type { Matter } from "../../contract/inbox.ts";
import { endsByWord } from "../../core/inbox/matters.ts";
import { insertEvent } from "../../db/event.ts";
import { deleteSettled, insertSettled } from "../../db/inbox.ts";
import type { Context } from "../context.ts";
import { type FoundElsewhere, listMatters } from "./getInbox.ts";

interface Wanted {
  project: string;
  matters: readonly string[];
  /** The lead. */
  person: string;
}

/**
 * Marks matters as settled; those that changed or disappeared meanwhile stay as they are. People who flagged an image
 * find the answer on My work.
 */
export async function settleMatters(
  ctx: Pick<Context, "db" | "now">,
  { project, matters, answer, person, ...found }: Wanted & FoundElsewhere & { answer: string },
): Promise<{ settled: number }> {
  const { open } = await listMatters(ctx, { project, ...found });
  const chosen = open.filter(({ id, kind }) => endsByWord[kind] && matters.includes(id));
  const at = ctx.now().toISOString();
  let settled = 0;
  await ctx.db.transaction().execute(async (db) => {
    for (const matter of chosen) {
      const of = { imageId: imageIn(matter) ?? null, toId: whoAsked(matter) ?? null };
      const text = matter.kind === "flag" ? answer : "";
      const isNew = await insertSettled(db, { project, matter, answer: text, ...of, personId: person, at });
      if (!isNew) continue;
      settled++;
      await insertEvent(db, {
        ...{ project, at, person, kind: "matter-settled", ...describe(matter) },
        after: { matter: matter.id, comment: text },
      });
    }
  });
  return { settled };
}

/** Undoes the settling. */
export async function reopenMatters(
  ctx: Pick<Context, "db" | "now">,
  { project, matters, person }: Wanted,
): Promise<{ reopened: number }> {
  const at = ctx.now().toISOString();
  return ctx.db.transaction().execute(async (db) => {
    const rows = await deleteSettled(db, project, matters);
    for (const { matterJson, answer } of rows) {
      const matter = JSON.parse(matterJson) as Matter;
      await insertEvent(db, {
        ...{ project, at, person, kind: "matter-reopened", ...describe(matter) },
        after: { matter: matter.id, comment: answer },
      });
    }
    return { reopened: rows.length };
  });
}

const imageIn = (matter: Matter) => ("image" in matter ? matter.image.id : undefined);
const whoAsked = (matter: Matter) => (matter.kind === "flag" ? matter.person.id : undefined);

/** The parts of an event: whom and which image it concerns, and what was said. */
function describe(matter: Matter) {
  const image = imageIn(matter);
  const about = "person" in matter ? matter.person.id : undefined;
  return {
    ...(image === undefined ? {} : { image }),
    ...(about === undefined ? {} : { about }),
    before: { kind: matter.kind, ...("text" in matter ? { reason: matter.text } : {}) },
  };
}
