import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import styles from "./ImageStage.module.css";

const texts = words.annotate.stage;

/** How an image is shown, in percent of the original. */
export interface Adjusted {
  brightness: number;
  contrast: number;
}

export const unadjusted: Adjusted = { brightness: 100, contrast: 100 };

const isAdjusted = ({ brightness, contrast }: Adjusted): boolean => brightness !== 100 || contrast !== 100;

/** As a CSS filter; undefined for the unadjusted image. */
export const filterOf = (adjusted: Adjusted): string | undefined =>
  isAdjusted(adjusted) ? `brightness(${adjusted.brightness}%) contrast(${adjusted.contrast}%)` : undefined;

interface Props {
  adjusted: Adjusted;
  /** Pixels: everything else about the file could tell which image it is. */
  width: number;
  height: number;
  /** Overlays where a model sees the card's label; undefined if that is not allowed. */
  seenKey: Key | undefined;
  onChange(adjusted: Adjusted): void;
}

/** Brightness and contrast of one image on screen, and its file's size in pixels. */
export function Adjustments({ adjusted, width, height, seenKey, onChange }: Props) {
  const slider = (name: keyof Adjusted) => (
    <label>
      {texts[name]}
      <input
        type="range"
        min={40}
        max={400}
        step={10}
        value={adjusted[name]}
        aria-valuetext={`${adjusted[name]} %`}
        onChange={({ currentTarget }) => onChange({ ...adjusted, [name]: currentTarget.valueAsNumber })}
      />
    </label>
  );
  return (
    <details className={styles.adjust}>
      <summary>{texts.adjust(isAdjusted(adjusted))}</summary>
      <div>
        {slider("brightness")}
        {slider("contrast")}
        <p>{texts.pixels(width, height)}</p>
        <button type="button" disabled={!isAdjusted(adjusted)} onClick={() => onChange(unadjusted)}>
          {texts.reset}
        </button>
        {seenKey && (
          <button type="button" onClick={seenKey.action}>
            {texts.seen} <KeyCap value={seenKey} />
          </button>
        )}
      </div>
    </details>
  );
}
