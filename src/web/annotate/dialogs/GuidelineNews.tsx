import { useQuery } from "@tanstack/react-query";
import { guidelineVersionQuery } from "../../client/queries/guideline.ts";
import { Dialog } from "../../components/dialogs/Dialog.tsx";
import { GuidelineChanges } from "../../components/texts/GuidelineChanges.tsx";
import { words } from "../../words/words.ts";
import controls from "../controls.module.css";
import styles from "./GuidelineDialog.module.css";
import type { GuidelineUpdate } from "./useGuidelineNews.ts";

const w = words.guideline.news;

interface Props {
  project: string;
  news: GuidelineUpdate;
  onClose(): void;
}

/** What changed in the guideline since this person last saw it. */
export function GuidelineNews({ project, news, onClose }: Props) {
  const before = useQuery(guidelineVersionQuery(project, news.known));
  const after = useQuery(guidelineVersionQuery(project, news.version));
  return (
    <Dialog title={w.title} className={styles.dialog} onClose={onClose}>
      <section
        className={styles.text}
        aria-label={w.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what has the focus.
        tabIndex={0}
        // Not the button: a person typing answers would close it unread.
        data-autofocus
      >
        <p>{w.text(news.known, news.version)}</p>
        {before.data && after.data && (
          <GuidelineChanges project={project} before={before.data.markdown} after={after.data.markdown} />
        )}
        {(before.isError || after.isError) && <p role="alert">{w.failed}</p>}
      </section>
      <footer className={styles.footer}>
        <button type="button" className={controls.primary} onClick={onClose}>
          {w.understood}
        </button>
      </footer>
    </Dialog>
  );
}
