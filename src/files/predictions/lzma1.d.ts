/** What the library exports; its own types are its sources, which are not as strict as ours. */

/** Unpacks a whole file of LZMA. @throws where it is damaged; what is cut off comes out shorter */
export function decompress(packed: Uint8Array): Uint8Array;
