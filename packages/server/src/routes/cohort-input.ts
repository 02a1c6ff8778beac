/** What a caller may leave out when creating a cohort. */
import type { CohortDefinition, CohortParameters } from '@cohort-almanac/db';
import type { Schemas } from '../openapi/types.ts';

/** A whole definition. Names in small letters, without those given twice; list paths without outer slashes. */
export function definitionOf({
  seeds = [],
  lists = [],
  members = [],
  exclusions = [],
}: Schemas['DefinitionCreate']): CohortDefinition {
  return {
    seeds: seeds.map(({ username, relation, depth = 1, include_seed = false }) => ({
      username: username.toLowerCase(),
      relation,
      depth,
      include_seed,
    })),
    lists: unique(lists.map((path) => path.toLowerCase().replace(/^\/|\/$/g, ''))),
    members: unique(members.map((name) => name.toLowerCase())),
    ...(exclusions.length > 0 && { exclusions: unique(exclusions.map((name) => name.toLowerCase())) }),
  };
}

/** The parameters that are set; null is the same as leaving one out. */
export function parametersOf(given: Schemas['ParameterOverridesCreate']): CohortParameters {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'number'));
}

const unique = (values: string[]): string[] => [...new Set(values)];
