import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { RulingText } from "../../components/texts/RulingText.tsx";
import { useKeys } from "../../keys/useKeys.ts";
import { words } from "../../words/words.ts";
import { rulingsOn, useRulings } from "../state/rulings.ts";
import styles from "./RulingsDialog.module.css";

const texts = words.rulings;

interface Props {
  project: string;
  label: Pick<LabelWithExemplars, "index" | "name">;
  nameOf(label: number): string;
  onClose(): void;
}

/** The lead's rulings on a label and others, with examples. */
export function RulingsDialog({ project, label, nameOf, onClose }: Props) {
  const rulings = rulingsOn(label.index, useRulings());
  useKeys([{ id: "rulings", label: texts.key, shortcuts: [{ code: "KeyP" }], action: onClose }]);
  return (
    <Dialog title={texts.dialog.title(label.name)} className={styles.dialog} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <div className={styles.list} tabIndex={0} data-autofocus>
        {rulings.length === 0 && <p className={styles.none}>{texts.dialog.none}</p>}
        {rulings.map((ruling) => (
          <RulingText key={ruling.version} project={project} ruling={ruling} nameOf={nameOf} heading="h3" />
        ))}
      </div>
    </Dialog>
  );
}
