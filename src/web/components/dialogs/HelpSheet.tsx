import { useEffect, useState } from "react";
import controls from "../../annotate/controls.module.css";
import { KeyCap } from "../../keys/KeyCap.tsx";
import { isSingleCharacter, type Key } from "../../keys/key.ts";
import { chooseKeys, useKeyChoices } from "../../keys/keyChoices.ts";
import { keyName } from "../../keys/keyName.ts";
import { shortcutsOf } from "../../keys/matchKey.ts";
import { useLayoutMap } from "../../keys/useLayoutMap.ts";
import { words } from "../../words/words.ts";
import { Dialog } from "./Dialog.tsx";
import styles from "./HelpSheet.module.css";

const texts = words.keys.sheet;

interface Props {
  keys: readonly Key[];
  onClose(): void;
}

const isChangeable = (key: Key) =>
  !key.shownAs && key.shortcuts[0] !== undefined && isSingleCharacter(key.shortcuts[0]);

/** All keys of the page, listed from the keys themselves; single letters can be changed or turned off here. */
export function HelpSheet({ keys, onClose }: Props) {
  const choices = useKeyChoices();
  const [changing, setChanging] = useState<Key | null>(null);
  const layout = useLayoutMap();
  const [taken, setTaken] = useState<string | null>(null);

  useEffect(() => {
    if (!changing) return;
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !changing) return;
      if (event.code !== "Escape" && !isSingleCharacter({ code: event.code })) return;
      event.preventDefault();
      event.stopPropagation();
      const shift = changing.shortcuts[0]?.shift ?? false;
      const other = keys.find(
        (key) =>
          key.id !== changing.id &&
          shortcutsOf(key, choices).some((one) => one.code === event.code && (one.shift ?? false) === shift),
      );
      setTaken(other && event.code !== "Escape" ? texts.taken(other.label) : null);
      if (event.code !== "Escape" && !other)
        chooseKeys({ ...choices, codes: { ...choices.codes, [changing.id]: event.code } });
      setChanging(null);
    }
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, [changing, choices, keys]);

  return (
    <Dialog title={texts.title} className={styles.dialog} onClose={onClose}>
      <ul className={styles.keys} aria-label={texts.label}>
        {keys
          .filter((key) => !key.hidden)
          .map((key) => (
            <li key={key.id}>
              <span className={styles.cap}>
                <KeyName value={key} />
              </span>
              <span className={styles.label}>{key.label}</span>
              {isChangeable(key) && choices.singleKeys && (
                <button
                  type="button"
                  className={controls.button}
                  aria-label={texts.changeLabel(key.label)}
                  onClick={() => setChanging(changing?.id === key.id ? null : key)}
                >
                  {changing?.id === key.id ? texts.press : texts.change}
                </button>
              )}
            </li>
          ))}
      </ul>
      {layout === undefined && <p className={styles.note}>{words.keys.byPlace}</p>}
      <footer className={styles.footer}>
        <label>
          <input
            type="checkbox"
            checked={choices.singleKeys}
            onChange={(event) => chooseKeys({ ...choices, singleKeys: event.target.checked })}
          />
          {texts.singleKeys}
        </label>
        <span className={styles.taken} role="status">
          {taken}
        </span>
        <button
          type="button"
          className={controls.button}
          disabled={Object.keys(choices.codes).length === 0}
          onClick={() => chooseKeys({ ...choices, codes: {} })}
        >
          {texts.usual}
        </button>
      </footer>
    </Dialog>
  );
}

/** The cap is for the eyes; the name is for screen readers. */
function KeyName({ value: key }: { value: Key }) {
  const choices = useKeyChoices();
  const layout = useLayoutMap();
  const shortcut = shortcutsOf(key, choices)[0];
  if (!shortcut) return <span className={styles.off}>{texts.off}</span>;
  return (
    <>
      <KeyCap value={key} asListed />
      <span className="visuallyHidden">{key.shownAs ?? keyName(shortcut, layout)}</span>
    </>
  );
}
