/** The colours of a drawn poster: a few inks that belong together, around one hue. */

/**
 * An OKLCH colour as `#rrggbb`. Lightness 0–1, chroma 0–0.4, hue in degrees; chroma is lowered until the colour can be
 * shown. OKLCH is used because equal lightness looks equally light in every hue, so contrast does not depend on the hue.
 * Source: Björn Ottosson, "A perceptual color space for image processing", 2020.
 */
function oklch(lightness: number, chroma: number, hue: number): string {
  const angle = (hue * Math.PI) / 180;
  for (let c = chroma; ; c -= 0.01) {
    const rgb = linearRgb(lightness, Math.max(c, 0) * Math.cos(angle), Math.max(c, 0) * Math.sin(angle));
    if (c <= 0 || rgb.every((v) => v >= -0.0005 && v <= 1.0005)) return `#${rgb.map(hexByte).join('')}`;
  }
}

function linearRgb(lightness: number, a: number, b: number): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function hexByte(linear: number): string {
  const v = Math.min(1, Math.max(0, linear));
  const encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, '0');
}

/** `ground` and `text` carry the lettering; the rest is for shapes, which lie on `field`. */
export interface Inks {
  ground: string;
  text: string;
  field: string;
  /** The main shape, the second, the small bright accent, and the darkest or lightest for details. */
  main: string;
  second: string;
  spark: string;
  detail: string;
}

const PAPER = '#fbf8f1';
const INK = '#1f1b16';

/** Four printings of one hue: by night, in full colour, on tinted paper, and a bright picture over a dark foot. */
export const PRINTINGS: readonly ((hue: number, turn: number) => Inks)[] = [
  (hue, turn) => ({
    ground: oklch(0.27, 0.07, hue),
    text: PAPER,
    field: oklch(0.27, 0.07, hue),
    main: oklch(0.72, 0.16, hue + turn),
    second: oklch(0.48, 0.13, hue),
    spark: PAPER,
    detail: oklch(0.16, 0.04, hue),
  }),
  (hue, turn) => ({
    ground: oklch(0.76, 0.15, hue),
    text: INK,
    field: oklch(0.76, 0.15, hue),
    main: oklch(0.28, 0.08, hue + turn),
    second: oklch(0.55, 0.18, hue + turn),
    spark: PAPER,
    detail: INK,
  }),
  (hue, turn) => ({
    ground: oklch(0.92, 0.045, hue),
    text: INK,
    field: oklch(0.92, 0.045, hue),
    main: oklch(0.58, 0.19, hue),
    second: oklch(0.34, 0.09, hue + turn),
    spark: oklch(0.82, 0.14, hue + 60),
    detail: INK,
  }),
  (hue, turn) => ({
    ground: oklch(0.3, 0.09, hue),
    text: PAPER,
    field: oklch(0.82, 0.12, hue + turn),
    main: oklch(0.3, 0.09, hue),
    second: oklch(0.6, 0.18, hue),
    spark: PAPER,
    detail: INK,
  }),
];
