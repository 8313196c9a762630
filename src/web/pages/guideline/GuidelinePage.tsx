import { Button } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { guidelineQuery } from "../../client/queries/guideline.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Message } from "../../components/messages/Message.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { GuidelineText } from "../../components/texts/GuidelineText.tsx";
import { words } from "../../words/words.ts";
import { GuidelineEditor } from "./GuidelineEditor.tsx";
import styles from "./GuidelinePage.module.css";
import { GuidelineRulings } from "./GuidelineRulings.tsx";
import { GuidelineVersions } from "./GuidelineVersions.tsx";

const w = words.guideline;

/** The guideline for annotators: read by all, written by leads, with every earlier version. */
export function GuidelinePage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const { data: guideline } = useSuspenseQuery(guidelineQuery(project.id));
  const [editing, setEditing] = useState(false);
  const isLead = project.roles.includes("lead");
  if (editing && isLead)
    return <GuidelineEditor project={project.id} start={guideline} onClose={() => setEditing(false)} />;

  const edit = isLead && <Button onClick={() => setEditing(true)}>{w.edit}</Button>;
  const isEmpty = guideline.markdown.trim() === "";
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>{w.title}</h1>
        <span className={styles.version}>
          {w.version(guideline.version)}
          <span className={styles.written}>{w.written(guideline.by, formatTime(guideline.at))}</span>
        </span>
        {!isEmpty && edit}
      </header>
      {isEmpty ? (
        <Message title={w.none} actions={edit}>
          {isLead ? w.noneForLead : w.noneForOthers}
        </Message>
      ) : (
        <article className={styles.text}>
          <GuidelineText project={project.id} markdown={guideline.markdown} />
        </article>
      )}
      <GuidelineRulings project={project.id} />
      <GuidelineVersions project={project.id} newest={guideline.version} />
    </div>
  );
}
