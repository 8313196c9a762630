import type { AuditState, Settlement } from "./compareAnswers.ts";

type Refusal = { refusal: { code: "answer-needed" | "bad-request"; message: string } };

/**
 * What an image holds by what its experts agree on and what was decided of the rest.
 *
 * @param decisions null: the image cannot be judged
 */
export function settleLabels(
  { agreed, disputed }: Extract<AuditState, { kind: "to-settle" }>,
  decisions: readonly { label: number; holds: boolean }[] | null,
): Settlement | Refusal {
  if (decisions === null) return { labels: null };
  const decided = new Map(decisions.map(({ label, holds }) => [label, holds]));
  if (decided.size < decisions.length)
    return refuse("bad-request", "A label was decided on twice. Load the page again.");
  const foreign = decisions.find(({ label }) => !disputed.includes(label));
  if (foreign) return refuse("bad-request", `Nobody differs in label ${foreign.label}. Load the page again.`);
  if (disputed.some((label) => !decided.has(label)))
    return refuse("answer-needed", "Say yes or no to each label that the experts differ in.");
  const held = disputed.filter((label) => decided.get(label));
  return { labels: [...agreed, ...held].sort((a, b) => a - b) };
}

const refuse = (code: Refusal["refusal"]["code"], message: string): Refusal => ({
  refusal: { code, message },
});
