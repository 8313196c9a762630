/** Labels whose names are not known, as while the label space loads. */
export const labelSpace = {
  unknown: (label: number) => `label ${label}`,
};
