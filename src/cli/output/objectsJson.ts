import type { ModelOnObjects, ObjectsEvaluation } from "../../core/classify/evaluateOnObjects.ts";
import { reasonsOf, shareJson } from "./modelJson.ts";
import { withReasons } from "./withReasons.ts";

/** What models see where images hold several objects, as `evaluate --json` prints it. */
export function objectsJson({ images, several, originalIsMain, randomObject, models }: ObjectsEvaluation) {
  const ofData = { original_is_main: originalIsMain };
  return withReasons(
    {
      images,
      several,
      ...shareJson("original_is_main", originalIsMain),
      random_object: randomObject,
      models: models.map(modelOnObjectsJson),
    },
    { ...reasonsOf(ofData), random_object: "no image has several objects" },
  );
}

function modelOnObjectsJson(model: ModelOnObjects) {
  const shares = {
    top1_one_object: model.onOne,
    top1_several_objects: model.onSeveral,
    any_object: model.anyObject,
    any_object_top_label: model.anyObjectTop,
    main_label: model.mainLabel,
    top1_other_main_object: model.onOtherMain,
  };
  const values = Object.entries(shares).map(([name, share]) => shareJson(name, share));
  return withReasons({ model: model.model, ...Object.assign({}, ...values) }, reasonsOf(shares));
}
