import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import styles from "../review/AnswerFields.module.css";

interface Props<Id extends string> {
  title: string;
  options: readonly { id: Id; name: string; meaning?: string }[];
  chosen: Id | null;
  /** By the ids of the options. */
  keys: ReadonlyMap<string, Key>;
  onChoose(id: Id): void;
}

/** One question with a key for each answer. */
export function Choice<Id extends string>({ title, options, chosen, keys, onChoose }: Props<Id>) {
  return (
    <fieldset className={styles.field}>
      <legend>{title}</legend>
      {options.map(({ id, name, meaning }) => (
        <label key={id} className={styles.choice} data-chosen={chosen === id || undefined}>
          <input type="radio" name={title} checked={chosen === id} onChange={() => onChoose(id)} />
          <KeyCap value={keys.get(id)} />
          <span className={styles.text}>
            {name}
            {meaning && <span className={styles.meaning}>{meaning}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
