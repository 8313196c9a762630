interface DrawnImage<Found> {
  stratum: string;
  step: number | null;
  found: Found | null;
}

/** The sample up to the last step that is finished. */
interface Look<Found, Image> {
  /** With what was found on the images of the sample. */
  strata: { stratum: string; images: number; audited: Found[] }[];
  /** The images of the sample. */
  sample: Image[];
  /** How many steps are finished; 0 before the first. */
  look: number;
  /** Steps that were drawn. */
  steps: number;
  /** Drawn images that are not audited yet, of all steps. */
  unfinished: number;
}

/**
 * What bounds may rest on: the images of all steps before the first unfinished one. A step that is finished in part
 * tells nothing, as the images that are audited first may be the easy ones.
 */
export function pickLook<Found, Image extends DrawnImage<Found>>(
  images: readonly (Image & DrawnImage<Found>)[],
): Look<Found, Image> {
  const drawn = images.filter(({ step }) => step !== null);
  const steps = drawn.reduce((max, { step }) => Math.max(max, step!), 0);
  const open = drawn.filter(({ found }) => found === null);
  const look = open.reduce((min, { step }) => Math.min(min, step! - 1), steps);
  const sample = drawn.filter(({ step }) => step! <= look);
  return {
    strata: Array.from(
      Map.groupBy(images, ({ stratum }) => stratum),
      ([stratum, all]) => ({
        stratum,
        images: all.length,
        audited: sample.filter((image) => image.stratum === stratum).map(({ found }) => found!),
      }),
    ),
    sample,
    look,
    steps,
    unfinished: open.length,
  };
}
