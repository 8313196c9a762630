import type { AuditState, Settlement } from "./compareAnswers.ts";

type Refusal = { refusal: { code: "answer-needed" | "bad-request"; message: string } };

/**
 * What an image holds by what its experts agree on and what was decided of the other labels.
 *
 * @param decisions null: the image cannot be judged
 */
export function settleLabels(
  { agreed, disputed, asked }: Extract<AuditState, { kind: "to-settle" }>,
  decisions: readonly { label: number; holds: boolean }[] | null,
): Settlement | Refusal {
  if (decisions === null) return { labels: null, asked };
  const open = [...disputed, ...asked];
  const decided = new Map(decisions.map(({ label, holds }) => [label, holds]));
  if (decided.size < decisions.length)
    return refuse("bad-request", "A label was decided on twice. Load the page again.");
  const foreign = decisions.find(({ label }) => !open.includes(label));
  if (foreign)
    return refuse("bad-request", `Label ${foreign.label} is not asked about. Load the page again.`);
  if (open.some((label) => !decided.has(label)))
    return refuse("answer-needed", "Say yes or no to each label.");
  const held = open.filter((label) => decided.get(label));
  return { labels: [...agreed, ...held].sort((a, b) => a - b), asked };
}

const refuse = (code: Refusal["refusal"]["code"], message: string): Refusal => ({
  refusal: { code, message },
});
