import { Button } from "@mantine/core";
import type { z } from "zod";
import type { previewSettings } from "../../../../contract/project/settings.ts";
import type { ProjectSettings } from "../../../../core/project/settings.ts";
import { Dialog } from "../../../components/dialogs/Dialog.tsx";
import { countOf } from "../../../components/format/formatCount.ts";
import { words } from "../../../words/words.ts";
import styles from "./SettingsPage.module.css";
import { valueWords } from "./valueWords.ts";

const w = words.settings;
const kinds = ["toRefinement", "toAgreed", "otherLabels", "toAnnotators", "completed"] as const;

interface Props {
  preview: z.output<typeof previewSettings.reply>;
  before: ProjectSettings;
  after: ProjectSettings;
  isSaving: boolean;
  problem: string | null;
  onSave(): void;
  onClose(): void;
}

/** What a change of rules means, and which images it moves, before it is saved. */
export function ReviewDialog({ preview, before, after, isSaving, problem, onSave, onClose }: Props) {
  const { changing, moves } = preview;
  return (
    <Dialog title={w.dialog.title} onClose={onClose}>
      <div className={styles.dialog}>
        <ul className={styles.changes}>
          {changing.map(({ setting, kind }) => (
            <li key={setting}>
              <strong>{w.rules[setting].name}</strong>
              <span>
                {valueWords(setting, before[setting])} → {valueWords(setting, after[setting])}
              </span>
              {kind !== "free" && <span className={styles.warning}>{w.kinds[kind]}</span>}
            </li>
          ))}
        </ul>
        <p className={styles.text}>
          {moves.total === 0 ? w.dialog.nothingMoves : w.dialog.moving(moves.total)}
        </p>
        {kinds
          .filter((kind) => moves[kind].images > 0)
          .map((kind) => (
            <details key={kind} className={styles.moves}>
              <summary>{w.dialog.move[kind](countOf(moves[kind].images, "image"))}</summary>
              <ul>
                {moves[kind].keys.map((key) => (
                  <li key={key}>{key}</li>
                ))}
              </ul>
              {moves[kind].keys.length < moves[kind].images && "…"}
            </details>
          ))}
        {moves.staying > 0 && <p className={styles.text}>{w.dialog.staying(moves.staying)}</p>}
        {problem && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={styles.actions}>
          <Button onClick={onSave} loading={isSaving} data-autofocus>
            {moves.total === 0 ? w.dialog.save : w.dialog.saveAndMove(moves.total)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {w.dialog.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
