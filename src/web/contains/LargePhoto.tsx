import type { SheetView } from "../../contract/contains/sheet.ts";
import controls from "../annotate/controls.module.css";
import { Dialog } from "../components/dialogs/Dialog.tsx";
import { Icon } from "../components/Icon.tsx";
import type { Key } from "../keys/key.ts";
import { useKeys } from "../keys/useKeys.ts";
import { words } from "../words/words.ts";
import styles from "./SheetPage.module.css";

const texts = words.contains.large;

interface Props {
  image: SheetView["images"][number];
  at: number;
  of: number;
  isTicked: boolean;
  onMove(by: -1 | 1): void;
  onToggle(): void;
  onClose(): void;
}

/** One photo of a sheet as large as the window; the sheet's keys act on it. */
export function LargePhoto({ image, at, of, isTicked, onMove, onToggle, onClose }: Props) {
  const key = (code: string, action: () => void): Key => ({
    id: code,
    label: "",
    shortcuts: [{ code }],
    action,
  });
  useKeys([
    key("ArrowLeft", () => onMove(-1)),
    key("ArrowRight", () => onMove(1)),
    key("Space", onToggle),
    key("KeyI", onClose),
  ]);
  return (
    <Dialog title={texts.title(at + 1, of)} className={styles.large} onClose={onClose}>
      {/* The keys act from here, not from a button that opened first. */}
      <div tabIndex={-1} data-autofocus data-keys="page" className={styles.largeFrame}>
        <img
          className={styles.largePhoto}
          src={image.screenUrl}
          width={image.width}
          height={image.height}
          alt={texts.title(at + 1, of)}
          draggable={false}
        />
      </div>
      <div className={styles.largeBar}>
        <button
          type="button"
          className={controls.square}
          aria-label={texts.previous}
          onClick={() => onMove(-1)}
        >
          <Icon name="left" />
        </button>
        <button type="button" className={controls.square} aria-label={texts.next} onClick={() => onMove(1)}>
          <Icon name="right" />
        </button>
        <a className={controls.button} href={image.originalUrl} target="_blank" rel="noreferrer">
          <Icon name="out" /> {texts.original}
        </a>
        <span className={styles.space} />
        <button
          type="button"
          className={isTicked ? controls.primary : controls.outlined}
          aria-pressed={isTicked}
          onClick={onToggle}
        >
          {isTicked && <Icon name="check" />} {isTicked ? texts.untick : texts.tick}
        </button>
      </div>
    </Dialog>
  );
}
