import { Button } from "@mantine/core";
import type { GuidelineVersion } from "../../../contract/guideline/guideline.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { GuidelineChanges } from "../../components/texts/GuidelineChanges.tsx";
import { words } from "../../words/words.ts";
import styles from "./GuidelinePage.module.css";

const w = words.guideline.conflict;

interface Props {
  project: string;
  before: GuidelineVersion;
  stored: GuidelineVersion;
  onKeep(mine: boolean): void;
}

/** Two leads edited at once: shows what the other changed, and the choice. */
export function GuidelineConflict({ project, before, stored, onKeep }: Props) {
  return (
    <Dialog title={w.title(stored.by ?? w.somebody)} className={styles.wide}>
      <div className={styles.dialog}>
        <p>{w.text(stored.version)}</p>
        <GuidelineChanges project={project} before={before.markdown} after={stored.markdown} />
        <div className={styles.actions}>
          <Button onClick={() => onKeep(true)} data-autofocus>
            {w.keep}
          </Button>
          <Button variant="default" onClick={() => onKeep(false)}>
            {w.drop}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
