const keyOf = (person: string) => `multilabelfy.tutorial.${person}`;

/** Where a person left the tutorial in this browser: the step's position from 0; 0 if they did not begin. */
export function readProgress(person: string): number {
  try {
    return Math.max(0, Number.parseInt(localStorage.getItem(keyOf(person)) ?? "0", 10) || 0);
  } catch {
    return 0;
  }
}

/** If the browser keeps nothing, the tutorial starts at the first step. */
export function keepProgress(person: string, step: number): void {
  try {
    if (step === 0) localStorage.removeItem(keyOf(person));
    else localStorage.setItem(keyOf(person), String(step));
  } catch {
    // Private windows may refuse.
  }
}
