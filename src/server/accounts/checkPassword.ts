import { Failure } from "../../contract/failure.ts";
import { passwordLength } from "../../contract/people/password.ts";

/**
 * Minimum strength: a password that needs fewer guesses falls to trying the commonest first. 3 means 10^8 on the
 * library's scale.
 */
const lowestScore = 3;
/** Number of characters examined: a strong beginning stays strong, and longer texts take longer to judge. */
const looked = 32;

/** The list of common passwords is large: it is loaded only when somebody sets a password. */
const loadJudge = async () => {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
};
let judge: ReturnType<typeof loadJudge> | undefined;

/**
 * Refuses a password that is short, or easily guessed: among the commonest, made of them, a row of keys, or the
 * person's own name.
 *
 * @param about words that a guesser would try first: name and e-mail address
 * @throws Failure `wrong-usage` or, with `code`, another
 */
export async function checkPassword(
  password: string,
  about: readonly string[],
  code: "wrong-usage" | "bad-request" = "bad-request",
): Promise<void> {
  const { min, max } = passwordLength;
  if (password.length < min || password.length > max)
    throw new Failure(code, `A password has ${min} to ${max} characters.`);
  judge ??= loadJudge();
  const words = about.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  const { score } = (await judge).check(password.slice(0, looked), ["multilabelfy", ...words]);
  if (score < lowestScore) {
    throw new Failure(
      code,
      "This password is among those that are guessed first. A few unrelated words are easy to keep and hard to guess.",
    );
  }
}
