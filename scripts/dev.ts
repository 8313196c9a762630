// The server on a data folder, and the pages from their sources, both reloading on change: `npm run dev`.
import { spawn } from "node:child_process";

const server = ["--watch-path=src", "src/cli/main.ts", "demo", "--port", "4400", ...process.argv.slice(2)];
const children = [
  spawn("node", server, { stdio: "inherit" }),
  spawn("vite", ["--config", "vite.config.ts"], { stdio: "inherit" }),
];
process.on("SIGINT", () => {});
for (const child of children) {
  child.on("exit", () => {
    for (const other of children) other.kill();
  });
}
