import { useState } from "react";
import { useSession } from "./session/session.ts";

const prefix = "multilabelfy-draft";

/**
 * What somebody types and has not saved: it is there again after a reload, and after a session that ended and was begun
 * anew in this tab. Kept by the tab, for one person.
 *
 * @param name of the thing that is written on, unique in the installation
 * @param start what holds where nothing is kept; a draft that is as this is kept no more
 * @returns the draft, how it is changed, and how it is given up
 */
export function useKeptDraft<Value>(
  name: string,
  start: Value,
): [draft: Value, set: (value: Value) => void, forget: () => void] {
  const { person } = useSession();
  const [key] = useState(() => `${prefix} ${person?.id ?? ""} ${name}`);
  const [draft, setDraft] = useState<Value>(() => readDraft(key) ?? start);
  const set = (value: Value) => {
    setDraft(value);
    const text = JSON.stringify(value);
    if (text === undefined || text === JSON.stringify(start)) sessionStorage.removeItem(key);
    else keep(key, text);
  };
  return [draft, set, () => sessionStorage.removeItem(key)];
}

function readDraft<Value>(key: string): Value | undefined {
  const text = sessionStorage.getItem(key);
  return text === null ? undefined : (JSON.parse(text) as Value);
}

function keep(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // The browser has no room left: the page itself still holds it.
  }
}

/** Who signs out leaves no text of theirs in the browser. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
