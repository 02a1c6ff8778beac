import { describe, expect, it } from 'vitest';
import { loadAssets } from '../../../src/pages/assets.ts';

const css = loadAssets()['almanac.css'].body.toString();

/** The tokens of colour that a block of the stylesheet sets. */
function tokens(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--almanac-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, k, v]) => [k!, v!]));
}

/** Relative luminance and contrast as WCAG 2.2 define them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

const [day, night] = css.split('@media (prefers-color-scheme: dark)').map(tokens);

describe.each([
  ['day', day!],
  ['night', night!],
])('the colours by %s', (_, colour) => {
  it.each(['paper', 'paper-sunk'])('are legible on %s', (ground) => {
    for (const text of ['ink', 'ink-soft', 'accent']) {
      expect(contrast(colour[text]!, colour[ground]!), text).toBeGreaterThanOrEqual(4.5);
    }
    for (const mark of ['data', 'world']) {
      expect(contrast(colour[mark]!, colour[ground]!), mark).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the stylesheet', () => {
  it('loads nothing, and shows where the focus is', () => {
    expect(css).not.toMatch(/url\(|@import|@font-face/);
    expect(css).toContain(':focus-visible');
  });

  it('of the reference takes its colours from tokens alone, and loads nothing', () => {
    expect(loadAssets()['reference.css'].body.toString()).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl|url\(|@import/i);
  });

  it('takes its colours from tokens alone', () => {
    const rules = css.slice(css.indexOf('*::before'));
    expect(rules).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/i);
  });
});
