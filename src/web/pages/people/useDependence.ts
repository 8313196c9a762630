import { useQuery } from "@tanstack/react-query";
import type { AnnotatorStatistics } from "../../../contract/agreement.ts";
import { agreementQuery } from "../../client/queries/agreement.ts";

export type Dependence = AnnotatorStatistics["dependence"];

/** Whether each annotator's answers depend on what is in the image, by person; empty until computed. */
export function useDependence(project: string): ReadonlyMap<string, Dependence> {
  const { data } = useQuery(agreementQuery(project));
  return new Map(data?.report?.annotators.map(({ id, dependence }) => [id, dependence]));
}
