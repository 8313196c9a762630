import type { ImagesOption } from "../../contract/releases/release.ts";
import type { DatasetFile, DatasetImages } from "./datasetFile.ts";

/** The images' own files, under their keys in a folder of the dataset ("" is the dataset itself). */
export async function* imageFiles(
  images: DatasetImages,
  option: ImagesOption,
  folder: string,
): AsyncGenerator<DatasetFile> {
  if (option === "none") return;
  for await (const { image, read, locate } of images()) {
    const path = folder === "" ? image : `${folder}/${image}`;
    if (option === "link") yield { path, link: locate() };
    else yield { path, body: readNow(read) };
  }
}

async function* readNow(read: () => Promise<Uint8Array>) {
  yield await read();
}
