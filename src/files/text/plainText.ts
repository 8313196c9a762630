/**
 * The one form in which names of any kind (images, labels, people) are compared, wherever a file writes them: Unicode
 * NFC, without white space around them.
 */
export const plainText = (written: string): string => written.trim().normalize("NFC");
