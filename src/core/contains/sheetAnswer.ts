/** What a person's page holds of one image of a sheet. */
export interface SheetMark {
  image: string;
  isTicked: boolean;
  /** Milliseconds for which it was on screen. */
  shownMs: number;
  /** Milliseconds of work on the sheet when it was last ticked or unticked; null where it never was. */
  changedMs: number | null;
  /** The photo could not be shown: nothing is asked about it. */
  isMissing: boolean;
  /** What the person tells the lead about it; left out where it is not flagged. */
  flag?: string;
}

/** The answer on an image that is part of a submitted sheet. */
export interface SheetDecision {
  image: string;
  isTicked: boolean;
  shownMs: number;
  changedMs: number | null;
}

export interface SheetProblem {
  code: "answer-needed" | "bad-request";
  message: string;
  /** The images that it is about. */
  images: string[];
}

/**
 * What keeps a sheet from being stored; undefined where nothing does. Submitted, each of its photos was on screen long
 * enough to be judged, so that what is not ticked was seen.
 *
 * @param images of the sheet
 * @param as a draft may hold photos that were not on screen yet
 */
export function checkSheet(
  marks: readonly SheetMark[],
  {
    images,
    shownAfterMs,
    as,
  }: { images: readonly string[]; shownAfterMs: number; as: "draft" | "submitted" },
): SheetProblem | undefined {
  const given = new Set(marks.map(({ image }) => image));
  const isWhole = marks.length === images.length && images.every((image) => given.has(image));
  if (!isWhole) {
    const message = "This is not an answer on all images of the sheet, each once. Load the page again.";
    return { code: "bad-request", message, images: [] };
  }
  const odd = marks.filter(({ isMissing, isTicked }) => isMissing && isTicked).map(({ image }) => image);
  if (odd.length > 0) {
    const message = "A photo that could not be shown cannot be ticked. Load the page again.";
    return { code: "bad-request", message, images: odd };
  }
  if (as === "draft") return undefined;
  const unseen = listUnseen(marks, shownAfterMs);
  if (unseen.length === 0) return undefined;
  const photos = unseen.length === 1 ? "One photo was" : `${unseen.length} photos were`;
  return {
    code: "answer-needed",
    message: `${photos} not on screen yet. Look at them first.`,
    images: unseen,
  };
}

/** The images that were not on screen long enough to be judged; ticked ones were. */
export const listUnseen = (marks: readonly SheetMark[], shownAfterMs: number): string[] =>
  marks
    .filter(({ isTicked, isMissing, shownMs }) => !isTicked && !isMissing && shownMs < shownAfterMs)
    .map(({ image }) => image);

/** The answers of a submitted sheet; none on what could not be shown. */
export const decideSheet = (marks: readonly SheetMark[]): SheetDecision[] =>
  marks.flatMap(({ isMissing, flag: _, ...decision }) => (isMissing ? [] : [decision]));

/** A sheet that nobody has touched. */
export const emptyMarks = (images: readonly string[]): SheetMark[] =>
  images.map((image) => ({ image, isTicked: false, shownMs: 0, changedMs: null, isMissing: false }));
