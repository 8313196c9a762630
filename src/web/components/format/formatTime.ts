const moments = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const times = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** An instant in the reader's own time zone: "21 Nov 2026, 10:57". */
export const formatTime = (instant: string) => moments.format(new Date(instant));

/** As short as can be: "10:57" today, "20 Nov, 10:57" this year, with the year before that. */
export function formatRecent(instant: string, now = new Date()): string {
  const at = new Date(instant);
  if (at.toDateString() === now.toDateString()) return times.format(at);
  return at.getFullYear() === now.getFullYear()
    ? `${days.format(at)}, ${times.format(at)}`
    : formatTime(instant);
}
