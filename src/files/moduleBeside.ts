import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The module `name` in the folder of another one, for a worker or a child process: TypeScript where the program runs
 * from its sources, JavaScript where it was compiled. An import needs no help; the compiler rewrites it.
 *
 * @param url the asking module's `import.meta.url`
 * @param name without extension
 */
export const moduleBeside = (url: string, name: string): URL =>
  new URL(`./${name}${extname(fileURLToPath(url))}`, url);
