/** How a project's answers to CONTAINS are counted. */
export interface ContainsRules {
  /** Who answers more of the controls wrongly than this share, from 0 to 1, is left out of the frequencies. */
  maxFailed: number;
  /** With fewer answers on its original label, at least 1, an image is ambiguous. */
  minAnswers: number;
}

/** What `contains aggregate` takes of a file, too. */
export const defaultContainsRules: ContainsRules = { maxFailed: 0.25, minAnswers: 5 };
