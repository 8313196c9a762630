/**
 * A file's name without its ending, from words that a person may have chosen: lower-case letters, digits and dashes
 * between them. A leading dash would make the name an option of the next command.
 */
export const fileStem = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
