import { useSyncExternalStore } from "react";

/** What a person has changed about the keys, kept in their browser. */
export interface KeyChoices {
  /** If off, letters, digits and signs do nothing by themselves; the buttons remain. */
  singleKeys: boolean;
  /** The physical key chosen instead of the usual one, by the command's id. */
  codes: Readonly<Record<string, string>>;
}

export const usualKeys: KeyChoices = { singleKeys: true, codes: {} };

const storedAs = "multilabelfy.keys";
const listeners = new Set<() => void>();
let choices: KeyChoices | undefined;

function readChoices(): KeyChoices {
  if (choices) return choices;
  try {
    const stored = JSON.parse(localStorage.getItem(storedAs) ?? "{}") as Partial<KeyChoices>;
    choices = { singleKeys: stored.singleKeys !== false, codes: { ...stored.codes } };
  } catch {
    choices = usualKeys;
  }
  return choices;
}

export function chooseKeys(chosen: KeyChoices): void {
  choices = chosen;
  try {
    localStorage.setItem(storedAs, JSON.stringify(chosen));
  } catch {
    // The browser stores nothing: the choice holds until the page is left.
  }
  for (const listener of listeners) listener();
}

export function useKeyChoices(): KeyChoices {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, readChoices);
}
