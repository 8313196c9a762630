import { words } from "../../words/words.ts";
import styles from "./ExemplarEditor.module.css";
import type { DraftPhoto } from "./useExemplarDraft.ts";

const texts = words.labels.exemplars;

interface Props {
  photo: DraftPhoto;
  /** For screen readers: the label, and which exemplar of how many. */
  name: string;
  isFirst: boolean;
  isLast: boolean;
  isReplaced: boolean;
  canReplace: boolean;
  onMove(by: number): void;
  onRemove(): void;
  onReplace(): void;
  onDragStart(): void;
  onDragEnd(): void;
  onDrop(): void;
}

/** One exemplar: moved by dragging, keys or buttons, removed and replaced with keys or buttons. */
export function ExemplarTile(props: Props) {
  const { photo, name, isFirst, isLast, isReplaced, canReplace, onMove, onRemove, onReplace } = props;
  const keys: Record<string, () => void> = {
    ArrowLeft: () => onMove(-1),
    ArrowRight: () => onMove(1),
    Delete: onRemove,
    KeyR: () => canReplace && onReplace(),
  };
  return (
    <li
      className={styles.tile}
      data-replaced={isReplaced || undefined}
      draggable
      onDragStart={props.onDragStart}
      onDragEnd={props.onDragEnd}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
    >
      {/* biome-ignore-start lint/a11y: a photo in an ordered list, which keys move; each key has a button, too. */}
      <div
        role="group"
        aria-label={name}
        tabIndex={0}
        className={styles.photo}
        onKeyDown={(event) => {
          const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.code];
          if (!act || event.target !== event.currentTarget) return;
          event.preventDefault();
          act();
        }}
      >
        <img src={photo.url} alt="" draggable={false} />
        {photo.image !== null && (
          <span className={styles.mark}>
            {texts.promoted}
            {photo.withheld && `, ${texts.withheld}`}
          </span>
        )}
        {photo.image === null && photo.withheld && <span className={styles.mark}>{texts.withheld}</span>}
      </div>
      {/* biome-ignore-end lint/a11y: as above. */}
      <div className={styles.tools}>
        <button
          type="button"
          disabled={isFirst}
          aria-label={`${texts.earlier}: ${name}`}
          onClick={() => onMove(-1)}
        >
          ←
        </button>
        <button
          type="button"
          disabled={isLast}
          aria-label={`${texts.later}: ${name}`}
          onClick={() => onMove(1)}
        >
          →
        </button>
        <button
          type="button"
          disabled={!canReplace}
          aria-pressed={isReplaced}
          aria-label={`${texts.replace}: ${name}`}
          className={styles.wide}
          onClick={onReplace}
        >
          {isReplaced ? texts.cancel : texts.replace}
        </button>
        <button type="button" aria-label={`${texts.remove}: ${name}`} title={texts.remove} onClick={onRemove}>
          ×
        </button>
      </div>
    </li>
  );
}
