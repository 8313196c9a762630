import { useDeferredValue, useRef } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { Photo } from "../../components/photos/Photo.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import styles from "./ExemplarStrip.module.css";
import { NoPhotos } from "./NoPhotos.tsx";

const texts = words.annotate.card;

interface Props {
  name: string;
  label: LabelWithExemplars | undefined;
  /** Shown beside "no photos" if it acts on this label. */
  kinKey?: Key | undefined;
  /** Opens the labels of the same kind. */
  onKin?: (() => void) | undefined;
  onOpen(position: number): void;
}

const none: LabelWithExemplars["exemplars"] = [];
/** Number of exemplars visible in any window. */
const inSight = 4;

/** A label's exemplars side by side; if it has none, a text that says so. */
export function ExemplarStrip({ name, label, kinKey, onKin, onOpen }: Props) {
  const strip = useRef<HTMLDivElement>(null);
  const exemplars = label?.exemplars ?? [];
  // They appear with the next frame: the image and the labels' names must not wait for them.
  const shown = useDeferredValue(exemplars, none);
  if (exemplars.length === 0)
    return (
      <NoPhotos name={name} kinKey={kinKey} onKin={label && label.hypernyms.length > 0 ? onKin : undefined} />
    );
  return (
    <div className={styles.place}>
      <div
        ref={strip}
        className={styles.strip}
        onWheel={({ deltaX, deltaY }) => {
          const element = strip.current;
          if (element && Math.abs(deltaY) > Math.abs(deltaX)) element.scrollLeft += deltaY;
        }}
      >
        {shown.map(({ id, url }, position) => (
          <button
            key={id}
            type="button"
            // One tab stop: the rest is reached in the contact sheet.
            tabIndex={position === 0 ? 0 : -1}
            aria-label={texts.exemplar(position + 1, name)}
            onClick={() => onOpen(position)}
          >
            <Photo src={url} alt="" loading={position < inSight ? "eager" : "lazy"} />
          </button>
        ))}
      </div>
      <button type="button" tabIndex={-1} className={styles.count} onClick={() => onOpen(0)}>
        {texts.photos(exemplars.length)}
        <span className="visuallyHidden">{texts.ofLabel(name)}</span>
      </button>
    </div>
  );
}
