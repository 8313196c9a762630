/** The library ships no types. */
declare module "seek-bzip" {
  const bzip: {
    /** Unpacks a whole bzip2 file. @throws if it is damaged, or does not fit into `output` */
    decode(packed: Uint8Array, output: Buffer): Buffer;
  };
  export default bzip;
}
