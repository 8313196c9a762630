import { LoadingFailed, LoadingWork } from "../components/messages/EmptyState.tsx";
import { Notice } from "../components/messages/Notice.tsx";

interface Props {
  /** What kept the next one from loading; null if nothing did. */
  trouble: string | null;
  /** Null while it is on its way. */
  done: number | null;
  texts: { title(done: number): string; work: string; told(done: number): string; comes: string };
  /** Goes back to the one answered last; null if there is none. */
  back: { text: string; go(): void } | null;
  onLeave(): void;
  onRetry(): void;
}

/** Shown when there is nothing to answer: loading failed, all is done, or it is on its way. */
export function NothingShown({ trouble, done, texts, back, onLeave, onRetry }: Props) {
  if (trouble !== null) return <LoadingFailed message={trouble} onLeave={onLeave} onRetry={onRetry} />;
  if (done === null) return <LoadingWork />;
  return (
    <Notice title={texts.title(done)} first={{ text: texts.work, go: onLeave }} second={back ?? false}>
      {done > 0 && `${texts.told(done)} `}
      {texts.comes}
    </Notice>
  );
}
