import { mentionsIn } from "../../core/talk/mentions.ts";
import { listPersonNames } from "../../db/people/person.ts";
import type { Db } from "../../db/schema.ts";

/** Texts with the names of the people they mention, for places without other means to look them up. */
export async function readable(db: Db, texts: readonly string[]): Promise<string[]> {
  const people = [...new Set(texts.flatMap(mentionsIn))];
  if (people.length === 0) return [...texts];
  const names = await listPersonNames(db, people);
  return texts.map((text) =>
    mentionsIn(text).reduce((shown, id) => shown.replaceAll(`@{${id}}`, `@${names.get(id) ?? "?"}`), text),
  );
}
