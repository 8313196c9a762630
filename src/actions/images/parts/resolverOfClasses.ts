import type { LabelResolver } from "../../labels/resolveLabel.ts";

/**
 * Resolves the labels of a dataset that numbers its classes itself: a number is the class of that number, which is
 * found by its name among the project's labels. Where the dataset's classes are the project's labels in the same order,
 * a number is an index, so that names shared by two labels do no harm.
 *
 * @param classes names by number; undefined where the dataset does not say what its numbers mean
 */
export function resolverOfClasses(
  classes: readonly string[] | undefined,
  resolveLabel: LabelResolver,
): LabelResolver {
  if (!classes || classes.length === 0) return resolveLabel;
  const meanings = classes.map((name) => resolveLabel(name));
  const isSameOrder =
    meanings.every((meaning, index) =>
      meaning === undefined ? resolveLabel.explain?.(classes[index]!) !== undefined : meaning.label === index,
    ) && resolveLabel(String(classes.length - 1))?.rule === "index";
  if (isSameOrder) return resolveLabel;
  const numberOf = (written: string) => (/^\s*\d+\s*$/.test(written) ? Number(written) : undefined);
  const resolve: LabelResolver = (written) => {
    const number = numberOf(written);
    return number === undefined ? resolveLabel(written) : meanings[number];
  };
  resolve.explain = (written) => {
    const name = classes[numberOf(written) ?? -1];
    return name === undefined
      ? resolveLabel.explain?.(written)
      : `the dataset's class “${name}”, which is no label of the project, or several`;
  };
  return resolve;
}
