// How far labels can be trusted, and what that costs in votes: each check with its goal, what was measured and a verdict.
//
//   npm run bench:trust
import { researchData } from "../researchData.ts";
import { benchAsking } from "./parts/trustAsking.ts";
import { benchCalibration } from "./parts/trustCalibration.ts";
import { benchCertified } from "./parts/trustCertified.ts";
import { benchDrift } from "./parts/trustDrift.ts";
import { benchExperts } from "./parts/trustExperts.ts";
import { benchRanking } from "./parts/trustRanking.ts";
import { benchReplay } from "./parts/trustReplay.ts";
import { benchRulings } from "./parts/trustRulings.ts";
import type { Row } from "./protocols.ts";

const print = (rows: readonly Row[]) => {
  for (const { goal, measured, verdict } of rows)
    console.log(`${verdict.padEnd(6)}  ${goal}\n        ${measured}`);
};
print(benchDrift());
if (!researchData) {
  console.log(
    "Left out: the published answers are missing (test/researchData.ts says where they are looked for).",
  );
  process.exit(0);
}
for (const bench of [
  benchCalibration,
  benchReplay,
  benchAsking,
  benchCertified,
  benchExperts,
  benchRanking,
  benchRulings,
]) {
  print(await bench(researchData));
}
