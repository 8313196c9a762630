/** What follows a last layer and changes only how its numbers are written, or their scale for a whole image. */
export const scoreForms = [
  "Identity",
  "Cast",
  "Softmax",
  "LogSoftmax",
  "Sigmoid",
  "Reshape",
  "Flatten",
  "Squeeze",
] as const;
