import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const places = [
  ...(process.env.PATH ?? "").split(":").flatMap((folder) => names.map((name) => join(folder, name))),
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium or Chrome on this machine; `MULTILABELFY_CHROMIUM` names another. */
export function findChromium(): string | undefined {
  const chosen = process.env.MULTILABELFY_CHROMIUM;
  return [...(chosen ? [chosen] : []), ...places].find((path) => existsSync(path));
}

/** Finds a Chromium, or installs Debian's where this process may. @throws Error saying the one line that helps */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Chromium for the browser tests (apt-get install chromium).");
    const quiet = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };
    spawnSync("apt-get", ["update", "-q"], quiet);
    spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], quiet);
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    "The browser tests need Chromium: run `sudo apt-get install chromium`, or set MULTILABELFY_CHROMIUM to the path of a Chrome or Chromium.",
  );
}
