// Builds the web pages to dist/web. The server and the command line need no build: Node runs their TypeScript.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

// A test that builds the pages tests what people get.
process.env.NODE_ENV = "production";

await build({ configFile: "vite.config.ts", logLevel: "warn" });

// The service worker comes after: it has to know every file of the version it holds.
const outDir = join(import.meta.dirname, "../dist/web");
const files = readdirSync(outDir, { recursive: true, encoding: "utf8" })
  .map((file) => `/${file.replaceAll("\\", "/")}`)
  .filter((file) => /\.\w+$/.test(file) && file !== "/index.html")
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
