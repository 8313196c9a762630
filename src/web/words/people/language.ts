/** Choosing the language of the pages. */
export const language = {
  label: "Language",
  hint: "For the pages that annotators and experts work on, and this one. Pages for leads, and some messages of the server, are in English.",
};
