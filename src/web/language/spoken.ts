import type { Language } from "../../core/people/language.ts";

/** The language that the pages are in now. */
export const spoken: { language: Language } = { language: "en" };
