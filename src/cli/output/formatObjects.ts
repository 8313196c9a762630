import type { ObjectsEvaluation } from "../../core/classify/evaluateOnObjects.ts";
import type { EvaluatedShare } from "../../core/evaluation/evaluatedNumbers.ts";
import { formatCount, formatTable, percent, range } from "./output.ts";

const cells = ({ share, interval }: EvaluatedShare) => [percent(share), range(interval)];

/** What models see where images hold several objects, for people. */
export function formatObjects({ several, images, originalIsMain, randomObject, models }: ObjectsEvaluation) {
  const of = (read: (model: ObjectsEvaluation["models"][number]) => EvaluatedShare) =>
    models[0] ? ` of ${read(models[0]).total}` : "";
  const heads = [
    `one object${of(({ onOne }) => onOne)}`,
    `several${of(({ onSeveral }) => onSeveral)}`,
    `any object${of(({ anyObject }) => anyObject)}`,
    "its top label",
    `main label${of(({ mainLabel }) => mainLabel)}`,
  ].flatMap((head) => [head, "95 % interval"]);
  const { count, total } = originalIsMain;
  return [
    `  ${formatCount(several, "image")} of ${images} with several objects; the original label names the main one on ${count} of ${total} (${percent(originalIsMain.share)})`,
    `  top-1 by the original label on images with one object and with several; by any label of any object, and by the label that most people gave one, on those with several (a random object is the original label's on ${percent(randomObject)}); by the main label`,
    formatTable([
      ["model", ...heads],
      ...models.map(({ model, onOne, onSeveral, anyObject, anyObjectTop, mainLabel }) => [
        model,
        ...[onOne, onSeveral, anyObject, anyObjectTop, mainLabel].flatMap(cells),
      ]),
    ]),
  ].join("\n");
}
