import { expect, test } from "vitest";
import { explainRuntime } from "./explainRuntime.ts";

test.each([
  [
    "Load model failed:Fatal error: GlobalMysteryPool(-1) is not a registered function/op",
    "it uses the operator GlobalMysteryPool",
  ],
  [
    "/onnxruntime/core/graph/model.cc:181 Unsupported model IR version: 99, max supported IR version: 11",
    "its IR version is 99, and the runtime reads up to 11",
  ],
  [
    "ONNX Runtime only *guarantees* support for models stamped with official released onnx opset versions. Opset 99 is under development and support for this is limited.",
    "its operator set 99 is newer",
  ],
  [
    "Could not find an implementation for Round(11) node with name 'r'",
    "no implementation of its operator Round",
  ],
  [
    "Non-zero status code returned while running Add node. Name:'sum' Status Message: axis == 1 || axis == largest was false",
    "something went wrong at the node “sum”. Export",
  ],
  ["std::bad_alloc", "not enough memory"],
  ["what nobody has seen before", "something went wrong. Export"],
])("says what “%s” means, and none of its words", (text, meaning) => {
  const message = explainRuntime(text, "something went wrong");
  expect(message).toContain(meaning);
  expect(message).not.toMatch(/onnxruntime|Status|std::|registered|guarantees/);
});
