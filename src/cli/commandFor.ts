export const defaultDataFolder = "./multilabelfy-data";

/** A command as a person types it next, on the same data folder. */
export function commandFor(command: string, { data }: { data: string }): string {
  const folder = /^[\w./~-]+$/.test(data) ? data : `'${data.replaceAll("'", `'\\''`)}'`;
  return `multilabelfy ${command}${data === defaultDataFolder ? "" : ` --data ${folder}`}`;
}
