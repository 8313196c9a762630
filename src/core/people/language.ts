/** The languages of the pages that annotators and experts work on; English is the default. */
export const languages = ["en", "de", "es", "fr", "ja", "ko", "zh"] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (code: unknown): code is Language =>
  (languages as readonly unknown[]).includes(code);
