import { queryOptions } from "@tanstack/react-query";
import { getImageMap, type ImageMap } from "../../../contract/images/imageMap.ts";
import { call } from "../call.ts";

/** A map ready to be drawn: numbers by image. */
export interface DrawnMap extends Pick<ImageMap, "model" | "size" | "images" | "embedded" | "ids" | "keys"> {
  /** [images, 2], from 0 to 1 */
  positions: Float32Array;
  statuses: Uint8Array;
  outcomes: Uint8Array;
  originals: readonly number[];
  finals: readonly number[];
  findings: Uint8Array | null;
}

/** Asks again while it is being computed. */
export const imageMapQuery = (project: string, withAudit: boolean) =>
  queryOptions({
    queryKey: ["images", project, "map", withAudit],
    queryFn: async ({ signal }) => {
      const query = withAudit ? { audit: "yes" as const } : {};
      const { map, ...made } = await call(getImageMap, { params: { project }, query, signal });
      return { ...made, map: map && toDrawn(map) };
    },
    refetchInterval: ({ state: { data } }) =>
      data && (!data.map || !data.isCurrent || (withAudit && !data.map.findings)) ? 3_000 : false,
    staleTime: 10_000,
  });

function toDrawn({ places, statuses, outcomes, findings, seed: _, ...map }: ImageMap): DrawnMap {
  const bytes = toBytes(places);
  const positions = Float32Array.from(
    { length: bytes.length / 2 },
    (_, at) => (bytes[2 * at]! + 256 * bytes[2 * at + 1]!) / 65_535,
  );
  return {
    ...map,
    positions,
    statuses: toBytes(statuses),
    outcomes: toBytes(outcomes),
    findings: findings === null ? null : toBytes(findings),
  };
}

const toBytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
