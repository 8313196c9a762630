import type { ReviewProgress } from "../../contract/review.ts";
import { Notice } from "../components/messages/Notice.tsx";
import { words } from "../words/words.ts";

const texts = words.review.done;

interface Props {
  progress: ReviewProgress;
  canUndo: boolean;
  onUndo(): void;
  onLeave(): void;
}

/** No image waits for this reviewer. */
export function NothingToReview({ progress: { done, withOthers }, canUndo, onUndo, onLeave }: Props) {
  return (
    <Notice
      title={texts.title(done)}
      first={{ text: texts.work, go: onLeave }}
      second={canUndo && { text: texts.undo, go: onUndo }}
    >
      {done > 0 && `${texts.reviewed(done)} `}
      {withOthers > 0 && `${texts.withOthers(withOthers)} `}
      {texts.comes}
    </Notice>
  );
}
