import { Failure } from "../../contract/failure.ts";
import { quoted, quotedValue } from "../fileFailure.ts";
import { splitLabels } from "./splitLabels.ts";

/** The meaning of labels as files write them. */
export interface LabelMeaning {
  /** The label space, for messages. */
  space: string;
  /** How many labels it has. */
  count: number;
  /** A label's index, by its key, index or name; undefined for a text that means none, or more than one. */
  find: (written: string) => number | undefined;
  /** If a text means more than one label: which, for messages. */
  explain?: (written: string) => string | undefined;
}

/** How the labels of a file are understood. */
export interface LabelRules {
  /** If given, labels may be keys and names, and indices are checked against it. */
  meaning?: LabelMeaning | undefined;
  /** The number of labels, if that is all that is known. */
  classes?: number | null | undefined;
  /** Whether a 0/1 matrix is read even if the number of labels is unknown: the caller checks its width later. */
  mayBeMatrix?: boolean | undefined;
}

/** More labels than anybody has: a greater number is an id of something else. */
const maxLabels = 1e7;

/**
 * Interprets the labels of one file: each becomes an index as text ("281") if there is a label space or the file writes
 * numbers, otherwise it stays as written.
 */
export class LabelParser {
  private readonly rules: LabelRules;
  /** Caches each text: a file repeats the same thousand labels a million times. */
  private readonly known = new Map<string, string>();
  private number: string | undefined;
  private text: string | undefined;

  constructor(rules: LabelRules) {
    this.rules = rules;
  }

  /** Whether the file's labels are indices, as far as it has been read. */
  get areIndices(): boolean {
    return this.rules.meaning !== undefined || this.text === undefined;
  }

  /**
   * The labels of one cell, field or list, none twice.
   * @param where begins messages
   * @throws Failure `bad-file`
   */
  parse(value: unknown, where: string): string[] {
    const written =
      typeof value === "string" && this.rules.meaning?.find(value) !== undefined
        ? [value]
        : splitLabels(value);
    if (!written) {
      throw new Failure(
        "bad-file",
        `${where}: ${quotedValue(value)} is no label, nor a list of labels such as [356, 359] or [].`,
      );
    }
    const labels = written.map((label) => this.parseOne(label, where));
    const seen = new Map<string, string>();
    for (const [at, label] of labels.entries()) {
      const before = seen.get(label);
      if (before !== undefined) throw new Failure("bad-file", `${where}: ${twice(before, written[at]!)}`);
      seen.set(label, written[at]!);
    }
    return labels;
  }

  private parseOne(written: string, where: string): string {
    const known = this.known.get(written);
    if (known !== undefined) return known;
    const label = this.understand(written, where);
    if (this.known.size < 100_000) this.known.set(written, label);
    return label;
  }

  private understand(written: string, where: string): string {
    const { meaning, classes = null } = this.rules;
    const refuse = (why: string) => new Failure("bad-file", `${where}: ${why}`);
    // pandas writes whole numbers like this if a column has empty cells.
    const whole = /^(\d+)(?:\.0+)?$/.exec(written)?.[1];
    const found = meaning?.find(written) ?? (whole === undefined ? undefined : meaning?.find(whole));
    if (found !== undefined) return String(found);
    if (meaning) {
      const several = meaning.explain?.(written);
      if (several !== undefined) {
        throw refuse(`${quoted(written)} can be ${several} of ${meaning.space}. Write the key or the index.`);
      }
      throw refuse(
        whole === undefined
          ? `${quoted(written)} is not one label of ${meaning.space}. Write its key, its index (0 to ${meaning.count - 1}) or its name; several have "|" between them.`
          : `the label ${quotedNumber(whole)} is out of range: ${meaning.space} has ${meaning.count} labels, from 0.${fromOne(whole, meaning.count)}`,
      );
    }
    if (whole !== undefined) {
      const index = Number(whole);
      if (index >= (classes ?? maxLabels)) {
        const range =
          classes === null
            ? `an index is below ${maxLabels}.`
            : `there are ${classes} labels, from 0.${fromOne(whole, classes)}`;
        throw refuse(`the label ${quotedNumber(whole)} is out of range: ${range}`);
      }
      this.number ??= written;
      this.refuseMixture(where);
      return String(index);
    }
    if (/^[-+]?[\d.]+(?:[eE][-+]?\d+)?$/.test(written)) {
      throw refuse(`${quoted(written)} is no label. An index is a whole number from 0.`);
    }
    if (/^[\d\s,;/]+$/.test(written)) {
      throw refuse(
        `${quoted(written)} is no label. Put "|" between several: ${quoted(written.split(/[\s,;/]+/).join("|"))}.`,
      );
    }
    if (/[,;]/.test(written)) {
      throw refuse(
        `${quoted(written)} can be one label or several. Name the labels with --label-space, or put "|" between several.`,
      );
    }
    if (/\.(?:jpe?g|png|webp|gif|bmp|tiff?)$/i.test(written)) {
      throw refuse(
        `${quoted(written)} is the name of an image, not of a label. Is the file from label to images?`,
      );
    }
    this.text ??= written;
    this.refuseMixture(where);
    return written;
  }

  private refuseMixture(where: string): void {
    if (this.number === undefined || this.text === undefined) return;
    if (nothing.test(this.text)) {
      throw new Failure(
        "bad-file",
        `${where}: ${quoted(this.text)} stands among labels that are numbers. If it says that there is none, leave the cell empty.`,
      );
    }
    throw new Failure(
      "bad-file",
      `${where}: some labels are numbers (${this.number}) and others text (${quoted(this.text)}). Say with --label-space what they mean.`,
    );
  }
}

/** What programs write for a missing value. */
const nothing = /^(?:none|nan|null|nil|n\/?a|nothing|-|\?)$/i;

const fromOne = (written: string, count: number) =>
  Number(written) === count ? " If the file counts from 1, write each label one less." : "";

const quotedNumber = (text: string) => (text.length > 20 ? `${text.slice(0, 20)} ...` : text);

const twice = (first: string, second: string) =>
  first === second
    ? `the label ${quoted(first)} comes twice. A list of labels has each once; write each of them once, or, if this is a 0/1 matrix, see docs/file-formats.md.`
    : `${quoted(first)} and ${quoted(second)} are the same label. Keep one.`;
