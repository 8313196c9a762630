import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { signMessage } from "../../src/actions/webhooks/signMessage.ts";
import { openReleased } from "../made/openReleased.ts";
import { onBothDatabases } from "../onBothDatabases.ts";

const run = promisify(execFile);
const document = await readFile(join(import.meta.dirname, "../../docs/api.md"), "utf8");

/** The example in docs/api.md that is marked so. */
const exampleOf = (mark: string): string =>
  new RegExp(`^\`\`\`\\w+ ${mark}\\n(.*?)^\`\`\``, "ms").exec(document)?.[1] ?? "";

/** Whether the machine has a program; the examples are for those who have it. */
const has = (program: string, version = "--version") =>
  run(program, [version]).then(
    () => true,
    () => false,
  );

onBothDatabases("the examples of docs/api.md", (use) => {
  it("do what they say, as they stand there", async ({ skip }) => {
    const { url, project, token, close } = await openReleased(use(), ["read"]);
    const env = { ...process.env, MULTILABELFY: url, PROJECT: project, TOKEN: token };
    const options = { env, cwd: use().dataFolder };
    try {
      const script = join(use().dataFolder, "images.ts");
      await writeFile(script, exampleOf("typescript"));
      const images = await run(process.execPath, [script], options);
      expect(images.stdout.trim().split("\n").sort()).toEqual([
        expect.stringMatching(/^a\.jpg \S+/),
        expect.stringMatching(/^b\.jpg \S+/),
      ]);
      const [curl, python] = [await has("curl"), await has("python3")];
      if (curl) {
        const { stdout } = await run("sh", ["-c", exampleOf("curl")], options);
        expect(JSON.parse(stdout).images.total).toBe(2);
      }
      if (python) {
        const { stdout } = await run("python3", ["-c", exampleOf("python")], options);
        expect(stdout).toMatch(/^image,/);
      }
      skip(!curl || !python, "curl or Python is not here: their examples were not run");
    } finally {
      await close();
    }
  });
});

it("the checks of a signature in docs/api.md know a genuine message from a changed one", async ({ skip }) => {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-signature-"));
  const secret = `whsec_${Buffer.from("a key of thirty-two bytes, say.\0").toString("base64")}`;
  const body = '{"type":"webhook.test","data":{"key":"Käse/1.jpg"}}';
  const headers = signMessage(secret, { id: "msg_1", at: new Date(), body });
  const old = signMessage(secret, { id: "msg_1", at: new Date(Date.now() - 600_000), body });
  try {
    const script = join(folder, "verify.ts");
    const code = exampleOf("verify-typescript");
    const cases = JSON.stringify([
      [headers, body],
      [headers, `${body} `],
      [old, body],
    ]);
    const ask = `for (const [headers, body] of ${cases}) console.log(isGenuine(${JSON.stringify(secret)}, headers, body));`;
    await writeFile(script, code + ask);
    expect((await run(process.execPath, [script])).stdout.split("\n")).toEqual([
      "true",
      "false",
      "false",
      "",
    ]);

    const env = {
      ...{ ...process.env, SECRET: secret, ID: headers["webhook-id"] },
      ...{ TIMESTAMP: headers["webhook-timestamp"], SIGNATURE: headers["webhook-signature"] },
    };
    const [openssl, python] = [await has("openssl", "version"), await has("python3")];
    if (openssl) {
      const check = () => run("sh", ["-c", exampleOf("verify-sh")], { env, cwd: folder });
      await writeFile(join(folder, "body.json"), body);
      expect((await check()).stdout).toBe("genuine\n");
      await writeFile(join(folder, "body.json"), `${body} `);
      expect((await check()).stdout).toBe("changed\n");
    }
    if (python) {
      const lines = `import json\nfor headers, body in json.loads(${JSON.stringify(cases)}): print(is_genuine("${secret}", headers, body.encode()))`;
      const { stdout } = await run("python3", ["-c", `${exampleOf("verify-python")}\n${lines}`]);
      expect(stdout.split("\n")).toEqual(["True", "False", "False", ""]);
    }
    skip(!openssl || !python, "openssl or Python is not here: their examples were not run");
  } finally {
    await rm(folder, { recursive: true });
  }
});
