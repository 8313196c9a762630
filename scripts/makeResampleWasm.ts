// Writes src/inference/resampleWasm.ts of resample.wat; with --check, ends with 1 where it is not what it makes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import loadWabt from "wabt";

const folder = join(import.meta.dirname, "../src/inference");
const source = readFileSync(join(folder, "resample.wat"), "utf8");
const wabt = await loadWabt();
const parsed = wabt.parseWat("resample.wat", source, { simd: true });
const { buffer } = parsed.toBinary({ write_debug_names: false });
parsed.destroy();
const lines =
  Buffer.from(buffer)
    .toString("base64")
    .match(/.{1,100}/g) ?? [];
const text = `// Made by scripts/makeResampleWasm.ts of resample.wat.

/** A WebAssembly module, in base64. */
export const resampleWasm: string = [
${lines.map((line) => `  "${line}",`).join("\n")}
].join("");
`;
const target = join(folder, "resampleWasm.ts");
if (!process.argv.includes("--check")) writeFileSync(target, text);
else if (readFileSync(target, "utf8") !== text) {
  console.log(`${target} is not what resample.wat makes: run npm run make:wasm.`);
  process.exit(1);
}
