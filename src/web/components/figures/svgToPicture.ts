import { words } from "../../words/words.ts";
/**
 * A figure as a PNG, sharp on high-resolution screens and in print: two pixels per unit, black on white.
 *
 * @param svg a whole SVG document that loads nothing
 * @throws Error if the browser cannot draw it
 */
export async function svgToPicture(
  svg: string,
  { width, height }: { width: number; height: number },
  scale = 2,
): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error(words.failures.noCanvas);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!picture) throw new Error(words.failures.noPng);
  return picture;
}
