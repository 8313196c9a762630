/** Usual names of a dataset's split folders, and what Hugging Face calls the splits. */
const splitOfFolder: Record<string, string> = {
  train: "train",
  training: "train",
  val: "validation",
  valid: "validation",
  validation: "validation",
  dev: "validation",
  test: "test",
  testing: "test",
};

/** A part of a dataset, and the folder that the keys of its images begin with; "" if there is only one part. */
export interface Split {
  name: string;
  folder: string;
}

/**
 * The parts of a dataset: its images' first folders, if there are several and all have names of parts; otherwise a
 * single one, "train".
 *
 * @param keys of all its images
 */
export async function findSplits(keys: AsyncIterable<string>): Promise<Split[]> {
  const whole = [{ name: "train", folder: "" }];
  const folders = new Set<string>();
  for await (const key of keys) {
    const folder = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
    if (splitOfFolder[folder.toLowerCase()] === undefined) return whole;
    folders.add(folder);
  }
  const splits = [...folders].map((folder) => ({ name: splitOfFolder[folder.toLowerCase()]!, folder }));
  // Two folders of the same part, such as val and dev, would be merged.
  return new Set(splits.map(({ name }) => name)).size < Math.max(2, splits.length) ? whole : splits;
}

/** The images that belong to a split. */
export async function* imagesOf<Image extends { image: string }>(
  images: AsyncIterable<Image>,
  { folder }: Split,
): AsyncGenerator<Image> {
  for await (const one of images) if (folder === "" || one.image.startsWith(`${folder}/`)) yield one;
}
