import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { quoted } from "../fileFailure.ts";
import { imageName } from "./imageName.ts";

/**
 * The place of an image below its folder, as a manifest writes it: with "/" or "\\", relative, or absolute (also as a
 * `file://` address) if it lies below the folder.
 *
 * @param folder the images' folder, a real path
 * @returns the path in the form of `imageName`; or why it is refused
 */
export function manifestPath(written: string, folder: string): { path: string } | { refused: string } {
  const shown = quoted(written);
  const name = written.trim();
  if (!/^file:/i.test(name) && /^[a-z][a-z0-9+.-]+:\/\//i.test(name)) {
    return { refused: `${shown} is an address. Load the image into the folder and write its path.` };
  }
  const local = /^file:/i.test(name) ? pathOfAddress(name) : name;
  if (local === undefined) return { refused: `${shown} is an address of no file here. ${writeRelative}` };
  if (/\p{Cc}/u.test(local)) return { refused: `${shown} holds a control character. Take it out.` };
  const below = isAbsolute(local)
    ? relative(folder, local).split(sep).join("/")
    : local.replaceAll("\\", "/");
  if (/^(?:[a-z]:|\/)/i.test(below) || (isAbsolute(local) && below.split("/")[0] === "..")) {
    return { refused: `${shown} is an absolute path, and not below ${folder}. ${writeRelative}` };
  }
  const parts: string[] = [];
  for (const part of imageName(below).split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) {
        return { refused: `${shown} leads out of the images' folder by "..". Write a path inside of it.` };
      }
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  if (parts.length === 0) return { refused: "no image is named. Write its path, or take the row out." };
  return { path: parts.join("/") };
}

const writeRelative = "Write paths relative to the images' folder (--folder names another).";

function pathOfAddress(address: string): string | undefined {
  try {
    return fileURLToPath(address);
  } catch {
    return undefined;
  }
}
