/** The library's exports; its own types are its sources, which do not pass this project's strict checks. */

/** Unpacks a whole LZMA file. @throws if it is damaged; a truncated one comes out shorter */
export function decompress(packed: Uint8Array): Uint8Array;
