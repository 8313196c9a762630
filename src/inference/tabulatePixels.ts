import { Float16Array as PortedFloat16Array } from "@petamoriken/float16";
import type { ModelCard } from "../contract/models/modelCard.ts";

// Node has it from version 24 on.
const HalfFloats = globalThis.Float16Array ?? (PortedFloat16Array as unknown as Float16ArrayConstructor);

export const tensorArrays = {
  float32: Float32Array,
  float16: HalfFloats,
  float64: Float64Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
};

export type TensorData = InstanceType<(typeof tensorArrays)[ModelCard["input"]["type"]]>;

const bounds: Partial<Record<ModelCard["input"]["type"], [number, number]>> = {
  uint8: [0, 255],
  int8: [-128, 127],
  uint16: [0, 65_535],
  int16: [-32_768, 32_767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 53), 2 ** 53],
};

/** Rounds half to even, as Python does. */
export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

/**
 * What each of the 256 values of a channel's pixels becomes in the tensor, in the float32 steps of the reference; in a
 * whole-numbered type it is rounded, and held within the type's bounds.
 */
export function tabulatePixels(
  { input: { type }, preprocessing }: Pick<ModelCard, "input" | "preprocessing">,
  channel: number,
): (number | bigint)[] {
  const mean = Math.fround(preprocessing.mean[channel]!);
  const std = Math.fround(preprocessing.std[channel]!);
  const [low, high] = bounds[type] ?? [];
  return Array.from({ length: 256 }, (_, value) => {
    const ranged = preprocessing.range === 1 ? Math.fround(value / 255) : value;
    const prepared = Math.fround(Math.fround(ranged - mean) / std);
    if (low === undefined || high === undefined) return prepared;
    const whole = Math.min(Math.max(roundHalfToEven(prepared), low), high);
    return type === "int64" ? BigInt(whole) : whole;
  });
}
