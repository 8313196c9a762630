import type { Language } from "../../core/people/language.ts";

/**
 * The language for somebody who has signed in. Their account's takes precedence over one chosen in the tab before the
 * sign-in, which may have been somebody else's choice; an account without one takes that.
 *
 * @param own the language of their account
 * @param chosen the choice in this tab before the sign-in
 * @param guessed their browser's preference
 * @returns `keep`: whether the account is to store it
 */
export const settleLanguage = (
  own: Language | null,
  chosen: Language | null,
  guessed: Language,
): { language: Language; keep: boolean } => ({
  language: own ?? chosen ?? guessed,
  keep: own === null && chosen !== null,
});
