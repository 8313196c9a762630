/** A name that is nothing but an ending is hidden, and no image's. */
const imageExtension = /[^/\\]\.(jpe?g|jpe|jfif|png|webp|gif|tiff?|avif)$/i;

/** Whether a file is an image by its name. */
export const hasImageExtension = (name: string): boolean => imageExtension.test(name);

/** Whether a file's path says that it tells what images beside it are: the metadata of an ImageFolder. */
export const isMetadata = (path: string): boolean => /(^|\/)metadata\.jsonl$/i.test(path);

/** Whether a file's path says that images are told or held by it: metadata beside them, an archive, a table. */
export const holdsMoreThanImage = (path: string): boolean =>
  isMetadata(path) || /\.(zip|tar|tgz|tar\.gz|parquet)$/i.test(path);
