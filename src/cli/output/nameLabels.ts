import { findLabelSpace } from "../../files/labelSpaces/findLabelSpace.ts";

/** How labels of a file are named in a label space, found by index or key. */
export interface LabelNames {
  /** undefined where there is no label space, or the label is not in it. */
  find(label: string): string | undefined;
  /** For people: the label as written, and its name where there is one. */
  show(label: string): string;
}

/** @param labelSpace the name of a built-in label space, or a file's path; without it labels have no names */
export async function nameLabels(labelSpace: string | undefined): Promise<LabelNames> {
  const labels = labelSpace === undefined ? [] : (await findLabelSpace(labelSpace)).labels;
  const byKey = new Map(labels.map(({ key, name }) => [key, name]));
  const find = (label: string) =>
    (/^\d+$/.test(label) ? labels[Number(label)]?.name : undefined) ?? byKey.get(label);
  return {
    find,
    show: (label) => {
      const name = find(label);
      return name === undefined ? label : `${label} ${name}`;
    },
  };
}
