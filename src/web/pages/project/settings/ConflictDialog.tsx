import { Button } from "@mantine/core";
import type { SettingsView } from "../../../../contract/project/settings.ts";
import type { Setting } from "../../../../core/project/settingRules.ts";
import type { ProjectSettings } from "../../../../core/project/settings.ts";
import { Dialog } from "../../../components/dialogs/Dialog.tsx";
import { Table } from "../../../components/Table.tsx";
import { words } from "../../../words/words.ts";
import styles from "./SettingsPage.module.css";
import { valueWords } from "./valueWords.ts";

const w = words.settings.conflict;

interface Props {
  stored: SettingsView;
  yours: ProjectSettings;
  /** Rules in which the two differ. */
  names: Setting[];
  onKeep(yours: boolean): void;
}

/** Two leads changed rules at once: shows both values, and the choice. */
export function ConflictDialog({ stored, yours, names, onKeep }: Props) {
  return (
    <Dialog title={w.title}>
      <div className={styles.dialog}>
        <p className={styles.text}>{w.text(stored.changed?.by ?? "")}</p>
        <Table caption={w.title} heads={[w.setting, w.theirs, w.yours]}>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{words.settings.rules[name].name}</th>
              <td>{valueWords(name, stored.settings[name])}</td>
              <td>{valueWords(name, yours[name])}</td>
            </tr>
          ))}
        </Table>
        <div className={styles.actions}>
          <Button onClick={() => onKeep(false)} data-autofocus>
            {w.keepTheirs}
          </Button>
          <Button variant="default" onClick={() => onKeep(true)}>
            {w.keepYours}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
