/** A file's name without its ending, of words that a person may have chosen: small letters, digits and dashes. */
export const fileStem = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, "-");
