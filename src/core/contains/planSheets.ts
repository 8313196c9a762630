import { type Chance, shuffle } from "../chance.ts";

/** The first ImageNet asked about 48 images at once. */
export const defaultSheetSize = 48;
export const maxSheetSize = 200;
/** With more, people would answer on what is known more than on what is asked. */
export const maxControlShare = 0.5;
/** Seconds for a photo of a sheet where nothing was measured yet: a trained person takes about a minute for 48. */
export const assumedSecondsPerPhoto = 1.25;

/** What is to be asked about a label, and what is known of it. */
export interface LabelToAsk {
  label: number;
  /** Images that may hold the label. */
  candidates: readonly string[];
  /** Images known to hold it, and images known not to. */
  positives: readonly string[];
  negatives: readonly string[];
}

export interface PlannedSheetImage {
  image: string;
  /** Whether it is known to hold the label; null where that is asked. */
  control: boolean | null;
}

/** Images on one page, all asked about one label. */
export interface PlannedSheet {
  label: number;
  /** In the order in which they are shown. */
  images: PlannedSheetImage[];
}

interface Wishes {
  /** Images per sheet, at most. */
  size: number;
  /** Of the images of a full sheet, from 0 to `maxControlShare`. */
  controlShare: number;
  chance: Chance;
}

/**
 * Deals the images of each label to sheets: as few as hold them, as even as can be. Each sheet has its share of controls,
 * half of them images that hold the label as far as there are such; no control comes twice for a label, because an image
 * that is seen again betrays itself. All orders are drawn.
 */
export function planSheets(
  labels: readonly LabelToAsk[],
  { size, controlShare, chance }: Wishes,
): PlannedSheet[] {
  const controlsPerSheet = countControls(size, controlShare);
  const room = size - controlsPerSheet;
  return labels.flatMap(({ label, candidates, positives, negatives }) => {
    const asked = shuffle([...new Set(candidates)], chance(`candidates ${label}`));
    const isAsked = new Set(asked);
    const known = (images: readonly string[], control: boolean) =>
      shuffle([...new Set(images)], chance(`${control ? "positives" : "negatives"} ${label}`))
        .filter((image) => !isAsked.has(image))
        .map((image): PlannedSheetImage => ({ image, control }));
    const yes = known(positives, true);
    const isYes = new Set(yes.map(({ image }) => image));
    const no = known(negatives, false).filter(({ image }) => !isYes.has(image));
    const sheets = Math.ceil(asked.length / room);
    return Array.from({ length: sheets }, (_, at) => {
      const from = Math.round((at * asked.length) / sheets);
      const to = Math.round(((at + 1) * asked.length) / sheets);
      const own = asked.slice(from, to).map((image): PlannedSheetImage => ({ image, control: null }));
      const wanted =
        controlsPerSheet === 0 ? 0 : Math.max(1, Math.round((own.length * controlsPerSheet) / room));
      const controls = takeControls({ yes, no, wanted, sheetsLeft: sheets - at });
      return { label, images: shuffle([...own, ...controls], chance(`sheet ${label} ${at}`)) };
    });
  });
}

/** Controls of a full sheet: any share at all is at least one of them, and a sheet asks about one image at least. */
export const countControls = (size: number, share: number): number =>
  share === 0 ? 0 : Math.min(size - 1, Math.max(1, Math.round(size * share)));

/** Takes half of each kind out of what is left, and more of one where the other is short; some are left for later sheets. */
function takeControls({
  yes,
  no,
  wanted,
  sheetsLeft,
}: {
  yes: PlannedSheetImage[];
  no: PlannedSheetImage[];
  wanted: number;
  sheetsLeft: number;
}): PlannedSheetImage[] {
  const [mostYes, mostNo] = [Math.ceil(yes.length / sheetsLeft), Math.ceil(no.length / sheetsLeft)];
  const positives = Math.min(mostYes, Math.max(Math.ceil(wanted / 2), wanted - mostNo));
  const negatives = Math.min(mostNo, wanted - positives);
  return [...yes.splice(0, positives), ...no.splice(0, negatives)];
}
