import { readdir } from "node:fs/promises";
import type { Endpoint } from "../../src/contract/endpoint.ts";

const contract = new URL("../../src/contract/", import.meta.url);

/** Every endpoint of the contract with the name it has there, whichever room it stands in. */
export async function listEndpoints(): Promise<{ name: string; endpoint: Endpoint }[]> {
  const files = (await readdir(contract, { recursive: true })).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const modules = await Promise.all(
    files.map(
      async (file) =>
        (await import(new URL(file.replaceAll("\\", "/"), contract).href)) as Record<string, unknown>,
    ),
  );
  return modules
    .flatMap((module) => Object.entries(module))
    .filter(([, value]) => {
      const { method, path, reply } = Object(value) as Partial<Endpoint>;
      return method !== undefined && path !== undefined && reply !== undefined;
    })
    .map(([name, value]) => ({ name, endpoint: value as Endpoint }));
}
