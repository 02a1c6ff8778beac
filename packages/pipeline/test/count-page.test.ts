import { expect, test } from 'vitest';
import { countPage } from '../src/jobs/reach.ts';

const page = (items: number, total: number | null, next: string | null = null) => ({
  items: Array.from({ length: items }),
  total,
  next,
});
const WHOLE = { partial: false };

/** Whether each of these pages adds up with those before it. */
function verdicts(pages: ReturnType<typeof page>[], options = WHOLE): boolean[] {
  let before: Parameters<typeof countPage>[0] = null;
  return pages.map((one) => {
    const { counted, addsUp } = countPage(before, one, options);
    before = counted;
    return addsUp;
  });
}

test('pages that show as many items as the site says add up', () => {
  expect(verdicts([page(72, 100, '/2/'), page(28, 100)])).toEqual([true, true]);
  expect(verdicts([page(0, 0)])).toEqual([true]);
});

test('a count that changes on the way, or another number of items in the end, does not', () => {
  expect(verdicts([page(72, 100, '/2/'), page(27, 99)])).toEqual([true, false]);
  expect(verdicts([page(72, 100, '/2/'), page(27, 100)])).toEqual([true, false]);
  expect(verdicts([page(72, 100, '/2/'), page(29, 101)])).toEqual([true, false]);
  expect(verdicts([page(72, 100)])).toEqual([false]);
});

test('a page without a count says nothing against the others', () => {
  expect(verdicts([page(72, null, '/2/'), page(28, null)])).toEqual([true, true]);
  expect(verdicts([page(72, 100, '/2/'), page(28, null)])).toEqual([true, true]);
  expect(verdicts([page(72, 100, '/2/'), page(27, null)])).toEqual([true, false]);
});

test('where only some of the counted are shown, the count may just not change', () => {
  const partial = { partial: true };
  expect(verdicts([page(72, 300, '/2/'), page(8, 300)], partial)).toEqual([true, true]);
  expect(verdicts([page(72, 300, '/2/'), page(8, 299)], partial)).toEqual([true, false]);
});
