const moments = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** An instant in the reader's own time zone: "21 Nov 2026, 10:57". */
export const formatTime = (instant: string) => moments.format(new Date(instant));
