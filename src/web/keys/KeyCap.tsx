import styles from "./KeyCap.module.css";
import type { Key } from "./key.ts";
import { useKeyChoices } from "./keyChoices.ts";
import { keyName } from "./keyName.ts";
import { shortcutsOf } from "./matchKey.ts";
import { useLayoutMap } from "./useLayoutMap.ts";

/** The cap of a key as the person's keyboard prints it; nothing where they have turned it off. */
export function KeyCap({ of: key }: { of: Key | undefined }) {
  const layout = useLayoutMap();
  const choices = useKeyChoices();
  const shortcut = key && shortcutsOf(key, choices)[0];
  if (!shortcut) return null;
  return (
    <kbd className={styles.cap} aria-hidden="true">
      {key.shownAs && !choices.codes[key.id] ? key.shownAs : keyName(shortcut, layout)}
    </kbd>
  );
}
