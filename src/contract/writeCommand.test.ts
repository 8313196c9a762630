import { expect, test } from "vitest";
import { writeCommand } from "./writeCommand.ts";

const line = { program: "bin/multilabelfy", options: "", needsProject: false };

test("a command names the data folder where it must, and the project where there are several", () => {
  expect(writeCommand(line, "propose", "cats")).toBe("bin/multilabelfy propose");
  expect(writeCommand({ ...line, options: " --data /srv/x", needsProject: true }, "propose", "cats")).toBe(
    "bin/multilabelfy propose --data /srv/x --project cats",
  );
  expect(writeCommand({ ...line, needsProject: true }, "users list")).toBe("bin/multilabelfy users list");
});

test("names are safe to paste", () => {
  expect(writeCommand({ ...line, needsProject: true }, "propose", "Bo's cats; rm -rf")).toBe(
    "bin/multilabelfy propose --project 'Bo'\\''s cats; rm -rf'",
  );
});
