import { expect, test } from "vitest";
import { isOfThisMachine } from "./isOfThisMachine.ts";

test("Addresses that lead every machine to itself are known", () => {
  const hosts = ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "labels.localhost"];
  expect(hosts.filter((host) => !isOfThisMachine(new URL(`http://${host}/`).hostname))).toEqual([]);
  const others = ["labels.example.org", "192.168.1.5", "localhost.example.org", "128.0.0.1"];
  expect(others.filter(isOfThisMachine)).toEqual([]);
});
