import styles from "./KeyCap.module.css";
import type { Key } from "./key.ts";
import { useKeyChoices } from "./keyChoices.ts";
import { keyName } from "./keyName.ts";
import { shortcutsOf } from "./matchKey.ts";
import { useLayoutMap } from "./useLayoutMap.ts";

/**
 * A key's cap as printed on the person's keyboard; nothing if they turned it off. `asListed`: as in the help sheet,
 * where one row may stand for several keys.
 */
export function KeyCap({ value: key, asListed = false }: { value: Key | undefined; asListed?: boolean }) {
  const layout = useLayoutMap();
  const choices = useKeyChoices();
  const shortcut = key && shortcutsOf(key, choices)[0];
  if (!shortcut) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus; buttons say their names without it.
    <kbd className={styles.cap} aria-hidden="true">
      {asListed && key.shownAs ? key.shownAs : keyName(shortcut, layout)}
    </kbd>
  );
}
