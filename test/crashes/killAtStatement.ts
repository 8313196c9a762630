// Loaded before the program (`node --import`): it ends itself by SIGKILL right before the statement of that number in
// KILL_AT_STATEMENT, as if somebody had killed it at that moment; it writes to COUNT_STATEMENTS how many there were.
import { writeFileSync } from "node:fs";
import Sqlite from "sqlite-driver";

const at = Number(process.env.KILL_AT_STATEMENT ?? Number.POSITIVE_INFINITY);
const countFile = process.env.COUNT_STATEMENTS;
// The program's own processes are not what is counted.
const isProgram = /cli.main\.[jt]s$/.test(process.argv[1] ?? "");
let count = 0;

function announced<Run extends (...args: never[]) => unknown>(run: Run) {
  return function (this: unknown, ...args: Parameters<Run>): unknown {
    if (++count >= at) process.kill(process.pid, "SIGKILL");
    return run.apply(this, args);
  };
}

if (isProgram) {
  const probe = new Sqlite(":memory:");
  const statement = Object.getPrototypeOf(probe.prepare("select 1"));
  probe.close();
  for (const name of ["run", "all", "get", "iterate"]) statement[name] = announced(statement[name]);
  Sqlite.prototype.exec = announced(Sqlite.prototype.exec) as typeof Sqlite.prototype.exec;
  process.once("exit", () => {
    if (countFile !== undefined) writeFileSync(countFile, String(count));
  });
}
