const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** What a label is called, and how probable it is on the image in question. */
interface Saying {
  nameOf: (label: number) => string;
  probabilityOf: (label: number) => number;
}

/** Why an image's only label is doubted. @param suggested -1 where nothing else is likelier */
export function explainLabelIssue(
  { given, suggested }: { given: number; suggested: number },
  { nameOf, probabilityOf }: Saying,
): string {
  const rival = suggested < 0 ? "" : `, ${nameOf(suggested)} ${percent(probabilityOf(suggested))}`;
  return `${nameOf(given)} has ${percent(probabilityOf(given))}${rival}`;
}

/** Why an image's set of labels is doubted. */
export function explainSetIssue(
  { wrong, missing }: { wrong: readonly number[]; missing: readonly number[] },
  { nameOf, probabilityOf }: Saying,
): string {
  return [
    ...wrong.map((label) => `${nameOf(label)} has ${percent(probabilityOf(label))}`),
    ...missing.map((label) => `${nameOf(label)} is not given and has ${percent(probabilityOf(label))}`),
  ].join("; ");
}
