import { words } from "../words/words.ts";
import type { SavingStatus } from "./saving.ts";

/** Whether nothing can be saved right now. */
export const isOut = ({ kind }: SavingStatus): boolean => kind !== "saved" && kind !== "saving";

/** The text shown while the next image cannot be loaded. */
export const waitingWords = (status: SavingStatus): string =>
  words.saving.waitingForNext(words.saving.status[status.kind](status.waiting));
