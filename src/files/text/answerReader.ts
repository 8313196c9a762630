import { plainText } from "./plainText.ts";

export type AnswerWord = "yes" | "no" | "maybe";

/** "unsure" is the project's own word; spreadsheets and other programs write the others. */
const words: Record<AnswerWord, readonly string[]> = {
  yes: ["yes", "y", "true", "t", "1", "1.0"],
  no: ["no", "n", "false", "f", "0", "0.0"],
  maybe: ["maybe", "unsure"],
};
const known = new Map(
  Object.entries(words).flatMap(([answer, all]) => all.map((word) => [word, answer as AnswerWord] as const)),
);

/** Interprets the answers of one file, and remembers which words it took for which answer. */
export class AnswerReader {
  private readonly found = new Map<unknown, AnswerWord>();

  /** What an answer means, ignoring case and surrounding white space; undefined if it is no answer. */
  find(written: unknown): AnswerWord | undefined {
    const before = this.found.get(written);
    if (before !== undefined) return before;
    const answer = known.get(plainText(String(written)).toLowerCase());
    if (answer !== undefined) this.found.set(written, answer);
    return answer;
  }

  /** For a reading: what words other than yes, no and maybe were taken for. */
  describe(): string[] {
    const others = [...this.found].flatMap(([written, answer]) => {
      const word = plainText(String(written));
      return word.toLowerCase() === answer ? [] : [`${word} is ${answer}`];
    });
    return others.length === 0 ? [] : [`answers: ${[...new Set(others)].sort().join(", ")}`];
  }
}
