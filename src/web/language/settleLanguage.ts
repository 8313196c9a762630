import type { Language } from "../../core/people/language.ts";

/**
 * In which language somebody who has signed in reads. What their account knows goes before what was chosen in the tab
 * before the sign-in, which may have been somebody else's choice; an account that knows none takes that.
 *
 * @param own the language of their account
 * @param chosen in this tab before the sign-in
 * @param guessed what their browser wants
 * @returns keep: whether the account is to know it from now on
 */
export const settleLanguage = (
  own: Language | null,
  chosen: Language | null,
  guessed: Language,
): { language: Language; keep: boolean } => ({
  language: own ?? chosen ?? guessed,
  keep: own === null && chosen !== null,
});
