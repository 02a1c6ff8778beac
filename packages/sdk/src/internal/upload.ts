/** Files to send, in whatever form they are at hand. */
import { UsageError } from '../core/errors.ts';

/** A file: of a form (`File`), in memory (`Blob`, `Buffer`, `Uint8Array`, `ArrayBuffer`), or, not in browsers, by its path. */
export type FileInput = Blob | Uint8Array | ArrayBuffer | string;

interface Host {
  process?: {
    getBuiltinModule?(name: 'fs'): { promises: { readFile(path: string): Promise<Uint8Array<ArrayBuffer>> } };
  };
}

/** A form with the fields, and the file as its last part. Throws `UsageError` when a path can't be read. */
export async function fileForm(
  { file, filename }: { file: FileInput; filename?: string | undefined },
  fields: Record<string, string | number | boolean | undefined> = {},
): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, `${value}`);
  let content = file;
  let name = filename;
  if (typeof file === 'string') {
    const fs = (globalThis as Host).process?.getBuiltinModule?.('fs');
    if (!fs) {
      throw new UsageError('A path can only be read in Node (20.16 or later), Deno and Bun. Give a File or a Blob.');
    }
    content = await fs.promises.readFile(file);
    name ??= file.split(/[\\/]/).pop();
  }
  const blob = content instanceof Blob ? content : new Blob([content as Uint8Array<ArrayBuffer>]);
  name ??= blob instanceof File ? blob.name : 'export.zip';
  form.append('file', blob, name);
  return form;
}
