import { words } from "../words/words.ts";
import type { SavingStatus } from "./saving.ts";

/** Nothing is saved just now. */
export const isOut = ({ kind }: SavingStatus): boolean => kind !== "saved" && kind !== "saving";

/** While the next image cannot come. */
export const waitingWords = (status: SavingStatus): string =>
  words.saving.waitingForNext(words.saving.status[status.kind](status.waiting));
