import type { AnnotationProblem, AnnotationToCheck, PageToCheck } from "../tasks/checkAnnotation.ts";
import type { ServedCard, ServedPage } from "./servedPage.ts";

/** A kind of question about an image: what its page shows, and what an answer must hold. */
export interface TaskType<Facts = never> {
  /** @param facts what is known of the image and of its person */
  serve(facts: Facts): ServedPage;
  /** Whether a card is a question that came later: such cards stand apart, in groups of their own. */
  isQuestion(card: Pick<ServedCard, "how">): boolean;
  /**
   * What keeps an answer from being submitted; undefined where nothing does.
   * @param as `decided`: it is all there but for the comment
   */
  check(
    answer: AnnotationToCheck,
    page: PageToCheck,
    as: "decided" | "submitted",
  ): AnnotationProblem | undefined;
}
