import { createContext, useContext, useMemo } from "react";
import type { LabelWithExemplars } from "../../contract/labelSpace.ts";
import { nearestLabels } from "../../core/nearestLabels.ts";

type Labels = ReadonlyMap<number, LabelWithExemplars>;
/** The labels most nearly of the same kind as one, the nearest first. */
export type NearLabels = (label: LabelWithExemplars, most: number) => LabelWithExemplars[];

const context = createContext<NearLabels>(() => []);

export const NearLabelsProvider = context.Provider;
export const useNearLabels = () => useContext(context);

/** Made when it is first asked for: most pages never need it. */
export function useNearLabelsOf(labels: Labels | undefined): NearLabels {
  return useMemo(() => {
    let made: NearLabels | undefined;
    return (label, most) => {
      made ??= nearestLabels(labels?.values() ?? []);
      return made(label, most);
    };
  }, [labels]);
}
