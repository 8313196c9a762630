import { type Command, Option } from "commander";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { type Provider, providers } from "../../inference/provider.ts";
import { modelSize, wholeNumber } from "./options.ts";

/** The options that say how a model is run. */
export interface RunFlags {
  workers?: number;
  threads?: number;
  batchSize?: number;
  provider?: Provider;
  /** Seconds. */
  imageTimeout?: number;
  /** Seconds. */
  loadTimeout?: number;
  /** Bytes. */
  maxModelSize?: number;
}

export function addRunOptions(command: Command): Command {
  return command
    .option(
      "--workers <number>",
      "copies of the model that run at once (default: one per core)",
      wholeNumber(1, 256),
    )
    .option("--threads <number>", "cores for each copy (default: 1)", wholeNumber(1, 256))
    .option(
      "--batch-size <number>",
      "images that a copy takes at once (default: 1, as fast as any on a processor; a graphics card wants more)",
      wholeNumber(1, 1024),
    )
    .addOption(
      new Option("--provider <name>", "what runs the model (default: cpu, the processor)").choices(providers),
    )
    .option(
      "--image-timeout <seconds>",
      "give an image up after this time (default: 60)",
      wholeNumber(1, 86_400),
    )
    .option(
      "--load-timeout <seconds>",
      "give the model up where loading takes longer (default: 300)",
      wholeNumber(1, 86_400),
    )
    .option(...modelSize);
}

/** What was given, as the classifier wants it. */
export function readRunOptions({
  workers,
  threads,
  batchSize,
  provider,
  imageTimeout,
  loadTimeout,
  maxModelSize,
}: RunFlags): Partial<RunOptions> {
  return {
    ...(workers !== undefined && { workers }),
    ...(threads !== undefined && { threads }),
    ...(batchSize !== undefined && { batchSize }),
    ...(provider !== undefined && { provider }),
    ...(imageTimeout !== undefined && { imageTimeout: imageTimeout * 1000 }),
    ...(loadTimeout !== undefined && { loadTimeout: loadTimeout * 1000 }),
    ...(maxModelSize !== undefined && { maxModelBytes: maxModelSize }),
  };
}
