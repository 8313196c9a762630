/**
 * Strips a path as the original Multilabelfy did: it meant to remove the prefix "static/images" from
 * `static/images/FOLDER/NAME`, but removed every leading character that occurs in it. Folders lost their first letters
 * (`mantis/a.jpg` became `ntis/a.jpg`), and some vanished, with the first letters of the image's name.
 */
const strip = (path: string): string => path.replace(/^[staic/mge]+/, "");

/** The images that a person was shown, by what remains of their names. */
export interface ShownImages {
  /** How many images have each name. */
  names: ReadonlyMap<string, number>;
  /** Names by what remains of them if their folder vanished. */
  left: ReadonlyMap<string, readonly string[]>;
}

export function indexShown(names: Iterable<string>): ShownImages {
  const counted = new Map<string, number>();
  for (const name of names) counted.set(name, (counted.get(name) ?? 0) + 1);
  return { names: counted, left: Map.groupBy(counted.keys(), strip) };
}

/**
 * Which image a key of the original means.
 *
 * @param key as it is written
 * @returns the image's name without its folder; or the images that it could be, none or several
 */
export function recoverImage(
  key: string,
  { names, left }: ShownImages,
): { image: string } | { could: string[] } {
  const slash = key.indexOf("/");
  const rest = slash < 0 ? key : key.slice(slash + 1);
  const could = new Set(left.get(key) ?? []);
  if (names.has(rest)) could.add(rest);
  const [image, another] = could;
  if (image === undefined || another !== undefined) return { could: [...could] };
  const count = names.get(image) ?? 0;
  return count > 1 ? { could: Array.from({ length: count }, () => image) } : { image };
}
