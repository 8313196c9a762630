import { expect, test } from "vitest";
import { readTracing } from "./readTracing.ts";

const usual = { share: 1, followsParent: true };

test.each([
  [{}, undefined],
  [{ OTEL_SERVICE_NAME: "labels" }, undefined],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "" }, undefined],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318", OTEL_SDK_DISABLED: "true" }, undefined],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318", OTEL_TRACES_EXPORTER: "none" }, undefined],
  [{ OTEL_TRACES_EXPORTER: "otlp" }, { url: "http://localhost:4318/v1/traces", ...usual }],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://c:4318/" }, { url: "http://c:4318/v1/traces", ...usual }],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://c/in" }, { url: "https://c/in", ...usual }],
  [
    { OTEL_TRACES_EXPORTER: "otlp", OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.1" },
    { url: "http://localhost:4318/v1/traces", share: 0.1, followsParent: false },
  ],
])("%j is %j", (environment, settings) => {
  expect(readTracing(environment)).toEqual(settings);
});

test.each([
  [{ OTEL_TRACES_EXPORTER: "zipkin" }, "There are otlp and none"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://c", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }, "http/json"],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: "c:4318" }, "OTEL_EXPORTER_OTLP_ENDPOINT is no address"],
  [{ OTEL_TRACES_EXPORTER: "otlp", OTEL_TRACES_SAMPLER: "constructor" }, "There are always_on"],
  [
    { OTEL_TRACES_EXPORTER: "otlp", OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "10" },
    "a share from 0 to 1",
  ],
])("%j is refused in words", (environment, words) => {
  expect(() => readTracing(environment)).toThrow(words);
});
