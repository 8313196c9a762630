import { Failure } from "../../contract/failure.ts";
import { quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import type { LabelFileRow } from "./labelFile.ts";
import { LabelParser, type LabelRules } from "./labelParser.ts";

interface Collected {
  labels: Set<string>;
  provenance: string;
  where: string;
  /** The file says that the image has no label. */
  isNone: boolean;
}

/** Collects the rows of a file of labels, each image's labels at once or one by one, and refuses contradictions. */
export class LabelCollector {
  readonly parser: LabelParser;
  private readonly file: string;
  private readonly byImage = new Map<string, Collected>();
  /**
   * Where a cell held several labels, and where an image was repeated: a file has a row per label or per image, not
   * both.
   */
  private severalAt: string | undefined;
  private repeated: { image: string; where: string; before: string } | undefined;

  /** @param file begins messages */
  constructor(file: string, rules: LabelRules) {
    this.file = file;
    this.parser = new LabelParser(rules);
  }

  private refuse(where: string, why: string): Failure {
    return new Failure("bad-file", `${this.file}, ${where}: ${why}`);
  }

  private nameOf(written: unknown, where: string): string {
    if (typeof written === "number") {
      throw this.refuse(where, `the image is the number ${written}. Images are named by text.`);
    }
    const name = typeof written === "string" ? imageName(written) : "";
    if (name === "") throw this.refuse(where, "the image has no name.");
    return name;
  }

  /** Adds all labels of an image. @throws Failure `bad-file` if the image comes twice */
  addAll(written: unknown, labels: unknown, where: string, provenance = ""): void {
    const image = this.nameOf(written, where);
    const before = this.byImage.get(image);
    if (before) {
      throw this.refuse(where, `the image ${quoted(image)} comes twice: see ${before.where}. Keep one.`);
    }
    const parsed = this.parser.parse(labels, `${this.file}, ${where}`);
    this.byImage.set(image, { labels: new Set(parsed), provenance, where, isNone: parsed.length === 0 });
  }

  /** Adds one label of an image, which may have others; "" says that it has none. */
  addOne(written: unknown, label: unknown, where: string, provenance = ""): void {
    const image = this.nameOf(written, where);
    const parsed = this.parser.parse(label, `${this.file}, ${where}`);
    const before = this.byImage.get(image);
    if (parsed.length > 1) this.severalAt ??= where;
    if (before) this.repeated ??= { image, where, before: before.where };
    if (this.severalAt !== undefined && this.repeated) {
      const { image: twice, where: again, before: first } = this.repeated;
      throw this.refuse(
        again,
        `the image ${quoted(twice)} comes twice: see ${first}. There are several labels in ${this.severalAt}, so each image has one row.`,
      );
    }
    if (!before) {
      this.byImage.set(image, { labels: new Set(parsed), provenance, where, isNone: parsed.length === 0 });
      return;
    }
    if (before.isNone || parsed.length === 0) {
      throw this.refuse(
        where,
        `the image ${quoted(image)} has ${before.isNone ? "no label" : "a label"} by ${before.where}, and ${before.isNone ? "a" : "no"} label here. Keep one.`,
      );
    }
    for (const one of parsed) {
      if (before.labels.has(one)) {
        throw this.refuse(
          where,
          `the image ${quoted(image)} has the label ${quoted(one)} twice: see ${before.where}.`,
        );
      }
      before.labels.add(one);
    }
  }

  /** Adds an image that has no label so far. */
  addImage(written: unknown, where: string, provenance = ""): void {
    const image = this.nameOf(written, where);
    if (this.byImage.has(image)) return;
    this.byImage.set(image, { labels: new Set(), provenance, where, isNone: false });
  }

  finish(): LabelFileRow[] {
    return [...this.byImage].map(([image, { labels, provenance, where }]) => ({
      image,
      labels: [...labels],
      where,
      ...(provenance === "" ? {} : { provenance }),
    }));
  }
}
