/**
 * The one form in which names of any kind (images, labels, people) from any file are compared: Unicode NFC, without
 * surrounding white space.
 */
export const plainText = (written: string): string => written.trim().normalize("NFC");
