/** Why an export was refused. Nothing of it has been stored then. */

export type ImportErrorCode =
  /** There is no such file or folder, or it can't be read. */
  | 'not_found'
  | 'not_a_zip'
  /** The ZIP ends before its directory of files. */
  | 'truncated'
  /** The ZIP contradicts itself: sizes, checksums or structure are wrong. */
  | 'damaged'
  | 'encrypted'
  /** A compression other than deflate. */
  | 'unsupported'
  /** A file, or all together, would unpack to more than the limits. */
  | 'too_large'
  /** A file would unpack to far more than text can: a ZIP bomb. */
  | 'too_compressed'
  | 'too_many_entries'
  /** A path that is absolute, leads out of the archive, occurs twice, or is no plain file. */
  | 'bad_path'
  /** There is no ratings.csv: it is not an account export. */
  | 'no_ratings'
  /** Not UTF-8. */
  | 'bad_encoding'
  /** A file lacks columns that every export has. */
  | 'bad_header'
  /** Neither the export nor the caller says whose it is. */
  | 'no_member';

/** An export that can't be taken in; the message says why and what to do. */
export class ImportError extends Error {
  constructor(
    readonly code: ImportErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ImportError';
  }
}
