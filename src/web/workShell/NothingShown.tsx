import { LoadingFailed, LoadingWork } from "../components/messages/EmptyState.tsx";
import { Notice } from "../components/messages/Notice.tsx";

interface Props {
  /** What kept the next one from coming; null where nothing did. */
  trouble: string | null;
  /** null as long as it is on its way. */
  done: number | null;
  texts: { title(done: number): string; work: string; told(done: number): string; comes: string };
  /** Back to the one answered last; null where there is none. */
  back: { text: string; go(): void } | null;
  onLeave(): void;
  onRetry(): void;
}

/** What stands where nothing is shown that could be answered: it failed, all is done, or it is on its way. */
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
