import { useDeferredValue, useRef } from "react";
import type { LabelWithExemplars } from "../../contract/labelSpace.ts";
import { words } from "../words/words.ts";
import styles from "./ExemplarStrip.module.css";
import { NearestLabels } from "./NearestLabels.tsx";
import { Photo } from "./Photo.tsx";

const texts = words.annotate.card;

interface Props {
  name: string;
  label: LabelWithExemplars | undefined;
  onOpen(position: number): void;
}

const none: LabelWithExemplars["exemplars"] = [];
/** Labels that are named in the place of exemplars. */
const mostNear = 4;
/** Exemplars in sight on any window. */
const inSight = 4;

/** A label's exemplars side by side; where it has none, what it is a kind of, and the labels nearest to it. */
export function ExemplarStrip({ name, label, onOpen }: Props) {
  const strip = useRef<HTMLDivElement>(null);
  const exemplars = label?.exemplars ?? [];
  // They come with the next frame: the image and the labels' names must not wait for them.
  const shown = useDeferredValue(exemplars, none);
  if (exemplars.length === 0) return label ? <NearestLabels label={label} most={mostNear} /> : <div />;
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
            // One stop for the keyboard: the rest is reached in the contact sheet.
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
