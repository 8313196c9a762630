import type { Language } from "../../core/people/language.ts";
import { findLanguageOf, getAccountOf, updateAccountOf, updateLanguageOf } from "../../db/people/person.ts";
import type { Context } from "../context.ts";

/** What a person may see and change in their own account. */
export const getAccount = (
  { db }: Pick<Context, "db">,
  { person }: { person: string },
): ReturnType<typeof getAccountOf> => getAccountOf(db, person);

/** Changes the given fields of it. */
export async function changeAccount(
  { db, now }: Pick<Context, "db" | "now">,
  { person, change }: { person: string; change: Omit<Parameters<typeof updateAccountOf>[2], "at"> },
): Promise<void> {
  await updateAccountOf(db, person, { ...change, at: now().toISOString() });
}

/** The language that a person chose to work in; null if none. */
export const findLanguage = (
  { db }: Pick<Context, "db">,
  { person }: { person: string },
): Promise<Language | null> => findLanguageOf(db, person);

export async function chooseLanguage(
  { db }: Pick<Context, "db">,
  { person, language }: { person: string; language: Language },
): Promise<void> {
  await updateLanguageOf(db, person, language);
}
