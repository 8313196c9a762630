import { type Chance, shuffle } from "../chance.ts";
import type { ProjectSettings } from "../project/settings.ts";
import type { RankedLabel } from "../proposals/packRanking.ts";
import { pickProposals } from "../proposals/pickProposals.ts";
import type { TaskType } from "./taskType.ts";

export interface VoteFacts {
  image: string;
  person: string;
  settings: ProjectSettings;
  chance: Chance;
  proposals: readonly RankedLabel[];
  originals: readonly number[];
}

/** VOTE: is each of a few labels true of the image: yes, maybe or no? */
export const voteTask: TaskType<VoteFacts> = {
  serve({ image, person, settings, chance, proposals, originals }) {
    const labels = pickVoted(proposals, originals, settings);
    const order = settings.shuffleWithinGroups
      ? shuffle(labels, chance(`${image} ${person} order 0`))
      : labels;
    return {
      cards: order.map((label) => ({ label, how: "proposal", decide: true })),
      // One group holds them all.
      groupSize: settings.votedLabels,
      allGroups: false,
      commentOnChange: false,
      closed: !settings.searchInVotes,
      ballot: true,
    };
  },
  isQuestion: () => false,
  check({ cards, noneOfThese }, { cards: asked }) {
    const said = new Map(cards.map(({ label, answer }) => [label, answer]));
    const open = asked.find(({ label }) => (said.get(label) ?? null) === null);
    if (open) {
      return {
        kind: "undecided",
        code: "answer-needed",
        message: "Answer each label with yes, maybe or no.",
        label: open.label,
      };
    }
    if (!noneOfThese) return undefined;
    return {
      kind: "contradiction",
      code: "bad-request",
      message: "Where each label is answered, “None of these” cannot be submitted.",
    };
  },
};

/** The first proposals; where the rules put the original among them, and it was proposed, it takes the last place. */
function pickVoted(
  proposals: readonly RankedLabel[],
  originals: readonly number[],
  { votedLabels: topK, originalAlwaysProposed }: ProjectSettings,
): number[] {
  const proposed = new Set(proposals.map(({ label }) => label));
  const known = originals.filter((label) => proposed.has(label));
  return pickProposals(proposals, known, { topK, originalAlwaysProposed }).map(({ label }) => label);
}
