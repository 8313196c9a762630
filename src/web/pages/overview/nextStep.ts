import type { Overview } from "../../../contract/project/overview.ts";
import { rulesOf } from "../../../core/stages/rulesOf.ts";
import { words } from "../../words/words.ts";

const texts = words.overview.nextStep;

/** What the lead should do now, or what everybody is waiting for. */
export interface NextStep {
  title: string;
  detail?: string;
  /** To be typed in a terminal, without the program. */
  command?: string;
  /** What the button to the page of releases says, where that is the place to go. */
  page?: string;
}

/** Images on which annotators disagreed, and which no expert has refined yet. */
export const waitingForExpert = ({ images }: Pick<Overview, "images">) => images.toRefine - images.refined;

export function nextStep(overview: Overview): NextStep {
  const { images, review, people, overlap, labelCounts, release } = overview;
  const having = (role: "annotator" | "expert") => people.filter(({ roles }) => roles.includes(role));
  const usable = images.total - images.failed;

  if (images.total === 0)
    return {
      title: texts.importImages,
      detail: texts.importImagesText,
      command: "import images FOLDER",
    };
  if (images.proposed < usable)
    return {
      title: images.proposed === 0 ? texts.propose : texts.waitForProposals(usable - images.proposed),
      detail: texts.proposeText,
      command: "propose",
    };
  if (having("annotator").length < overlap)
    return {
      title: texts.invite(overlap),
      detail: texts.inviteText(overlap),
      command: "users add EMAIL --role annotator",
    };
  if (
    !people.some(({ work }) =>
      work.some(({ stage, total }) => rulesOf(stage).answers === "compared" && total > 0),
    )
  )
    return {
      title: texts.shareOut,
      detail: texts.shareOutText(overlap),
      // As many batches as annotators: everyone gets the same share, and partners change from batch to batch.
      command: `assign --batches ${having("annotator").length}`,
    };

  const forAnnotators = Math.max(0, usable - images.annotated);
  const forExpert = waitingForExpert(overview);
  if (forExpert > 0 && having("expert").length === 0)
    return {
      title: texts.noExpert(forExpert),
      detail: texts.noExpertText,
      command: "users add EMAIL --role expert",
    };
  if (forAnnotators > 0)
    return {
      title: texts.waitForAnnotators(forAnnotators),
      detail: forExpert > 0 ? texts.expertCanBegin(forExpert) : texts.nothingToDo,
    };
  if (forExpert > 0) return { title: texts.waitForExpert(forExpert), detail: texts.annotatorsAreDone };
  const forReview = review ? review.images - review.reviewed : 0;
  const also = forReview > 0 ? ` ${texts.waitForReview(forReview)}` : "";
  return {
    title: texts.allFinal(labelCounts.images),
    ...(release?.isCurrent
      ? { detail: texts.releaseHolds(release.number, release.name) + also, page: texts.seeReleases }
      : { detail: texts.freeze + also, page: texts.createRelease }),
  };
}
