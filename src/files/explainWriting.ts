import { Failure } from "../contract/failure.ts";
import { diskFull } from "../disk/diskFull.ts";
import { findReadOnly } from "../disk/findReadOnly.ts";

/**
 * Why a file could not be written, for a person; any other error as it is.
 *
 * @param file absolute path
 * @param needed bytes it takes, if known
 */
export function explainWriting(error: unknown, file: string, needed?: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  // When Node cannot make a folder on a read-only disk, it reports the parent as missing.
  switch (code === "ENOENT" && findReadOnly(file) === "disk" ? "EROFS" : code) {
    case "ENOSPC":
      return diskFull(file, needed);
    case "EDQUOT":
      return new Failure(
        "disk-full",
        `There is no room to write ${file}: this user's quota on its disk is used up. Make room there, then try again.`,
      );
    case "EFBIG":
      return new Failure(
        "disk-full",
        `${file} became larger than its disk allows for a file. Name a file on another disk.`,
      );
    case "EROFS":
      return new Failure(
        "unavailable",
        `${file} was not written: its disk is read-only. Mount it for writing, then try again.`,
      );
    case "EACCES":
    case "EPERM":
      return new Failure(
        "unavailable",
        `${file} was not written: this program may not write there. Give it the right to, then try again.`,
      );
    default:
      return error;
  }
}
