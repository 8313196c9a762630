import type { MantineColorScheme } from "@mantine/core";

/** Puts the scheme on the page before anything is drawn, so that a dark page never flashes white. */
export function applyColorScheme(scheme: MantineColorScheme) {
  const dark = scheme === "dark" || (scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
}
