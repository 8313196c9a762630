import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from "react";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import { Adjustments, filterOf, unadjusted } from "./Adjustments.tsx";
import styles from "./ImageStage.module.css";
import { useZoom } from "./useZoom.ts";

const texts = words.annotate.stage;

interface Props {
  image: AssignmentView["image"];
  originalKey: Key | undefined;
  onOriginal(): void;
  /** Shows `overlay` over the image; undefined if there is none. */
  seenKey?: Key | undefined;
  overlay?: ReactNode;
}

/** Beyond this zoom the screen version gets blurred, and the original replaces it. */
const sharpFrom = 1.5;

/**
 * The image, as large as its place allows; zoomed by wheel, pinch, drag, double click and buttons, with brightness and
 * contrast controls.
 */
export function ImageStage({ image, originalKey, onOriginal, seenKey, overlay }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const { zoom, zoomBy, fit } = useZoom(stage, image.id);
  const [state, setState] = useState<{ imageId: string; loaded: boolean; failed: boolean; sharp: boolean }>();
  const { loaded, failed, sharp } =
    state?.imageId === image.id ? state : { loaded: false, failed: false, sharp: false };

  // For this image only: what one image needs would hide details in another.
  const [light, setLight] = useState({ imageId: image.id, adjusted: unadjusted });
  const adjusted = light.imageId === image.id ? light.adjusted : unadjusted;

  const moved = `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`;
  const percent = `${Math.round(zoom.scale * 100)} %`;
  const wantsOriginal = zoom.scale > sharpFrom && !sharp;
  useEffect(() => {
    if (!wantsOriginal) return;
    const original = new Image();
    original.src = image.originalUrl;
    let gone = false;
    original.decode().then(
      () => gone || setState({ imageId: image.id, loaded: true, failed: false, sharp: true }),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [wantsOriginal, image]);

  return (
    <div className={styles.stage}>
      <div ref={stage} className={styles.view} data-zoomed={zoom.scale > 1 || undefined}>
        {!loaded && !failed && <div className={styles.waiting} />}
        {failed ? (
          <p className={styles.failed} role="alert">
            {texts.failed}
            <button type="button" onClick={() => setState(undefined)}>
              {texts.tryAgain}
            </button>
          </p>
        ) : (
          <img
            key={image.id}
            src={sharp ? image.originalUrl : image.screenUrl}
            alt={texts.alt}
            decoding="sync"
            draggable={false}
            onLoad={() =>
              loaded || setState({ imageId: image.id, loaded: true, failed: false, sharp: false })
            }
            onError={() => setState({ imageId: image.id, loaded: false, failed: true, sharp: false })}
            style={{
              transform: moved,
              filter: filterOf(adjusted),
            }}
          />
        )}
        {overlay && loaded && (
          <div className={styles.overlay} style={{ "--zoomed": moved } as CSSProperties}>
            {overlay}
          </div>
        )}
      </div>
      <div className={styles.foot}>
        <Adjustments
          adjusted={adjusted}
          width={image.width}
          height={image.height}
          seenKey={seenKey}
          onChange={(changed) => setLight({ imageId: image.id, adjusted: changed })}
        />
        <fieldset className={styles.zoom}>
          <legend className="visuallyHidden">{texts.zoom}</legend>
          <button
            type="button"
            onClick={() => zoomBy(1 / 1.4)}
            disabled={zoom.scale <= 1}
            aria-label={texts.zoomOut}
          >
            −
          </button>
          <button
            type="button"
            onClick={fit}
            aria-label={zoom.scale > 1 ? texts.fitLabelNow(percent) : texts.fitLabel}
          >
            {zoom.scale > 1 ? percent : texts.fit}
          </button>
          <button type="button" onClick={() => zoomBy(1.4)} aria-label={texts.zoomIn}>
            +
          </button>
          <button type="button" onClick={onOriginal} title={texts.original}>
            1:1 <span className="visuallyHidden">{texts.originalHidden}</span> <KeyCap value={originalKey} />
          </button>
        </fieldset>
      </div>
    </div>
  );
}
