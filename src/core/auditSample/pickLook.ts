import type { AuditedStratum, ErrorKind } from "./boundErrors.ts";

interface DrawnImage {
  stratum: string;
  step: number | null;
  errors: Record<ErrorKind, number> | null;
}

/** The sample up to the last step that is finished. */
export interface Look {
  strata: AuditedStratum[];
  /** How many steps are finished; 0 before the first. */
  look: number;
  /** Steps that were drawn. */
  steps: number;
  /** Drawn images that are not audited yet, of all steps. */
  unfinished: number;
}

/**
 * What bounds may rest on: the images of all steps up to the first that is not finished. A step that is finished in part
 * tells nothing, as the images that are audited first may be the easy ones.
 */
export function pickLook(images: readonly DrawnImage[]): Look {
  const drawn = images.filter(({ step }) => step !== null);
  const steps = drawn.reduce((max, { step }) => Math.max(max, step!), 0);
  const open = drawn.filter(({ errors }) => errors === null);
  const look = open.reduce((min, { step }) => Math.min(min, step! - 1), steps);
  const strata = new Map<string, { images: number; audited: Record<ErrorKind, number>[] }>();
  for (const { stratum, step, errors } of images) {
    const found = strata.get(stratum) ?? { images: 0, audited: [] };
    strata.set(stratum, found);
    found.images++;
    if (step !== null && step <= look) found.audited.push(errors!);
  }
  return {
    strata: [...strata].map(([stratum, found]) => ({ stratum, ...found })),
    look,
    steps,
    unfinished: open.length,
  };
}
