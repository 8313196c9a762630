const units = ["B", "kB", "MB", "GB", "TB"];

/** 1,234,567 gives "1.2 MB"; never with more digits than are meaningful. */
export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  // 999.6 would read "1,000".
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}
