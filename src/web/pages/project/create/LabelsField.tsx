import { Button, Radio, Textarea } from "@mantine/core";
import type { SentLabels } from "../../../../contract/project/create.ts";
import { imagePathsOf } from "../../../client/files/imagePathsOf.ts";
import type { Picked } from "../../../client/files/pickedFiles.ts";
import { FilePicker } from "../../../components/fields/FilePicker.tsx";
import { Problem } from "../../../components/texts/Problem.tsx";
import { words } from "../../../words/words.ts";
import styles from "./NewProjectPage.module.css";

const w = words.newProject.labels;
const kinds = ["folders", "text", "built-in"] as const;

/** What was entered about the labels so far. */
export interface LabelsDraft {
  from: SentLabels["from"];
  picked: Picked | undefined;
  /** Which folders are labels, if that was asked. */
  level: 1 | 2 | undefined;
  typed: string;
  file: { name: string; text: string } | undefined;
}

interface Props {
  draft: LabelsDraft;
  /** The folders that could be meant, if the server could not tell. */
  choice: { folders: string[]; inner: string[] } | undefined;
  onChange(changes: Partial<LabelsDraft>): void;
}

/** Where a project's labels come from. */
export const LabelsField = ({ draft, choice, onChange }: Props) => (
  <Radio.Group
    aria-label={w.title}
    value={draft.from}
    onChange={(value) => onChange({ from: value as LabelsDraft["from"] })}
  >
    <div className={styles.choices}>
      {kinds.map((kind) => (
        <div key={kind}>
          <Radio value={kind} label={w.from[kind].name} description={w.from[kind].does} />
          {draft.from === kind && kind === "folders" && (
            <FolderDetail draft={draft} choice={choice} onChange={onChange} />
          )}
          {draft.from === kind && kind === "text" && <ListDetail draft={draft} onChange={onChange} />}
        </div>
      ))}
    </div>
  </Radio.Group>
);

function FolderDetail({ draft: { picked, level }, choice, onChange }: Props) {
  const images = picked ? imagePathsOf(picked).length : 0;
  const folder = picked?.folder ?? "";
  return (
    <div className={styles.detail}>
      <div className={styles.row}>
        <FilePicker
          isFolder
          text={picked ? w.otherFolder : w.chooseFolder}
          onPick={(chosen) => onChange({ picked: chosen, level: undefined })}
        />
        {picked && images > 0 && <span>{w.found(images, folder)}</span>}
      </div>
      {picked && images === 0 ? (
        <Problem>{w.noneFound(folder)}</Problem>
      ) : (
        !picked && <p className={styles.note}>{w.stays}</p>
      )}
      {choice && (
        <Radio.Group
          label={w.level}
          value={level === undefined ? "" : String(level)}
          onChange={(value) => onChange({ level: value === "1" ? 1 : 2 })}
        >
          <div className={styles.choices}>
            <Radio value="1" label={w.levels[1](nameSome(choice.folders))} />
            {choice.inner.length > 0 && <Radio value="2" label={w.levels[2](nameSome(choice.inner))} />}
          </div>
        </Radio.Group>
      )}
    </div>
  );
}

function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, 6).join(", ");
  return names.length > 6 ? shown + w.more(names.length - 6) : shown;
}

const ListDetail = ({ draft: { typed, file }, onChange }: Omit<Props, "choice">) => (
  <div className={styles.detail}>
    {file ? (
      <div className={styles.row}>
        <span>{w.isOf(file.name)}</span>
        <Button variant="default" size="compact-sm" onClick={() => onChange({ file: undefined })}>
          {w.takeAway}
        </Button>
      </div>
    ) : (
      <>
        <Textarea
          label={w.list}
          value={typed}
          onChange={({ currentTarget }) => onChange({ typed: currentTarget.value })}
          autosize
          minRows={5}
          maxRows={14}
          spellCheck={false}
        />
        <FilePicker
          text={w.chooseFile}
          accept=".txt,.csv,.tsv,.json,.yaml,.yml,.md"
          onPick={async ({ files: [first] }) => {
            if (first) onChange({ file: { name: first.file.name, text: await first.file.text() } });
          }}
        />
      </>
    )}
  </div>
);
