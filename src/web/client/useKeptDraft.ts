import { useState } from "react";
import { useSession } from "./session/session.ts";

const prefix = "multilabelfy-draft";

/**
 * What somebody typed and has not saved: it survives a reload, and signing in again in this tab after the session
 * ended. Kept by the tab, for one person.
 *
 * @param name of the thing being written, unique in the installation
 * @param start the value if nothing is kept; a draft equal to it is no longer kept
 * @returns the draft, how to change it, and how to discard it
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
    // The browser has no space left: the page itself still holds it.
  }
}

/** Removes a person's drafts from the browser when they sign out. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
