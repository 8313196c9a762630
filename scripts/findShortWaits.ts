// Lists where a test waits for less than a minute for something to happen: on a busy machine, it would fail for the machine's
// sake. Ends with 1 if there are any. How long something must not happen is another question (a pause, say).
import ts from "typescript";
import { findInSources } from "./findInSources.ts";

const least = 60_000;
/** What waits a second unless it is told otherwise, and what waits a minute (vitest.config.ts). */
const [impatient, patient] = [/^vi\.wait(For|Until)$/, /^expect\.poll$|\.setDefaultTimeout$/];

/** Milliseconds that the call names; undefined where it names none. */
function readTimeout(call: ts.CallExpression): number | undefined {
  for (const [at, argument] of call.arguments.entries()) {
    const named = ts.isObjectLiteralExpression(argument)
      ? argument.properties.find((one) => one.name?.getText() === "timeout")
      : argument;
    const value = named && (ts.isPropertyAssignment(named) ? named.initializer : named);
    if (value && ts.isNumericLiteral(value)) return Number(value.text);
    // What stands elsewhere is not looked up.
    if (at > 0 && ts.isIdentifier(argument)) return 0;
  }
  return undefined;
}

findInSources(
  [],
  (node) => {
    if (!ts.isCallExpression(node)) return false;
    const name = node.expression.getText();
    if (impatient.test(name)) return (readTimeout(node) ?? 0) < least;
    return patient.test(name) && (readTimeout(node) ?? least) < least;
  },
  "Wait for a minute: only what never happens takes that long.",
  ["src/**/*.test.{ts,tsx}", "src/**/testing/*.ts", "test/**/*.ts"],
);
