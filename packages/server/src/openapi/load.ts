/** Finds and reads the contract. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ContractDocument } from './document.ts';

/** Built, it lies beside the bundle; in source, at the root of the repository. */
const PLACES = ['./assets/openapi.yaml', '../../../../openapi.yaml'];

export interface ContractSource {
  /** The document as it was written, comments included. */
  text: string;
  document: ContractDocument;
}

/** Reads openapi.yaml. Throws when it is in neither place. */
export function loadContract(): ContractSource {
  const file = PLACES.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));
  if (!file) throw new Error(`openapi.yaml is missing; looked in ${PLACES.join(' and ')} from ${import.meta.url}`);
  return readContract(readFileSync(file, 'utf8'));
}

/** Reads a contract from its text. */
export function readContract(text: string): ContractSource {
  return { text, document: parse(text) as ContractDocument };
}
