import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { askOutside, findOutside } from "./askOutside.ts";
import { isReachable, readNetwork } from "./networks.ts";

const named = (names: Record<string, string[]>) => async (host: string) =>
  (names[host] ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

it.each([
  ["127.0.0.1", "10.1.1.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"],
  ["192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.88.99.1"],
  ["::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1"],
  // IPv4 in other notations.
  ["::ffff:127.0.0.1", "::ffff:a00:1", "::7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1"],
  ["not an address", ""],
])("keeps to the Internet: not %s, ...", (...addresses) => {
  expect(addresses.filter((address) => isReachable(address, []))).toEqual([]);
});

it("reaches the Internet, and what is allowed beside it", () => {
  for (const address of ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
    expect(isReachable(address, [])).toBe(true);
  const allowed = ["10.1.0.0/16", "192.168.1.5", "fd00::/8"].map(readNetwork);
  for (const address of ["10.1.2.3", "::ffff:10.1.2.3", "192.168.1.5", "fd12::1"])
    expect(isReachable(address, allowed)).toBe(true);
  for (const address of ["10.2.0.1", "192.168.1.6", "127.0.0.1", "fe80::1"])
    expect(isReachable(address, allowed)).toBe(false);
});

it.each([
  "http://127.0.0.1/x",
  "http://2130706433/x",
  "http://0x7f.1/",
  "https://[::1]/",
  "https://[::ffff:7f00:1]/",
  "https://inside.example/",
  "https://both.example/",
])("refuses %s", async (url) => {
  const resolve = named({
    "127.0.0.1": ["127.0.0.1"],
    "::1": ["::1"],
    "::ffff:7f00:1": ["::ffff:7f00:1"],
    "inside.example": ["10.0.0.5"],
    "both.example": ["8.8.8.8", "10.0.0.5"],
  });
  await expect(findOutside(url, { networks: [], resolve })).rejects.toThrow("is in a private network");
});

it.each([
  ["ftp://example.org/", "begins with https://"],
  ["file:///etc/passwd", "begins with https://"],
  ["not an address", "begins with https://"],
  ["https://user:secret@example.org/", "no user and no password"],
  ["https://nowhere.example/", "no server of this name"],
  ["http://example.org/", "must begin with https://"],
])("refuses %s: %s", async (url, why) => {
  const resolve = named({ "example.org": ["8.8.8.8"] });
  await expect(findOutside(url, { networks: [], resolve })).rejects.toThrow(why);
});

it("connects to the address that was checked, whatever the name stands for then; follows nobody elsewhere", async () => {
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    asked.push(`${request.headers.host} ${request.url}`);
    reply.writeHead(302, { location: "http://169.254.169.254/" }).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  // The second answer would lead elsewhere.
  const answers = [["127.0.0.1"], ["8.8.8.8"]];
  const resolve = () => named({ x: answers.shift() ?? [] })("x");
  const reply = await askOutside(
    { networks: [readNetwork("127.0.0.0/8")], resolve },
    {
      url: `http://changing.example:${port}/x`,
      method: "GET",
      headers: {},
      signal: AbortSignal.timeout(5000),
    },
  );
  reply.destroy();
  server.close();
  expect(reply.statusCode).toBe(302);
  expect(asked).toEqual([`changing.example:${port} /x`]);
  expect(answers).toHaveLength(1);
});
