import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { words } from "../../words/words.ts";
import controls from "../controls.module.css";
import styles from "./NoPhotos.module.css";

const texts = words.exemplars;

interface Props {
  name: string;
  /** Shown as a key cap if it acts on this label. */
  kinKey?: Key | undefined;
  /** Opens the labels of the same kind; undefined if none are known. */
  onKin?: (() => void) | undefined;
}

/** Stands in for a label's photos. Photos of other labels would be mistaken for it. */
export function NoPhotos({ name, kinKey, onKin }: Props) {
  return (
    <div className={styles.place} data-no-photos>
      <p>{texts.noPhotos}</p>
      {onKin && (
        <button type="button" className={controls.button} onClick={onKin}>
          {texts.kin.open} <KeyCap value={kinKey} />
          <span className="visuallyHidden">{words.annotate.card.ofLabel(name)}</span>
        </button>
      )}
    </div>
  );
}
