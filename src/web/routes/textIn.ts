/** What an address says by this name, where it is text. */
export const textIn = (search: Record<string, unknown>, name: string) =>
  typeof search[name] === "string" ? search[name] : undefined;
