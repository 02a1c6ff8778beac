/** What ajv found, in words for the person who sent the request. */
import { editDistance, type ProblemField } from '@cohort-almanac/core';
import type { ErrorObject } from 'ajv';
import { pointerSteps } from './document.ts';

/** Longer than any name that someone may have mistyped. */
const LONGEST_NAME = 64;

/** One field a fault; a place that fails several alternatives at once is told once each. */
export function describeFaults(
  where: ProblemField['in'],
  errors: readonly ErrorObject[] | null | undefined,
): ProblemField[] {
  return (errors ?? []).map((error) => {
    const { place, message } = describe(error);
    return { in: where, name: where === 'body' ? place : nameOf(place), message };
  });
}

/** `/genre/0` → `genre`: a parameter is known by its name, whichever of its values is at fault. */
function nameOf(pointer: string): string {
  return pointerSteps(pointer)[0] ?? '';
}

function describe(error: ErrorObject): { place: string; message: string } {
  const here = error.instancePath;
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return { place: `${here}/${params.missingProperty}`, message: 'is missing' };
    case 'additionalProperties':
      return {
        place: `${here}/${params.additionalProperty}`,
        message: unknownName(params.additionalProperty, fieldsOf(error)),
      };
    case 'enum':
      return { place: here, message: `must be one of: ${params.allowedValues.join(', ')}` };
    case 'const':
      return { place: here, message: `must be ${JSON.stringify(params.allowedValue)}` };
    default:
      return { place: here, message: error.message ?? `fails "${error.keyword}"` };
  }
}

function fieldsOf({ parentSchema }: ErrorObject): string[] {
  return Object.keys((parentSchema?.properties as object | undefined) ?? {});
}

/** Says that a name is unknown, and which known one may have been meant. */
export function unknownName(name: string, known: readonly string[]): string {
  if (name.length > LONGEST_NAME) return 'is unknown';
  const nearest = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const near = nearest && nearest.distance <= Math.max(2, Math.floor(name.length / 4));
  return near ? `is unknown; did you mean "${nearest.candidate}"?` : 'is unknown';
}
