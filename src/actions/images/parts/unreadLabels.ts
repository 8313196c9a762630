import { quoted } from "../../../files/fileFailure.ts";
import { splitLabels } from "../../../files/labels/splitLabels.ts";
import type { LabelResolver } from "../../labels/resolveLabel.ts";

/** Parts of such columns' names, also numbered ones and in other languages. */
const labelParts =
  /label|class|categor|target|tag|truth|synset|wnid|species|klasse|etikett|classe|clase|etiquet/i;

/**
 * Watches the columns of a manifest without a column of labels, for one that holds labels under an unknown name
 * ("Klasse", "label1"): they would be silently ignored. Numbers may be anything, unless the name says what they are.
 */
export class UnreadLabels {
  private followed: Map<string, { row: number; example: string; isNamed: boolean } | undefined> | undefined;
  private readonly resolveLabel: LabelResolver;
  private readonly known = new Map<string, boolean>();

  constructor(resolveLabel: LabelResolver) {
    this.resolveLabel = resolveLabel;
  }

  /** @param unread the columns that are not read */
  add(row: number, cells: Readonly<Record<string, unknown>>, unread: readonly string[]): void {
    this.followed ??= new Map(unread.filter((name) => name !== "").map((name) => [name, undefined]));
    for (const [name, found] of this.followed) {
      const written = this.labelsOf(cells[name]);
      if (written === undefined) this.followed.delete(name);
      else if (written.length > 0) {
        const isNamed =
          found?.isNamed || labelParts.test(name) || written.some((text) => !/^[\d.]+$/.test(text));
        this.followed.set(name, { ...(found ?? { row, example: written[0]! }), isNamed });
      }
    }
  }

  /** Why the manifest is refused; undefined where nothing would be lost. */
  find(): string | undefined {
    for (const [name, found] of this.followed ?? []) {
      if (!found?.isNamed) continue;
      return `it has no column "label", but ${quoted(name)} holds labels of the project (row ${found.row}: ${quoted(found.example)}). If they are the original labels, call the column "label" (several of an image have | between them); else take it out. Nothing was imported.`;
    }
    return undefined;
  }

  /** Undefined for cells that hold something else. */
  private labelsOf(cell: unknown): string[] | undefined {
    if (cell === undefined || cell === null) return [];
    const text = typeof cell === "string" ? cell.trim() : "";
    const written = text !== "" && this.isLabel(text) ? [text] : splitLabels(cell);
    return written?.every((label) => this.isLabel(label)) ? [...written] : undefined;
  }

  private isLabel(text: string): boolean {
    const known = this.known.get(text) ?? this.resolveLabel(text) !== undefined;
    if (this.known.size < 100_000) this.known.set(text, known);
    return known;
  }
}
