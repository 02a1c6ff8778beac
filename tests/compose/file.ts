/** docker-compose.yml as its services' processes see it: interpolated, with the environment and the files that each is given. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';

export type Variables = Readonly<Record<string, string>>;

export interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  env_file?: string;
  secrets?: string[];
  volumes?: string[];
  profiles?: string[];
  mem_limit?: string;
  restart?: string;
  ports?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: string[] | Record<string, { condition: string }>;
}

export interface ComposeFile {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
}

export const COMPOSE = fileURLToPath(new URL('../../docker-compose.yml', import.meta.url));

/**
 * The file with its variables filled in (compose specification, "Interpolation": `${A}`, `${A:-default}`, `${A:?message}`).
 * @throws when a variable that has to be set is not
 */
export function readCompose(variables: Variables, text = readFileSync(COMPOSE, 'utf8')): ComposeFile {
  return fill(parse(text, { merge: true }), variables) as ComposeFile;
}

function fill(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return interpolate(value, variables);
  if (Array.isArray(value)) return value.map((each) => fill(each, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, variables)]));
}

function interpolate(text: string, variables: Variables): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest = '') => {
    const value = variables[name];
    if (value) return value;
    if (kind === '?') throw new Error(`${name} is not set: ${rest}`);
    return kind === '-' ? rest : '';
  });
}

/** What compose gives the processes of a service: its env_file, and over it its environment. */
export function environmentOf(service: Service, envFile: string): Record<string, string> {
  return { ...(service.env_file ? (parseEnv(envFile) as Record<string, string>) : {}), ...service.environment };
}
