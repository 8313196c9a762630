import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type LabelPage, longestNote, saveLabelNote } from "../../../contract/labels/label.ts";
import { call } from "../../client/call.ts";
import { useKeptDraft } from "../../client/useKeptDraft.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Panel } from "../../components/Panel.tsx";
import { words } from "../../words/words.ts";
import styles from "./NoteEditor.module.css";

const texts = words.labels.note;

/** The note that everybody reads below the label's definition, its author, and earlier versions. */
export function NoteEditor({ project, data }: { project: string; data: LabelPage }) {
  const client = useQueryClient();
  const { label, notes } = data;
  const [last, ...earlier] = notes;
  const stored = last?.text ?? "";
  const [draft, setDraft] = useKeptDraft<{ text: string; version: number } | undefined>(
    `note ${project} ${label.index}`,
    undefined,
  );
  const text = draft?.text ?? stored;
  const tooLong = text.trim().length - longestNote;
  const isChanged = text.trim() !== stored;
  const save = useMutation({
    mutationFn: () =>
      call(saveLabelNote, {
        params: { project, label: label.index },
        body: { version: draft?.version ?? 0, text: text.trim() },
      }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["label", project, label.index] }),
        client.invalidateQueries({ queryKey: ["label-notes", project] }),
      ]);
      setDraft(undefined);
    },
  });

  return (
    <Panel title={texts.title}>
      <Textarea
        label={texts.label(label.name)}
        description={texts.about}
        autosize
        minRows={2}
        maxRows={6}
        value={text}
        error={tooLong > 0 ? texts.tooLong(tooLong) : undefined}
        onChange={(event) => {
          const { value } = event.currentTarget;
          save.reset();
          // The version shown when writing began, so that what somebody else saves meanwhile is not overwritten.
          setDraft({ text: value, version: draft?.version ?? last?.version ?? 0 });
        }}
      />
      <div className={styles.save}>
        <Button onClick={() => save.mutate()} disabled={!isChanged || tooLong > 0} loading={save.isPending}>
          {text.trim() === "" && stored !== "" ? texts.takeOff : texts.save}
        </Button>
        {isChanged && (
          <Button variant="default" onClick={() => setDraft(undefined)}>
            {texts.discard}
          </Button>
        )}
        <span role="status" className={styles.state}>
          {save.isError ? "" : isChanged ? texts.unsaved : save.isSuccess ? texts.saved : ""}
        </span>
        {save.isError && (
          <span role="alert" className={styles.error}>
            {save.error.message}
          </span>
        )}
      </div>
      {last && <p className={styles.by}>{texts.by(stored !== "", formatTime(last.at), last.by)}</p>}
      {earlier.length > 0 && (
        <details className={styles.earlier}>
          <summary>{texts.earlier(earlier.length)}</summary>
          <ol reversed>
            {earlier.map((one) => (
              <li key={one.version}>
                {one.text || <i>{texts.none}</i>}
                <span className={styles.by}>{texts.by(one.text !== "", formatTime(one.at), one.by)}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Panel>
  );
}
