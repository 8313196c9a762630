/** Where traces of requests are sent, and how many of them. */
export interface TracingSettings {
  url: string;
  /** Share of requests traced when nothing in front has decided. */
  share: number;
  /** Whether a proxy's decision is followed. */
  followsParent: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const samplers: Record<string, { share?: number; followsParent: boolean }> = {
  always_on: { share: 1, followsParent: false },
  always_off: { share: 0, followsParent: false },
  traceidratio: { followsParent: false },
  parentbased_always_on: { share: 1, followsParent: true },
  parentbased_always_off: { share: 0, followsParent: true },
  parentbased_traceidratio: { followsParent: true },
};

/**
 * OpenTelemetry's own variables, as in its specification. Others (headers, time limits, the service's
 * name) its library reads itself.
 *
 * @returns undefined if traces are off, as they are by default
 * @throws Error naming the variable that requests something unsupported
 */
export function readTracing(environment: Environment): TracingSettings | undefined {
  const read = (name: string) => environment[name] || undefined;
  const exporter = read("OTEL_TRACES_EXPORTER");
  const base = read("OTEL_EXPORTER_OTLP_ENDPOINT");
  const whole = read("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
  if (read("OTEL_SDK_DISABLED")?.toLowerCase() === "true" || exporter === "none") return undefined;
  if (exporter !== undefined && exporter !== "otlp")
    throw new Error(`OTEL_TRACES_EXPORTER is ${exporter}. There are otlp and none.`);
  if (exporter === undefined && base === undefined && whole === undefined) return undefined;
  for (const name of ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"]) {
    const protocol = read(name);
    if (protocol !== undefined && protocol !== "http/json")
      throw new Error(
        `${name} is ${protocol}. Traces are sent as http/json, which a collector takes at its HTTP port (4318): set that, or nothing.`,
      );
  }
  const url = whole ?? `${(base ?? "http://localhost:4318").replace(/\/$/, "")}/v1/traces`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Error(
      `${whole ? "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" : "OTEL_EXPORTER_OTLP_ENDPOINT"} is no address that begins with http:// or https://.`,
    );
  return { url, ...readSampler(read) };
}

function readSampler(read: (name: string) => string | undefined) {
  const name = read("OTEL_TRACES_SAMPLER") ?? "parentbased_always_on";
  const sampler = Object.hasOwn(samplers, name) ? samplers[name] : undefined;
  if (!sampler)
    throw new Error(`OTEL_TRACES_SAMPLER is ${name}. There are ${Object.keys(samplers).join(", ")}.`);
  if (sampler.share !== undefined) return { share: sampler.share, followsParent: sampler.followsParent };
  const share = Number(read("OTEL_TRACES_SAMPLER_ARG") ?? 1);
  if (!(share >= 0 && share <= 1)) throw new Error("OTEL_TRACES_SAMPLER_ARG must be a share from 0 to 1.");
  return { share, followsParent: sampler.followsParent };
}
