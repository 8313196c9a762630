// Runs the benchmarks, or the one that is named: `npm run bench`, `npm run bench -- proposals`.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { cpus } from "node:os";

const all = readdirSync("test/bench")
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -".ts".length));
const [name, ...args] = process.argv.slice(2);
if (name !== undefined && !all.includes(name)) {
  console.error(`There is no benchmark "${name}". There are: ${all.join(", ")}.`);
  process.exit(2);
}

console.log(
  `${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
);
for (const bench of name === undefined ? all : [name]) {
  console.log(`\n${bench}`);
  const { status } = spawnSync("node", [`test/bench/${bench}.ts`, ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
