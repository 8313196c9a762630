// Builds the web pages to dist/web. The server and the command line need no build: Node runs their TypeScript.
import { build } from "vite";

await build({ configFile: "vite.config.ts", logLevel: "warn" });
