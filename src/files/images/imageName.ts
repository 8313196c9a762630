/**
 * The one form in which names of images are compared: Unicode NFC, with "/" between the parts (Windows writes "\\", and
 * files that have it in their names are refused), and without parts that are empty or "." ("./photos//a.jpg" is
 * "photos/a.jpg"). Whatever reads an image's name from a file, a list or a folder brings it into this form. White space
 * belongs to a name: files may begin with it.
 *
 * @see docs/file-formats.md, image key
 */
export const imageName = (written: string): string =>
  written
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/\/(?:\.?\/)+/g, "/")
    .replace(/^\.\//, "");
