import { listFirstSheetImages } from "../actions/contains/listFirstSheetImages.ts";
import type { Context } from "../actions/context.ts";
import { findImageFile } from "../actions/images/findImageFile.ts";
import type { VariantStore } from "../actions/images/imageVariants.ts";
import { listFirstImages } from "../actions/images/listFirstImages.ts";
import { Failure } from "../contract/failure.ts";
import type { ImageVariant } from "../contract/images/image.ts";

interface Work {
  project: string;
  person: string;
}

export interface ImagesAhead {
  /** Schedules making the images that a person will see first ready for the screen. */
  prepareFor(work: Work): void;
  /** Resolves once the current image is ready. */
  close(): Promise<void>;
}

/**
 * Makes images ready for the screen before a page asks for them: one at a time, and only while nobody waits for one
 * being made. Whoever opens the image sees any error.
 *
 * @param log receives unexpected errors
 */
export function createImagesAhead(
  ctx: Context,
  variants: VariantStore,
  log: (failure: unknown) => void,
): ImagesAhead {
  /** By project and person: requested twice, it is done once. */
  const waiting = new Map<string, Work>();
  let isClosed = false;
  let running: Promise<void> | undefined;

  async function prepare(image: string, variant: ImageVariant): Promise<void> {
    try {
      await variants.prepare({ ...(await findImageFile(ctx, { image })), variant });
    } catch (failure) {
      if (!(failure instanceof Failure)) log(failure);
    }
  }

  /** What is seen first: large where images come one by one, small on a sheet. */
  async function listFirst(work: Work): Promise<[image: string, variant: ImageVariant][]> {
    const images = await listFirstImages(ctx, work);
    const ofSheet = await listFirstSheetImages(ctx, work);
    return [
      ...images.map((image): [string, ImageVariant] => [image, "screen"]),
      ...ofSheet.map((image): [string, ImageVariant] => [image, "thumbnail"]),
    ];
  }

  async function run(): Promise<void> {
    for (const [key, work] of waiting) {
      waiting.delete(key);
      const first = await listFirst(work).catch((failure: unknown) => {
        log(failure);
        return [];
      });
      for (const [image, variant] of first) if (!isClosed) await prepare(image, variant);
      if (isClosed) return;
    }
    running = undefined;
  }

  return {
    prepareFor(work) {
      if (isClosed) return;
      waiting.set(`${work.project} ${work.person}`, work);
      // The request that triggered this is answered first.
      running ??= new Promise<void>((begin) => void setImmediate(begin)).then(run);
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}
