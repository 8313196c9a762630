import { Dialog } from "../../components/dialogs/Dialog.tsx";
import styles from "../../components/dialogs/QuestionDialog.module.css";
import { KeyCap } from "../../keys/KeyCap.tsx";
import type { Key } from "../../keys/key.ts";
import { useKeys } from "../../keys/useKeys.ts";
import { words } from "../../words/words.ts";
import controls from "../controls.module.css";

const texts = words.refinement.ticked;

interface Props {
  /** Names of the labels still ticked as the page found them. */
  names: readonly string[];
  onSubmit(): void;
  onClose(): void;
}

/** Asks whether others' ticks are right as they are: Enter goes back to them, a separate key submits them. */
export function TickedDialog({ names, onSubmit, onClose }: Props) {
  const submit: Key = {
    id: "submitTicked",
    label: texts.yes,
    shortcuts: [{ code: "KeyY" }],
    action: onSubmit,
  };
  useKeys([submit]);
  return (
    <Dialog title={texts.title(names.length)} onClose={onClose}>
      <div className={styles.text}>
        <p>{texts.text}</p>
        <p>{names.join(", ")}</p>
      </div>
      <div className={styles.answers}>
        <button type="button" className={controls.outlined} onClick={onSubmit}>
          {texts.yes} <KeyCap value={submit} />
        </button>
        <button type="button" className={controls.primary} data-autofocus onClick={onClose}>
          {texts.no}
        </button>
      </div>
    </Dialog>
  );
}
