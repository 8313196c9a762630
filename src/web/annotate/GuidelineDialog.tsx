import { useQuery } from "@tanstack/react-query";
import { guidelineQuery } from "../client/guideline.ts";
import { GuidelineText } from "../components/GuidelineText.tsx";
import controls from "./controls.module.css";
import { Dialog } from "./Dialog.tsx";
import styles from "./GuidelineDialog.module.css";

/** What the lead asks of annotators. */
export function GuidelineDialog({ project, onClose }: { project: string; onClose(): void }) {
  const { data, isError, refetch } = useQuery(guidelineQuery(project));
  return (
    <Dialog
      title={data ? `Guideline · version ${data.version}` : "Guideline"}
      className={styles.dialog}
      onClose={onClose}
    >
      <section
        className={styles.text}
        aria-label="Guideline"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what has the focus.
        tabIndex={0}
        data-autofocus
      >
        {data &&
          (data.markdown.trim() === "" ? (
            <p>The lead has not written a guideline yet. Ask them when in doubt, or leave a comment.</p>
          ) : (
            <GuidelineText markdown={data.markdown} />
          ))}
        {isError && (
          <p role="alert">
            The guideline could not be loaded.{" "}
            <button type="button" className={controls.outlined} onClick={() => void refetch()}>
              Try again
            </button>
          </p>
        )}
        {!data && !isError && <p>Loading…</p>}
      </section>
    </Dialog>
  );
}
