import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useDeferredValue, useRef, useState } from "react";
import {
  type GuidelineVersion,
  longestGuideline,
  saveGuideline,
} from "../../../contract/guideline/guideline.ts";
import { CallFailure, call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { guidelineQuery } from "../../client/queries/guideline.ts";
import { useKeptDraft } from "../../client/useKeptDraft.ts";
import { GuidelineText } from "../../components/texts/GuidelineText.tsx";
import { words } from "../../words/words.ts";
import { AddPictureDialog } from "./AddPictureDialog.tsx";
import { GuidelineConflict } from "./GuidelineConflict.tsx";
import styles from "./GuidelinePage.module.css";

const w = words.guideline.editor;

interface Props {
  project: string;
  /** The version to start from. */
  start: GuidelineVersion;
  onClose(): void;
}

/** The text on one side, its preview on the other. */
export function GuidelineEditor({ project, start, onClose }: Props) {
  const client = useQueryClient();
  // Includes the version it was begun on, so that what somebody else saves meanwhile is not overwritten.
  const [{ base, text }, setDraft, forgetDraft] = useKeptDraft(`guideline ${project}`, {
    base: start,
    text: start.markdown,
  });
  const setText = (changed: string) => setDraft({ base, text: changed });
  const [adding, setAdding] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = useDeferredValue(text);
  const isChanged = text.trimEnd() !== base.markdown.trimEnd();
  const tooLong = text.length - longestGuideline;

  const save = useMutation({
    mutationFn: () =>
      call(saveGuideline, { params: { project }, body: { version: base.version, markdown: text } }),
    onSuccess: async () => {
      forgetDraft();
      await client.invalidateQueries({ queryKey: guidelineQuery(project).queryKey });
      onClose();
    },
  });
  const stored = storedMeanwhile(save.error);
  const isUnsaved = isChanged && !save.isSuccess;
  useBlocker({
    // If the session ended, this leads to the sign-in, and the text is restored afterwards.
    shouldBlockFn: ({ next }) => {
      if (!isUnsaved || next.pathname === "/sign-in") return false;
      const isLeft = window.confirm(w.discard);
      if (isLeft) forgetDraft();
      return !isLeft;
    },
    enableBeforeUnload: isUnsaved,
  });

  /** Inserts a picture's line at the cursor, with empty lines around it. */
  function insert(line: string) {
    const at = field.current?.selectionEnd ?? text.length;
    const [before, after] = [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
    setText([before, line, after].filter((part) => part !== "").join("\n\n"));
    setAdding(false);
  }

  return (
    <div className={styles.editor}>
      <header className={styles.header}>
        <h1>{w.title}</h1>
        <span className={styles.version}>{words.guideline.version(base.version)}</span>
      </header>
      <div className={styles.sides}>
        <div className={styles.side}>
          <Textarea
            ref={field}
            label={w.text}
            description={w.hint}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            classNames={{ root: styles.field, wrapper: styles.fieldWrapper, input: styles.input }}
            spellCheck
            autoFocus
          />
        </div>
        <div className={styles.side}>
          <h2 className={styles.previewTitle}>{w.preview}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what has the focus. */}
          <section className={styles.preview} tabIndex={0} aria-label={w.preview}>
            <GuidelineText project={project} markdown={shown} />
          </section>
        </div>
      </div>
      <footer className={styles.bar}>
        <Button variant="default" onClick={() => setAdding(true)}>
          {w.addPicture}
        </Button>
        <p role="status" className={styles.status} data-wrong={tooLong > 0 || undefined}>
          {tooLong > 0 ? w.tooLong(tooLong) : isChanged ? w.news : w.nothing}
        </p>
        <Button
          variant="default"
          onClick={() => {
            if (isUnsaved && !window.confirm(w.discard)) return;
            forgetDraft();
            onClose();
          }}
        >
          {w.cancel}
        </Button>
        <Button disabled={!isChanged || tooLong > 0} loading={save.isPending} onClick={() => save.mutate()}>
          {w.save(base.version + 1)}
        </Button>
        {save.error && !stored && (
          <p className={styles.problem} role="alert">
            {explainFailure(save.error).text}
          </p>
        )}
      </footer>
      {adding && <AddPictureDialog project={project} onAdd={insert} onClose={() => setAdding(false)} />}
      {stored && (
        <GuidelineConflict
          project={project}
          before={base}
          stored={stored}
          onKeep={(keepMine) => {
            client.setQueryData(guidelineQuery(project).queryKey, { ...stored, known: stored.version });
            setDraft({ base: stored, text: keepMine ? text : stored.markdown });
            save.reset();
          }}
        />
      )}
    </div>
  );
}

/** What somebody else saved, if that is why a change was refused. */
function storedMeanwhile(error: unknown): GuidelineVersion | null {
  if (!(error instanceof CallFailure) || error.code !== "conflict") return null;
  return (error.details as { stored: GuidelineVersion }).stored;
}
