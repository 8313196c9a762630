import { createContext, useContext, useMemo } from "react";
import type { LabelWithExemplars } from "../../../contract/labels/labelSpace.ts";
import { type Kin, kinOf } from "../../../core/labels/kinOf.ts";
import { isOffered } from "../../client/queries/labelSpace.ts";

type Labels = ReadonlyMap<number, LabelWithExemplars>;
/** Finds the labels of the same kind, siblings first. */
export type FindKin = (label: LabelWithExemplars) => Kin<LabelWithExemplars>[];

const context = createContext<FindKin>(() => []);

export const KinProvider = context.Provider;
export const useKin = () => useContext(context);

/** Built when first called: most pages never need it. */
export function useKinOf(labels: Labels | undefined): FindKin {
  return useMemo(() => {
    let made: FindKin | undefined;
    return (label) => {
      made ??= kinOf([...(labels?.values() ?? [])].filter(isOffered));
      return made(label);
    };
  }, [labels]);
}
