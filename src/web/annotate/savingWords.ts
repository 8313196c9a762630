import type { SavingStatus } from "./saver.ts";

/** "Offline: 3 waiting", and its kin. */
export function savingWords({ kind, waiting }: SavingStatus): string {
  switch (kind) {
    case "saved":
      return "Saved";
    case "saving":
      return "Saving";
    case "offline":
      return `Offline: ${waiting} waiting`;
    case "trouble":
      return `Not saved yet: ${waiting} waiting`;
    case "signed-out":
      return `Signed out: ${waiting} waiting`;
  }
}
