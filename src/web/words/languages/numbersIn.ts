/** How long something takes, in parts: "1", "h", "20", "min". */
interface Units {
  hours: string;
  minutes: string;
  seconds: string;
  /** Less than a second. */
  none: string;
  /** Between a number and its unit, and between two of these. */
  spaces: readonly [inside: string, between: string];
}

/**
 * Numbers and counts of a language, by the platform's own Intl: it knows the plural rules (CLDR) and the digits of all
 * of ours, so that a library would only be a second copy.
 *
 * @param tag as Intl and `lang` want it: "ko", "zh-Hans"
 * @param forms which form goes with each plural category of the language
 */
export function numbersIn(
  tag: string,
  forms: Partial<Record<Intl.LDMLPluralRule, "one" | "several">>,
  units: Units,
) {
  const digits = new Intl.NumberFormat(tag);
  const rules = new Intl.PluralRules(tag);

  /** 1234 as the language writes it. */
  const count = (value: number) => digits.format(value);
  /** The form that goes with a count. */
  const plural = (value: number, one: string, several: string) =>
    forms[rules.select(value)] === "one" ? one : several;
  /** The count with its form: "1.234 Bilder". */
  const countOf = (value: number, one: string, several: string) =>
    `${count(value)} ${plural(value, one, several)}`;

  const [inside, between] = units.spaces;
  const join = (...parts: readonly [value: number, unit: string][]) =>
    parts.flatMap(([value, unit]) => (value === 0 ? [] : [`${count(value)}${inside}${unit}`])).join(between);
  /** Milliseconds: "12 s", "1 min 20 s", "3 h 20 min", as components/format/formatDuration has them. */
  function duration(milliseconds: number): string {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 1) return units.none;
    if (seconds < 600) return join([Math.floor(seconds / 60), units.minutes], [seconds % 60, units.seconds]);
    const minutes = Math.round(seconds / 60);
    return join([Math.floor(minutes / 60), units.hours], [minutes % 60, units.minutes]);
  }

  return { tag, forms, count, plural, countOf, duration };
}
