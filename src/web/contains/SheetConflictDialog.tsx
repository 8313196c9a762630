import type { SheetDraft } from "../../contract/contains/sheet.ts";
import { ConflictDialog } from "../saving/ConflictDialog.tsx";
import { words } from "../words/words.ts";
import type { SheetConflict } from "./savedSheets.ts";
import { countTicked } from "./sheetSession.ts";

const texts = words.saving.conflict;

/** Two versions of a person's ticks on the same sheet. */
export function SheetConflictDialog({
  conflict: { saved, draft, ours },
  onSettle,
}: {
  conflict: SheetConflict;
  onSettle(keep: "here" | "elsewhere"): void;
}) {
  const version = (title: string, { marks }: SheetDraft) => ({
    title,
    lines: [words.contains.conflict.ticked(countTicked(marks), marks.length)],
  });
  const title = texts.titleElsewhere[saved.state];
  return (
    <ConflictDialog
      here={version(texts.hereAs[ours.state], ours.draft)}
      elsewhere={draft ? version(title, draft) : { title, lines: [] }}
      onSettle={onSettle}
    />
  );
}
