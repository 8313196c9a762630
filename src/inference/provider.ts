import { listSupportedBackends } from "onnxruntime-node";
import { Failure } from "../contract/failure.ts";

/** What a model can run on: any processor; NVIDIA's, Apple's, and Windows' way to graphics cards. */
export const providers = ["cpu", "cuda", "coreml", "dml"] as const;
export type Provider = (typeof providers)[number];

const needs: Record<Provider, string> = {
  cpu: "",
  cuda: "CUDA needs Linux on x64 with an NVIDIA card, CUDA 12, cuDNN 9, and onnxruntime-node's CUDA libraries",
  coreml: "CoreML needs macOS",
  dml: "DirectML needs Windows",
};

/** @throws Failure `wrong-usage` where the runtime was built without the provider on this machine */
export function checkProvider(provider: Provider): void {
  const known = listSupportedBackends().map(({ name }) => name);
  if (known.includes(provider)) return;
  const here = providers.filter((name) => known.includes(name)).join(", ");
  throw new Failure(
    "wrong-usage",
    `The runtime on this machine cannot use ${provider}: it has ${here}. ${needs[provider]}. Leave --provider out to ` +
      "use the processor.",
  );
}
