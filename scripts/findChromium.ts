import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Chromium without its windows: the same pages for two thirds of the work. */
const shell = "chromium-headless-shell";
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const folders = (process.env.PATH ?? "").split(":");
const places = [
  ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const chosen = process.env.MULTILABELFY_CHROMIUM;
const findFirst = (paths: readonly string[]) => paths.find((path) => existsSync(path));
const findShell = () => findFirst(folders.map((folder) => join(folder, shell)));

/** The path of a Chromium or Chrome on this machine; `MULTILABELFY_CHROMIUM` names another. */
export function findChromium(): string | undefined {
  return (chosen ? findFirst([chosen]) : undefined) ?? findShell() ?? findFirst(places);
}

/**
 * Finds a Chromium, or installs Debian's where this process may: without its windows, if that is to be had.
 *
 * @throws Error saying the one line that helps
 */
export function ensureChromium(): string {
  if (!chosen && !findShell()) install(shell);
  if (!findChromium()) {
    apt("update");
    install(shell);
  }
  if (!findChromium()) install("chromium");
  const found = findChromium();
  if (found) return found;
  throw new Error(
    "The browser tests need Chromium: run `sudo apt-get install chromium`, or set MULTILABELFY_CHROMIUM to the path of a Chrome or Chromium.",
  );
}

function install(name: string): void {
  if (apt("install", "-y", "--no-install-recommends", name))
    console.log(`Installed ${name} for the browser tests.`);
}

/** @returns whether it was done; false where there is no Debian, or somebody else must do it */
function apt(command: string, ...options: string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  return spawnSync("apt-get", [command, "-q", ...options], { stdio: "ignore" }).status === 0;
}
