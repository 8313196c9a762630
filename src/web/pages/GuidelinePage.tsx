import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { guidelineQuery } from "../client/guideline.ts";
import { GuidelineText } from "../components/GuidelineText.tsx";
import { Message } from "../components/Message.tsx";
import { useProject } from "../components/useProject.ts";
import styles from "./GuidelinePage.module.css";

/** What the lead asks annotators to do. */
export function GuidelinePage() {
  const project = useProject();
  useDocumentTitle(`Guideline · ${project.name}`);
  const { data: guideline } = useSuspenseQuery(guidelineQuery(project.id));
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Guideline</h1>
        <span>Version {guideline.version}</span>
      </header>
      {guideline.markdown.trim() === "" ? (
        <Message title="There is no guideline yet">
          Until the lead writes one: choose every label that is right for something in the image.
        </Message>
      ) : (
        <article className={styles.text}>
          <GuidelineText markdown={guideline.markdown} />
        </article>
      )}
    </div>
  );
}
