import { useQuery } from "@tanstack/react-query";
import { guidelineQuery } from "../../client/queries/guideline.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { GuidelineText } from "../../components/texts/GuidelineText.tsx";
import { words } from "../../words/words.ts";
import controls from "../controls.module.css";
import styles from "./GuidelineDialog.module.css";

const w = words.guideline;

/** The lead's guideline for annotators. */
export function GuidelineDialog({ project, onClose }: { project: string; onClose(): void }) {
  const { data, isError, refetch } = useQuery(guidelineQuery(project));
  return (
    <Dialog title={data ? w.titleOf(data.version) : w.title} className={styles.dialog} onClose={onClose}>
      <section
        className={styles.text}
        aria-label={w.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what has the focus.
        tabIndex={0}
        data-autofocus
      >
        {data &&
          (data.markdown.trim() === "" ? (
            <p>{w.dialog.none}</p>
          ) : (
            <GuidelineText project={project} markdown={data.markdown} />
          ))}
        {isError && !data && (
          <p role="alert">
            {w.dialog.failed}{" "}
            <button type="button" className={controls.outlined} onClick={() => void refetch()}>
              {w.dialog.again}
            </button>
          </p>
        )}
        {!data && !isError && <p>{w.dialog.loading}</p>}
      </section>
    </Dialog>
  );
}
