import { isHttpsOrLocal } from "../config/settings.ts";

/** Says aloud that whoever is between a browser and this server can read passwords and change pages. */
export function warnOfPlainHttp(host: string, publicUrl: string | undefined): void {
  const isOpen = !isHttpsOrLocal(`http://${host.includes(":") ? `[${host}]` : host}`);
  if (!isOpen || publicUrl?.startsWith("https:")) return;
  console.error(
    `Warning: others reach this server at ${host}, and nothing is encrypted on the way: whoever is between can read passwords and act as the people who sign in. Put a proxy with HTTPS in front, and set MULTILABELFY_PUBLIC_URL to its https:// address.`,
  );
}
