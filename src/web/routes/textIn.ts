/** The value of this name in an address, if it is text. */
export const textIn = (search: Record<string, unknown>, name: string) =>
  typeof search[name] === "string" ? search[name] : undefined;
