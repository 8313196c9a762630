import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Toast, type ToastText } from "../components/messages/Toast.tsx";
import type { Key } from "../keys/key.ts";
import { RefusalBanner } from "../saving/RefusalBanner.tsx";
import { SavingBanner } from "../saving/SavingBanner.tsx";
import type { Refused, SavingStatus } from "../saving/saving.ts";
import { isOut } from "../saving/statusWords.ts";
import { words } from "../words/words.ts";
import { PageHeader } from "./PageHeader.tsx";
import type { WorkPlace } from "./WorkRoute.tsx";
import styles from "./WorkShell.module.css";

/** The state of saving what is done on a page. */
export interface Saving {
  status: SavingStatus;
  /** The refusal for the image shown, or for one not on this page. */
  refusal: Refused | null;
  /** Images held here that are still to be done, including the one on screen. */
  left?: number;
  /** Discards what was refused. */
  onDrop(id: string): void;
}

interface Props {
  place: WorkPlace;
  /** What is done here. */
  task: string;
  batch?: number | null;
  progress: { done: number; total: number } | null;
  keys: ReadonlyMap<string, Key>;
  /** Null if nothing is saved here. */
  saving: Saving | null;
  toast?: ToastText | null;
  onToastGone?(): void;
  onLeave(): void;
  children: ReactNode;
}

/** What surrounds the image on every page that people work on: header, state of saving, messages, toast. */
export function WorkShell(props: Props) {
  const { place, task, batch = null, progress, keys, saving, toast, onToastGone, onLeave, children } = props;
  useDocumentTitle(`${task} · ${place.project.name}`);
  const status = saving?.status;
  return (
    // biome-ignore lint/a11y: only watches for clicks of the mouse, to hand the keys back to the page.
    <div className={styles.page} onClick={leaveButton}>
      <PageHeader
        projectName={place.project.name}
        task={task}
        batch={batch}
        progress={progress}
        status={status ?? null}
        personName={place.person.name}
        guidelineKey={keys.get("guideline")}
        helpKey={keys.get("help")}
        onLeave={onLeave}
      />
      {saving && (
        <SavingBanner
          status={saving.status}
          isSignedOut={place.isSignedOut || saving.status.kind === "signed-out"}
          left={saving.left ?? 0}
          onSignIn={place.signIn}
        />
      )}
      {saving?.refusal && <RefusalBanner refusal={saving.refusal} onDrop={saving.onDrop} />}
      <div className={styles.content}>{children}</div>
      {onToastGone && <Toast toast={toast ?? null} undoKey={keys.get("undo")} onGone={onToastGone} />}
      <div className="visuallyHidden" role="status">
        {status && isOut(status) ? words.saving.status[status.kind](status.waiting) : ""}
      </div>
    </div>
  );
}

/** Makes a button or card clicked with the mouse give up the focus, so that Space and Enter act on the page again. */
function leaveButton(event: React.MouseEvent) {
  const { activeElement } = document;
  const clicked = activeElement?.closest<HTMLElement>("button, [data-face]");
  if (event.detail > 0 && clicked && !clicked.closest("dialog")) clicked.blur();
}
