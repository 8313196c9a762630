// Prints "N passed, N failed, N skipped" from a test report, and fails where research data is at hand and a test of
// it was skipped all the same.
import { existsSync, readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const text = file && existsSync(file) ? readFileSync(file, "utf8") : "";
if (text === "") {
  console.log("The tests did not run to their end.");
  process.exit(1);
}
const report = JSON.parse(text);
const skipped = report.testResults
  .flatMap((suite) => suite.assertionResults)
  .filter((test) => test.status === "skipped" || test.status === "pending" || test.status === "todo");
const dataFolder = new URL("../../shared/data", import.meta.url);
if (skipped.length > 0) console.log(`Skipped:\n${skipped.map((test) => `  ${test.fullName}`).join("\n")}`);
const hidden = existsSync(dataFolder) ? skipped.length : 0;
if (hidden > 0) console.log("The research data is here, so no test may be skipped.");
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped.length} skipped`);
process.exit(hidden > 0 || report.numFailedTests > 0 ? 1 : 0);
