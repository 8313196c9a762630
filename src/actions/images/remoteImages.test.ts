import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { readNetwork } from "../../files/remote/networks.ts";
import { importImages } from "./importImages.ts";

const photo = await readFile(join(import.meta.dirname, "../../../samples/photos/clownfish.jpg"));

onSqlite("a list of images from the web", (use) => {
  let server: Server;
  let host: string;
  let asked: string[] = [];
  let whenAsked = () => {};
  let project: string;
  const outside = { networks: [readNetwork("127.0.0.1")] };

  beforeAll(async () => {
    server = createServer((request, reply) => {
      asked.push(request.url!);
      whenAsked();
      if (request.url === "/gone.jpg") reply.writeHead(404).end();
      else if (request.url === "/moved.jpg") reply.writeHead(302, { location: "http://10.0.0.1/" }).end();
      else if (request.url === "/page.jpg") reply.end("<html>not here</html>");
      else reply.end(photo);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  beforeEach(async () => {
    asked = [];
    ({ project } = await makeProject(use(), { images: {} }));
  });

  const load = async (rows: string[], more: object = { outside }) => {
    const source = join(use().dataFolder, `list-${project}.csv`);
    await writeFile(source, `image,label\n${rows.map((row) => `${row}\n`).join("")}`);
    return importImages(use(), { project, source, ...more });
  };
  const keys = async () =>
    (await use().db.selectFrom("image").select("key").where("projectId", "=", project).execute())
      .map(({ key }) => key)
      .sort();

  it("is loaded, once, and what cannot be had is told row by row", async () => {
    const rows = [
      `http://${host}/cat/1.jpg?size=big,1`,
      `http://${host}/cat/1.jpg?size=small,1`,
      `http://${host}/my%20photo,2`,
      ...["gone", "moved", "page"].map((name) => `http://${host}/${name}.jpg,0`),
      "https://10.0.0.1/secret.jpg,0",
    ];
    const report = await load(rows);
    expect(report).toMatchObject({ registered: 3, alreadyThere: 0 });
    const reasons = report.refused.map(({ file, reason }) => `${file.replace(/: .*\//, ": ")}: ${reason}`);
    expect(reasons).toEqual([
      "row 5: gone.jpg: The server answered 404.",
      "row 6: moved.jpg: The server leads elsewhere (302): write the address http://10.0.0.1/.",
      "row 7: page.jpg: What the server sends is no image.",
      expect.stringMatching(/^row 8: secret\.jpg: 10\.0\.0\.1 is in a private network/),
    ]);
    const below = host.replace(":", "_");
    expect(await keys()).toEqual([
      expect.stringMatching(new RegExp(`^${below}/cat/1~[0-9a-f]{8}\\.jpg$`)),
      expect.stringMatching(new RegExp(`^${below}/cat/1~[0-9a-f]{8}\\.jpg$`)),
      `${below}/my photo`,
    ]);
    const stored = await use()
      .db.selectFrom("importRoot")
      .select("path")
      .where("projectId", "=", project)
      .execute();
    const { path } = stored.at(-1)!;
    expect((await use().storage.within(path).stat(`${below}/my photo`))?.bytes).toBe(photo.length);

    asked = [];
    expect(await load(rows)).toMatchObject({ registered: 0, alreadyThere: 3 });
    expect(asked.sort()).toEqual(["/gone.jpg", "/moved.jpg", "/page.jpg"]);
  });

  it("may be a text file with an address on each line", async () => {
    const source = join(use().dataFolder, `list-${project}.txt`);
    await writeFile(source, `http://${host}/cat/1.jpg?a=//b\nhttp://${host}/2.jpg\n`);
    expect(await importImages(use(), { project, source, outside })).toMatchObject({
      registered: 2,
      refused: [],
    });
    expect(asked.sort()).toEqual(["/2.jpg", "/cat/1.jpg?a=//b"]);
  });

  it("goes on where it was interrupted", async () => {
    const rows = Array.from({ length: 12 }, (_, at) => `http://${host}/${at}.jpg,1`);
    const stopping = new AbortController();
    whenAsked = () => {
      if (asked.length > 6) stopping.abort();
    };
    await expect(load(rows, { outside, signal: stopping.signal })).rejects.toThrow();
    whenAsked = () => {};
    expect(await keys()).toEqual([]);
    const before = asked.length;
    expect(await load(rows)).toMatchObject({ registered: 12 });
    expect(asked.length - before).toBeLessThan(12);
  });

  it("is refused where nobody allowed it, and whole before anything is loaded where a row is wrong", async () => {
    const row = `http://${host}/1.jpg`;
    await expect(load([`${row},1`], {})).rejects.toThrow("MULTILABELFY_REMOTE_IMAGES=yes");
    await expect(load([`${row},no such label`])).rejects.toMatchObject({ code: "unknown-label" });
    await expect(load([`${row},1`, "local.jpg,1"])).rejects.toThrow(/row 3.*local.jpg.*is no address/);
    expect(asked).toEqual([]);
  });
});
