import type { ImageObjects } from "./findObjects.ts";

export interface ObjectCounts {
  images: number;
  /** Images by how many objects they hold, from the fewest to the most. */
  objects: Record<number, number>;
  /** Images with several objects. */
  multi: number;
  /** Of these, images of which the main object is another than the original label's; null without original labels. */
  mainDiffers: number | null;
  /** Images of which no object bears the original label; null without original labels. */
  originalAbsent: number | null;
}

/** @param hasOriginals whether the images' original labels are known: of all or of none */
export function countObjects(
  images: readonly Pick<ImageObjects, "objects" | "mainObject" | "originalObject">[],
  hasOriginals: boolean,
): ObjectCounts {
  const objects: Record<number, number> = {};
  for (const image of images) objects[image.objects.length] = (objects[image.objects.length] ?? 0) + 1;
  const several = images.filter((image) => image.objects.length > 1);
  const differs = several.filter(
    ({ mainObject, originalObject }) => originalObject !== null && originalObject !== mainObject,
  );
  return {
    images: images.length,
    objects,
    multi: several.length,
    mainDiffers: hasOriginals ? differs.length : null,
    originalAbsent: hasOriginals
      ? images.filter(({ originalObject }) => originalObject === null).length
      : null,
  };
}
