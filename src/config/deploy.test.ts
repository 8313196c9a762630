import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { settingNames, settingOf, variableOf } from "./settings.ts";

const folder = new URL("../../deploy/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

interface Service {
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  depends_on?: Record<string, unknown> | string[];
}

test("what is shipped to run the program sets settings that there are", () => {
  const known = settingNames.flatMap((name) =>
    settingOf(name).isSecret ? [variableOf(name), `${variableOf(name)}_FILE`] : [variableOf(name)],
  );
  const named = readdirSync(folder).flatMap((name) =>
    /^secrets$/.test(name) ? [] : (read(name).match(/MULTILABELFY_[A-Z0-9_]+/g) ?? []),
  );
  expect(named).toContain("MULTILABELFY_DATABASE_URL_FILE");
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
});

interface Manifest {
  kind: string;
  metadata: { name: string };
  spec?: {
    replicas?: number;
    selector?: { matchLabels?: Record<string, string> } & Record<string, unknown>;
    template?: { metadata: { labels: Record<string, string> } };
  };
}

test("manifests for Kubernetes choose pods that they make, and read secrets that their head has made", () => {
  const text = read("kubernetes.yaml");
  const manifests = parseAllDocuments(text).map((document) => document.toJS() as Manifest);
  const pods = manifests.flatMap(({ kind, spec }) =>
    kind === "Deployment" ? [spec!.template!.metadata.labels] : [],
  );
  const isMade = (labels: Record<string, unknown>) =>
    pods.some((pod) => Object.entries(labels).every(([name, value]) => pod[name] === value));
  for (const { kind, metadata, spec } of manifests) {
    const { matchLabels, ...labels } = spec?.selector ?? {};
    expect([kind, metadata.name, isMade(matchLabels ?? labels)]).toEqual([kind, metadata.name, true]);
  }
  const made = [...text.matchAll(/--from-literal=([\w-]+)=/g)].map(([, name]) => name);
  const used = [...text.matchAll(/\/run\/secrets\/multilabelfy\/([\w-]+)|key: ([\w-]+) \}/g)];
  expect(new Set(used.map(([, file, key]) => file ?? key))).toEqual(new Set(made));
});

test("services of the compose file use what it defines", () => {
  const { services, secrets, volumes } = parse(read("compose.yaml"), { merge: true }) as {
    services: Record<string, Service>;
    secrets: Record<string, { file: string }>;
    volumes: Record<string, unknown>;
  };
  const made = read("make-secrets.sh");
  for (const { file } of Object.values(secrets)) expect(made).toContain(file.split("/").at(-1));
  for (const [name, service] of Object.entries(services)) {
    for (const secret of service.secrets ?? [])
      expect([name, Object.keys(secrets)]).toEqual([name, expect.arrayContaining([secret])]);
    for (const volume of service.volumes ?? [])
      if (!volume.startsWith("./")) expect(Object.keys(volumes)).toContain(volume.split(":")[0]);
    const needed = service.depends_on ?? [];
    for (const other of Array.isArray(needed) ? needed : Object.keys(needed))
      expect(Object.keys(services)).toContain(other);
    for (const [variable, value] of Object.entries(service.environment ?? {}))
      if (value.startsWith("/run/secrets/"))
        expect([variable, service.secrets]).toEqual([
          variable,
          expect.arrayContaining([value.slice("/run/secrets/".length)]),
        ]);
  }
});
