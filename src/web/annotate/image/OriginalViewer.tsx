import { type PointerEvent, useLayoutEffect, useRef } from "react";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { Icon } from "../../components/Icon.tsx";
import { words } from "../../words/words.ts";
import controls from "../controls.module.css";
import styles from "./OriginalViewer.module.css";

const texts = words.annotate.stage;

interface Props {
  image: AssignmentView["image"];
  onClose(): void;
}

/** The image at its original resolution, pixel for pixel; dragging or scrolling moves it. */
export function OriginalViewer({ image, onClose }: Props) {
  const view = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const shown = view.current;
    shown?.scrollTo(
      (shown.scrollWidth - shown.clientWidth) / 2,
      (shown.scrollHeight - shown.clientHeight) / 2,
    );
  }, []);

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.pointerType !== "touch" && event.buttons === 1)
      event.currentTarget.scrollBy(-event.movementX, -event.movementY);
  };

  return (
    <Dialog title={texts.original} bare className={styles.viewer} onClose={onClose}>
      <section
        ref={view}
        className={styles.view}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what has the focus.
        tabIndex={0}
        data-autofocus
        aria-label={texts.originalLabel(image.width, image.height)}
        onPointerDown={(event) =>
          event.pointerType !== "touch" && event.currentTarget.setPointerCapture(event.pointerId)
        }
        onPointerMove={drag}
      >
        <img
          src={image.originalUrl}
          width={image.width}
          height={image.height}
          alt={texts.alt}
          draggable={false}
        />
      </section>
      <div className={styles.bar}>
        <span>
          {image.width} × {image.height}
        </span>
        <button type="button" className={controls.button} onClick={onClose}>
          <Icon name="cross" /> {words.annotate.close}
        </button>
      </div>
    </Dialog>
  );
}
