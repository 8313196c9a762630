import type { AssignmentView } from "../../../contract/tasks/work.ts";
import type { DisagreementReason } from "../../../core/outcome/findAgreement.ts";
import { words } from "../../words/words.ts";

const texts = words.refinement.reasons;

type NameOf = (label: number) => string;

/** Why an image came to refinement, in plain words, a sentence per reason. */
export function reasonWords(view: AssignmentView, nameOf: NameOf): string[] {
  const { refinement, cards } = view;
  if (!refinement) return [];
  const { annotators } = refinement;
  const originals = cards.filter((card) => card.refinement?.original);
  const names = (labels: readonly number[]) => labels.map(nameOf).join(", ");
  const several = originals.length > 1;

  function sentence(reason: DisagreementReason): string {
    switch (reason) {
      case "unsure": {
        const labels = [...new Set(annotators.flatMap((annotator) => annotator.unsure))];
        return labels.length > 0 ? texts.unsureAbout(names(labels)) : texts.unsure;
      }
      case "nobody-chose":
        return texts.nobodyChose;
      case "sets-differ": {
        const chosen = [...new Set(annotators.flatMap((annotator) => annotator.yes))];
        const labels = chosen.filter((label) => !annotators.every(({ yes }) => yes.includes(label)));
        return texts.setsDiffer(names(labels));
      }
      case "original-rejected": {
        const rejected = originals.filter(
          ({ label, refinement }) =>
            (refinement?.marks ?? []).length > 0 &&
            refinement?.marks.every((mark) => mark.answer !== "not-shown") &&
            !annotators.every(({ yes }) => yes.includes(label)),
        );
        // A page that gets no answers does not know that nobody chose it.
        const nobody =
          rejected.length > 0 &&
          rejected.every(({ label }) => annotators.every(({ yes }) => !yes.includes(label)));
        const labels = names(rejected.map((card) => card.label));
        return (nobody ? texts.notChosen : texts.notChosenByAll)(several, labels);
      }
      case "original-unseen": {
        const blind = originals.flatMap(
          (card) => card.refinement?.marks.filter((mark) => mark.answer === "not-shown") ?? [],
        );
        const who = [...new Set(blind.map((mark) => mark.who))].sort().join(words.refinement.and);
        return texts.neverShown(several, who || texts.everyone);
      }
      case "exposure-differs":
        return texts.exposureDiffers;
      case "one-annotator":
        return texts.oneAnnotator;
      case "votes-doubtful":
        return texts.votesDoubtful;
      case "votes-none":
        return texts.votesNone;
      case "sent-by-lead":
        return texts.sentByLead;
      case "found-in-review":
        return texts.foundInReview;
    }
  }

  return refinement.reasons.map(sentence);
}
