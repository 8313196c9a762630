import type { ReviewProgress } from "../../../contract/review.ts";
import { words } from "../../words/words.ts";
import { WorkCard } from "./WorkCard.tsx";

const texts = words.review.work;

interface Props {
  work: ReviewProgress;
  project: string;
  /** Whether its button is the one to press. */
  primary: boolean;
}

/** What an expert has done and has left in the no-label review. */
export function ReviewCard({ work: { done, left, toSettle, withOthers }, project, primary }: Props) {
  const waiting = left + toSettle;
  const total = done + left;
  return (
    <WorkCard
      title={texts.title}
      done={done}
      total={total}
      left={left}
      outOf={texts.ofDone(total)}
      facts={[
        left > 0 && texts.left(left),
        toSettle > 0 && texts.toSettle(toSettle),
        withOthers > 0 && texts.withOthers(withOthers),
      ]}
      goOn={
        waiting > 0
          ? { to: "/p/$project/review", project, primary, name: done === 0 ? texts.begin : texts.goOn }
          : null
      }
      finished={texts.finished}
    />
  );
}
