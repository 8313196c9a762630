/**
 * A file's name without its ending, of words that a person may have chosen: small letters, digits and dashes between
 * them. A name that began with a dash would be an option of the next command.
 */
export const fileStem = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
