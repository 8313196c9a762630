import { Checkbox, FileInput, NativeSelect, TextInput } from "@mantine/core";
import { type ScoreKind, scoreKinds } from "../../../core/evaluation/scores/scoreUnit.ts";
import { words } from "../../words/words.ts";
import styles from "./JobsPage.module.css";

const texts = words.jobs.start;

/** A model's scores in a file, and what has to be known about them. */
export interface Scores {
  file: File | null;
  list: File | null;
  name: string;
  scores: ScoreKind;
  replace: boolean;
  allowImplausible: boolean;
}

export const noScores: Scores = {
  ...{ file: null, list: null, name: "", scores: "auto" },
  ...{ replace: false, allowImplausible: false },
};

const nameOf = (file: File | null) => file?.name.replace(/\.\w+$/, "") ?? "";

/** Chooses which file of scores is sent, and how it is read. */
export function ScoreFile({
  scores,
  onChange,
}: {
  scores: Scores;
  onChange(changes: Partial<Scores>): void;
}) {
  const { file, list, name } = scores;
  return (
    <>
      <FileInput
        label={texts.file}
        placeholder={texts.choose}
        required
        value={file}
        // A file is usually named after its model.
        onChange={(chosen) =>
          onChange({
            file: chosen,
            ...(name === "" || name === nameOf(file) ? { name: nameOf(chosen) } : {}),
          })
        }
      />
      <TextInput
        label={texts.modelName}
        required
        maxLength={100}
        value={name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <NativeSelect
        label={texts.scores}
        value={scores.scores}
        onChange={({ currentTarget }) =>
          onChange({ scores: scoreKinds.find((kind) => kind === currentTarget.value) ?? "auto" })
        }
        data={scoreKinds.map((value) => ({ value, label: texts.scoreKinds[value] }))}
      />
      {/\.np[yz]$/i.test(file?.name ?? "") && (
        <FileInput
          label={texts.list}
          placeholder={texts.choose}
          description={texts.listHint}
          required
          value={list}
          onChange={(chosen) => onChange({ list: chosen })}
        />
      )}
      <div className={styles.wishes}>
        <Checkbox
          label={texts.replace}
          checked={scores.replace}
          onChange={({ currentTarget }) => onChange({ replace: currentTarget.checked })}
        />
        <Checkbox
          label={texts.allowImplausible}
          checked={scores.allowImplausible}
          onChange={({ currentTarget }) => onChange({ allowImplausible: currentTarget.checked })}
        />
      </div>
    </>
  );
}
