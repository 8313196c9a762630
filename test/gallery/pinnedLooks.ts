import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const fonts = join(import.meta.dirname, "../../node_modules/dejavu-fonts-ttf/ttf");
const pinned = [
  "DejaVuSans",
  "DejaVuSans-Bold",
  "DejaVuSans-Oblique",
  "DejaVuSansMono",
  "DejaVuSansMono-Bold",
];

/**
 * A browser that knows one family of letters alone, and tells times in UTC: pages look alike on every machine with Linux.
 *
 * @returns its environment
 */
export function pinLooks(): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), "multilabelfy-fonts-"));
  for (const name of pinned) copyFileSync(join(fonts, `${name}.ttf`), join(folder, `${name}.ttf`));
  const file = join(folder, "fonts.conf");
  const families = ["system-ui", "sans-serif"].map((family) => [family, "DejaVu Sans"]);
  const aliases = [...families, ["monospace", "DejaVu Sans Mono"]].map(
    ([family, known]) =>
      `<alias binding="strong"><family>${family}</family><prefer><family>${known}</family></prefer></alias>`,
  );
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><cachedir>${folder}</cachedir>${aliases.join("")}</fontconfig>`,
  );
  return { FONTCONFIG_FILE: file, TZ: "UTC" };
}
