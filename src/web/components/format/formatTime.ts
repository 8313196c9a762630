import { spoken } from "../../language/spoken.ts";
import { languageNames } from "../../language/translations.ts";

const made = new Map<string, ReturnType<typeof makeFormats>>();

function makeFormats(tag: string) {
  const inParts = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, parts);
  return {
    moments: inParts({ dateStyle: "medium", timeStyle: "short" }),
    times: inParts({ timeStyle: "short" }),
    days: inParts({ day: "numeric", month: "short" }),
  };
}

/** The formats of the pages' language; in English, days come before months, as in most places. */
function formats() {
  const tag = spoken.language === "en" ? "en-GB" : languageNames[spoken.language].tag;
  const known = made.get(tag) ?? makeFormats(tag);
  made.set(tag, known);
  return known;
}

/** An instant in the reader's own time zone: "21 Nov 2026, 10:57". */
export const formatTime = (instant: string) => formats().moments.format(new Date(instant));

/** As short as possible: "10:57" today, "20 Nov, 10:57" this year, otherwise with the year. */
export function formatRecent(instant: string, now = new Date()): string {
  const at = new Date(instant);
  const { times, days } = formats();
  if (at.toDateString() === now.toDateString()) return times.format(at);
  return at.getFullYear() === now.getFullYear()
    ? `${days.format(at)}, ${times.format(at)}`
    : formatTime(instant);
}
