import { type GraphView, operatorOf } from "./graphView.ts";

const passing = new Set(["Identity", "Cast", "Reshape", "Flatten", "Squeeze"]);
/** Between a length and the division by it: against a division by zero, and to make shapes equal. */
const ofLength = new Set(["Clip", "Max", "Expand", "Cast", "Identity", "Add", "Unsqueeze", "Reshape"]);
const maxSteps = 20;

/** Goes back along the first inputs, through operators that change nothing here. */
function originOf(view: GraphView, name: string, through: ReadonlySet<string>) {
  let maker = view.makerOf(name);
  for (let steps = 0; maker && through.has(operatorOf(maker) ?? "") && steps < maxSteps; steps++)
    maker = view.makerOf(maker.input[0] ?? "");
  return maker;
}

/** Whether an output is a vector that its last nodes scale to length 1, as an image tower's may be. */
export function isScaledToUnit(view: GraphView, output: string): boolean {
  const last = originOf(view, output, passing);
  const operator = last && operatorOf(last);
  if (operator === "LpNormalization") return (last?.attribute.find(({ name }) => name === "p")?.i ?? 2) === 2;
  if (operator !== "Div") return false;
  const length = originOf(view, last?.input[1] ?? "", ofLength);
  return length !== undefined && operatorOf(length) === "ReduceL2";
}
