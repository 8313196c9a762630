// Builds the web pages to dist/web; with --all, also what is installed: the program beside them in dist, and the types
// of what other programs import. In the repository Node runs the TypeScript as it is.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { buildProgram } from "./buildProgram.ts";

const dist = join(import.meta.dirname, "../dist");

if (process.argv.includes("--all")) {
  // A file whose source is gone would be packed.
  for (const name of existsSync(dist) ? readdirSync(dist) : [])
    if (!name.startsWith("web")) rmSync(join(dist, name), { recursive: true });
  await buildProgram(dist);
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/typescript-native/bin/tsc", "-p", "tsconfig.declarations.json"],
    { cwd: join(dist, ".."), stdio: "inherit" },
  );
  if (status !== 0) process.exit(status ?? 1);
}

// A test that builds the pages tests what people get.
process.env.NODE_ENV = "production";

// Servers and other builds may be at work: they see the pages as they were until the new ones are whole.
const outDir = join(dist, `../.cache/web-${process.pid}`);
await build({ configFile: "vite.config.ts", logLevel: "warn", build: { outDir } });

// What shows the API to people: the viewer's own files, as its package has them, and ours.
const reference = join(outDir, "reference");
cpSync(join(import.meta.dirname, "../src/web/reference"), reference, { recursive: true });
const viewer = join(dirname(fileURLToPath(import.meta.resolve("@fastify/swagger-ui"))), "static");
for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"])
  copyFileSync(join(viewer, file), join(reference, file));

// The service worker comes after: it has to know every file of the version it holds.
const files = readdirSync(outDir, { recursive: true, encoding: "utf8" })
  .map((file) => `/${file.replaceAll("\\", "/")}`)
  .filter(
    (file) =>
      /\.\w+$/.test(file) &&
      !["/index.html", "/licenses.md"].includes(file) &&
      !file.startsWith("/reference/"),
  )
  .sort();
const page = readFileSync(join(outDir, "index.html"), "utf8");
const entry = /\/assets\/[\w-]+\.js/.exec(page)?.[0];
const version = createHash("sha256")
  .update(page + files.join())
  .digest("hex")
  .slice(0, 16);
await build({
  configFile: false,
  logLevel: "warn",
  define: { __SHELL__: JSON.stringify({ version, files, entry }) },
  publicDir: false,
  build: {
    outDir,
    emptyOutDir: false,
    target: "es2023",
    rolldownOptions: {
      input: join(import.meta.dirname, "../src/web/offline/serviceWorker.ts"),
      output: { entryFileNames: "serviceWorker.js" },
    },
  },
});

const pages = join(dist, "web");
const former = `${outDir}-former`;
mkdirSync(dist, { recursive: true });
if (existsSync(pages)) renameSync(pages, former);
renameSync(outDir, pages);
rmSync(former, { recursive: true, force: true });
