import { Button } from "@mantine/core";
import { CopyButton } from "../../../components/buttons/CopyButton.tsx";
import { words } from "../../../words/words.ts";
import styles from "./SecondFactorPanel.module.css";

const texts = words.secondFactor.codes;

/** Backup codes, shown only this once. */
export const BackupCodes = ({ codes, onKept }: { codes: string[]; onKept(): void }) => (
  <div className={styles.form} role="status">
    <strong>{texts.title}</strong>
    <p className={styles.text}>{texts.text}</p>
    <ul className={styles.codes}>
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <div className={styles.buttons}>
      <Button onClick={onKept}>{texts.kept}</Button>
      <CopyButton text={codes.join("\n")} what={texts.name} />
    </div>
  </div>
);
