import { combineIntervals } from "../../stats/intervals/combineIntervals.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { wilsonInterval } from "../../stats/intervals/shares/wilsonInterval.ts";

const dayMs = 24 * 3600 * 1000;
const weeksShown = 8;

/** An image that at least two people answered. */
export interface AnsweredImage {
  /** Of the last of its answers, UTC: "2026-11-21". */
  day: string;
  /** All of them chose the same labels. */
  isAlike: boolean;
}

export interface AgreementOfWeek {
  /** First and last day. */
  from: string;
  to: string;
  images: number;
  alike: number;
}

/**
 * How many images' people chose the same labels, by weeks that end today, the newest first.
 *
 * @returns `change`: the 95 % interval of this week's share less that of the week before (Newcombe), treating images as
 * independent; null where either has no image
 */
export function agreementByWeek(
  images: readonly AnsweredImage[],
  today: string,
): { weeks: AgreementOfWeek[]; change: Interval | null } {
  const weeks = Array.from({ length: weeksShown }, (_, back) => {
    const from = daysBefore(today, 7 * back + 6);
    const to = daysBefore(today, 7 * back);
    const some = images.filter(({ day }) => day >= from && day <= to);
    return { from, to, images: some.length, alike: some.filter(({ isAlike }) => isAlike).length };
  });
  return { weeks, change: findChange(weeks[0]!, weeks[1]!) };
}

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);

function findChange(now: AgreementOfWeek, before: AgreementOfWeek): Interval | null {
  const [ofNow, ofBefore] = [now, before].map(({ alike, images }) => wilsonInterval(alike, images));
  if (!ofNow || !ofBefore) return null;
  return combineIntervals([
    { weight: 1, value: now.alike / now.images, interval: ofNow },
    { weight: -1, value: before.alike / before.images, interval: ofBefore },
  ]);
}
