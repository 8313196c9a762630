// Prints "N passed, N failed, N skipped" from a test report, and fails where research data is at hand and a test of
// it was skipped all the same.
import { existsSync, readFileSync } from "node:fs";
import { researchData } from "../test/researchData.ts";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

const [file] = process.argv.slice(2);
const text = file && existsSync(file) ? readFileSync(file, "utf8") : "";
if (text === "") {
  console.log("The tests did not start: see the lines above.");
  console.log("0 passed, 1 failed, 0 skipped");
  process.exit(1);
}
const report = JSON.parse(text) as Report;
const tests = report.testResults.flatMap((suite) => suite.assertionResults);
const skipped = tests.filter(({ status }) => !["passed", "failed"].includes(status));
// A file that fails before its first test has no test that could fail.
const brokenFiles = report.testResults.filter(
  (suite) => suite.status === "failed" && !suite.assertionResults.some(({ status }) => status === "failed"),
);

if (skipped.length > 0) console.log(`Skipped:\n${skipped.map(({ fullName }) => `  ${fullName}`).join("\n")}`);
// Tests that need it say so in their names.
const hidden = skipped.filter(
  ({ fullName }) => researchData !== undefined && /research data/i.test(fullName),
).length;
if (hidden > 0) console.log("The research data is here, so no test that uses it may be skipped.");
const failed = report.numFailedTests + brokenFiles.length;
console.log(`${report.numPassedTests} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(hidden > 0 || failed > 0 ? 1 : 0);
