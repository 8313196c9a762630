import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useRef } from "react";
import type { SeenMaps } from "../../../contract/tasks/maps.ts";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { mapsQuery } from "../../client/queries/maps.ts";
import { words } from "../../words/words.ts";

const texts = words.annotate.stage;

interface Props {
  assignment: Pick<AssignmentView, "id" | "image">;
  label: number;
  name: string | undefined;
}

/** Pixels of the canvas along the image's longer side: the map is coarse. */
const longest = 280;
/** How dark the image gets where the model sees nothing of the label. */
const darkest = 0.55;

/** Where a model sees a label: the image stays light there, and is dimmed elsewhere. */
export function SeenMap({ assignment, label, name = words.labelSpace.unknown(label) }: Props) {
  const { data, error } = useQuery(mapsQuery(assignment.id));
  const canvas = useRef<HTMLCanvasElement>(null);
  const maps = data?.maps;
  const strengths = maps?.labels.find((one) => one.label === label)?.strengths;
  const { width, height } = assignment.image;
  const scale = longest / Math.max(width, height, 1);
  useLayoutEffect(() => {
    if (canvas.current && maps && strengths) paint(canvas.current, maps, strengths);
  });
  if (!data && !error) return null;
  return (
    <>
      {maps && strengths && (
        <canvas
          ref={canvas}
          width={Math.max(1, Math.round(width * scale))}
          height={Math.max(1, Math.round(height * scale))}
        />
      )}
      <p role="status">
        {error ? error.message : maps && strengths ? texts.seenBy(maps.model, name) : texts.notSeen(name)}
      </p>
    </>
  );
}

/** Dims the whole image, and applies the smoothed map to the part that the model saw. */
function paint(canvas: HTMLCanvasElement, { width, height, part }: SeenMaps, strengths: readonly number[]) {
  const context = canvas.getContext("2d");
  const small = document.createElement("canvas");
  small.width = width;
  small.height = height;
  const places = small.getContext("2d");
  if (!context || !places) return;
  const pixels = places.createImageData(width, height);
  for (const [at, strength] of strengths.entries())
    pixels.data[at * 4 + 3] = Math.round(255 * darkest * (1 - strength));
  places.putImageData(pixels, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = `rgb(0 0 0 / ${darkest})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const [left, top] = [part.left * canvas.width, part.top * canvas.height];
  const [wide, high] = [part.width * canvas.width, part.height * canvas.height];
  context.clearRect(left, top, wide, high);
  context.imageSmoothingQuality = "high";
  context.drawImage(small, left, top, wide, high);
}
