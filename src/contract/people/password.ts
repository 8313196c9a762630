/** Number of characters in a password. */
export const passwordLength = { min: 12, max: 128 };
