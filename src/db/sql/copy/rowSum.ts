import { createHash } from "node:crypto";

const modulus = 2n ** 256n;

/**
 * A sum of rows that is the same in whatever order they come, because databases give them in different ones: that of
 * the rows' SHA-256, as numbers, modulo 2^256.
 */
export class RowSum {
  rows = 0;
  #sum = 0n;

  /** @param line a row as JSON */
  add(line: string): void {
    this.rows++;
    this.#sum = (this.#sum + BigInt(`0x${createHash("sha256").update(line).digest("hex")}`)) % modulus;
  }

  /** 64 hexadecimal digits. */
  get sum(): string {
    return this.#sum.toString(16).padStart(64, "0");
  }
}
