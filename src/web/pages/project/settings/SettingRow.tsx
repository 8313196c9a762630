import { useId } from "react";
import { changeKinds, type Setting, sameValue } from "../../../../core/project/settingRules.ts";
import { type ProjectSettings, settingsOf } from "../../../../core/project/settings.ts";
import { words } from "../../../words/words.ts";
import { SettingField } from "./SettingField.tsx";
import styles from "./SettingsPage.module.css";
import { valueWords } from "./valueWords.ts";

const w = words.settings;

interface Props {
  name: Setting;
  draft: ProjectSettings;
  isFixed: boolean;
  workBegan: boolean;
  isChanged: boolean;
  onChange(value: ProjectSettings[Setting]): void;
}

/** One rule: what it does, its value, and what changing it would mean. */
export function SettingRow({ name, draft, isFixed, workBegan, isChanged, onChange }: Props) {
  const about = useId();
  const preset = settingsOf[draft.preset][name];
  const isMode = name === "annotationMode" || name === "refinementMode" || name === "leaseMinutes";
  const differs = !isMode && !sameValue(preset, draft[name]);
  const kind = isFixed && changeKinds[name] === "fixed" ? "fixed" : changeKinds[name];
  const warning = workBegan && (kind === "fixed" || isChanged) ? w.kinds[kind] : "";
  return (
    <div className={styles.row} data-changed={isChanged}>
      <div className={styles.about} id={about}>
        <span className={styles.name}>{w.rules[name].name}</span>
        <span className={styles.does}>{w.rules[name].does}</span>
        {warning && <span className={styles.warning}>{warning}</span>}
      </div>
      <div className={styles.value}>
        <SettingField
          name={name}
          draft={draft}
          isDisabled={isFixed}
          describedBy={about}
          onChange={onChange}
        />
        {differs && <span className={styles.differs}>{w.differs(valueWords(name, preset))}</span>}
      </div>
    </div>
  );
}
