import { type RefObject, useEffect, useRef } from "react";
import { exemplarUrl } from "../../../contract/images/image.ts";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { Icon } from "../../components/Icon.tsx";
import { LabelNote } from "../../components/texts/LabelNote.tsx";
import { useEachTime } from "../../components/useEachTime.ts";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import controls from "../controls.module.css";
import { useShownSize } from "../image/useShownSize.ts";
import styles from "./ContactSheet.module.css";
import { classes } from "./classes.ts";
import { NoPhotos } from "./NoPhotos.tsx";
import { SheetPhoto } from "./SheetPhoto.tsx";

const texts = words.exemplars;

interface Props {
  label: LabelWithExemplars;
  ticked: boolean;
  readOnly: boolean;
  /** The exemplar shown large, with the others after it; null: all of them at once. */
  shown: number | null;
  onShow(exemplar: number | null): void;
  /** The element that holds the image; exemplars are shown beside it at the same size. */
  beside: RefObject<HTMLElement | null>;
  /** Undefined if the card cannot be ticked. */
  toggleKey: Key | undefined;
  sheetKey: Key | undefined;
  kinKey: Key | undefined;
  onClose(): void;
}

/** A label's exemplars in place of the cards: all at once, or each as large as the image beside them. */
export function ContactSheet(props: Props) {
  const { label, ticked, readOnly, shown, onShow, beside, toggleKey, sheetKey, kinKey, onClose } = props;
  const sheet = useRef<HTMLElement>(null);
  const size = useShownSize(beside, sheet);

  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  // Scrolls a newly shown label or exemplar into view.
  useEachTime(`${label.index} ${shown}`, () => {
    sheet.current?.querySelector(`[data-exemplar="${shown}"]`)?.scrollIntoView({ block: "nearest" });
  });

  return (
    <section
      ref={sheet}
      role="dialog"
      aria-label={words.annotate.sheet.label(label.name)}
      className={styles.sheet}
      tabIndex={-1}
      data-keys="page"
    >
      <header className={styles.header}>
        <div className={styles.title}>
          <h2>{label.name}</h2>
          {label.exemplars.length > 0 && <p title={label.definition}>{label.definition}</p>}
          {label.exemplars.length > 0 && <LabelNote note={label.note} />}
        </div>
        {toggleKey && (
          <button
            type="button"
            aria-pressed={ticked}
            disabled={readOnly}
            className={classes(ticked ? controls.primary : controls.outlined)}
            onClick={toggleKey.action}
          >
            {ticked ? words.annotate.sheet.ticked : words.annotate.sheet.tick} <KeyCap value={toggleKey} />
          </button>
        )}
        {label.exemplars.length > 0 && (
          <button type="button" className={controls.button} onClick={() => onShow(shown === null ? 0 : null)}>
            {shown === null ? words.annotate.sheet.large : words.annotate.sheet.all}
          </button>
        )}
        <button type="button" className={controls.button} onClick={onClose}>
          {words.annotate.close} <KeyCap value={sheetKey} />
        </button>
      </header>
      {label.exemplars.length === 0 ? (
        <div className={styles.none}>
          <p className={styles.definition}>
            {label.definition}
            <LabelNote note={label.note} />
          </p>
          <NoPhotos
            name={label.name}
            kinKey={kinKey}
            onKin={label.hypernyms.length > 0 ? kinKey?.action : undefined}
          />
        </div>
      ) : shown === null ? (
        <ol
          className={styles.all}
          style={{ "--columns": columnsFor(label.exemplars.length) } as React.CSSProperties}
        >
          {label.exemplars.map(({ id, largeUrl }, position) => (
            <li key={id}>
              <button
                type="button"
                aria-label={words.annotate.sheet.enlarge(texts.exemplarOf(label.name, position + 1))}
                onClick={() => onShow(position)}
              >
                <img src={largeUrl ?? exemplarUrl(id, "screen")} alt="" decoding="async" draggable={false} />
              </button>
            </li>
          ))}
        </ol>
      ) : (
        <ol className={styles.photos}>
          {label.exemplars.map(({ id, largeUrl }, position) => (
            <li key={id} data-exemplar={position} className={position === shown ? styles.first : undefined}>
              <SheetPhoto
                src={largeUrl ?? exemplarUrl(id, "screen")}
                alt={texts.exemplarOf(label.name, position + 1)}
                size={size}
              />
              <span className={styles.caption}>
                {label.name} {position + 1}
                <a href={largeUrl ?? exemplarUrl(id, "original")} target="_blank" rel="noreferrer noopener">
                  {words.annotate.sheet.original} <Icon name="out" size={13} />
                </a>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Columns that let photos, mostly wider than high, fill a roughly square area. */
const columnsFor = (photos: number): number => (photos <= 1 ? 1 : photos <= 6 ? 2 : 3);
