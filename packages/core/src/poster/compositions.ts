/**
 * A small grammar of cut-paper pictures: discs, half discs, wedges, bars. Each composition draws on a stage of 200 by 200
 * units that stands on its lower edge; shapes may leave it, the stage cuts them off.
 */
import type { Inks } from './colour.ts';

/** A source of numbers in [0, 1), the same for the same film. */
export type Chance = () => number;
type Composition = (inks: Inks, chance: Chance) => string;

const at = (value: number) => String(Math.round(value * 10) / 10);
const rect = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" fill="${fill}"/>`;
const disc = (x: number, y: number, r: number, fill: string) =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="${at(r)}" fill="${fill}"/>`;
const path = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`;
/** A polygon through x, y, x, y … */
const shape = (points: readonly number[], fill: string) =>
  `<polygon points="${points.map(at).join(' ')}" fill="${fill}"/>`;
const turned = (degrees: number, x: number, y: number, content: string) =>
  `<g transform="rotate(${at(degrees)} ${at(x)} ${at(y)})">${content}</g>`;
const mirrored = (content: string) => `<g transform="matrix(-1 0 0 1 200 0)">${content}</g>`;
/** Half a disc; turned by 0 it lies on its flat side. */
const half = (x: number, y: number, r: number, degrees: number, fill: string) =>
  turned(degrees, x, y, path(`M${at(x - r)} ${at(y)}a${at(r)} ${at(r)} 0 0 1 ${at(2 * r)} 0Z`, fill));
const series = (count: number, draw: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => draw(i)).join('');
const between = (chance: Chance, low: number, high: number) => low + chance() * (high - low);
const oneOf = <T>(chance: Chance, values: readonly [T, ...T[]]): T => values[Math.floor(chance() * values.length)]!;

/** A low sun behind slats of sea. */
const sunset: Composition = ({ field, main, second, spark }, chance) => {
  const x = between(chance, 70, 130);
  const slats = series(5, (i) => rect(0, 92 + i * 17, 200, 3 + i * 2.6, field));
  const boat = between(chance, 20, 150);
  const sail = shape([boat, 168, boat + 26, 168, boat + 9, 128], spark);
  return disc(x, 92, 70, main) + slats + rect(-10, 172, 220, 38, second) + sail;
};

/** An eye, with lashes like rays. */
const eye: Composition = ({ main, second, spark, detail }, chance) => {
  const look = between(chance, -24, 24);
  const lashes = series(9, (i) => turned(-64 + i * 16, 100, 150, shape([95, 62, 105, 62, 100, 4], second)));
  const lens = path('M8 112Q100 14 192 112Q100 210 8 112Z', spark);
  return `${lashes}${lens}${disc(100 + look, 112, 42, main)}${disc(100 + look, 112, 20, detail)}${disc(108 + look, 103, 6, spark)}`;
};

/** A staircase, and the ball that will fall down it. */
const stairs: Composition = ({ main, second, spark }, chance) => {
  const count = 4 + Math.floor(chance() * 3);
  const run = 200 / count;
  const rise = 150 / count;
  const steps = series(count, (i) =>
    rect(i * run, 200 - (i + 1) * rise, 200 - i * run, rise + 0.5, i % 2 ? second : main),
  );
  const on = 1 + Math.floor(chance() * (count - 1));
  const r = Math.min(run, 34) / 2;
  const ball = disc(on * run + run / 2, 200 - (on + 1) * rise - r, r, spark);
  return chance() < 0.5 ? steps + ball : mirrored(steps + ball);
};

/** Rings that drift: a well, a dizziness. */
const rings: Composition = ({ field, main, second, spark }, chance) => {
  const dx = between(chance, -9, 9);
  const dy = between(chance, -6, 6);
  const drawn = series(7, (i) =>
    disc(100 + dx * i * 0.8, 104 + dy * i * 0.8, 96 - i * 13.5, [main, field, second, field][i % 4]!),
  );
  return drawn + disc(100 + dx * 5.6, 104 + dy * 5.6, 8, spark);
};

/** A disc cut in two, whose halves have slipped. */
const slipped: Composition = ({ main, second, spark, detail }, chance) => {
  const slip = between(chance, 14, 34) * oneOf(chance, [1, -1]);
  const r = 72;
  const halves = half(100, 104 - slip, r, -90, main) + half(100, 104 + slip, r, 90, second);
  const small = disc(100 + 38, 104 - Math.sign(slip) * 52, 15, spark);
  return `${halves}${small}${rect(99, 0, 2, 200, detail)}`;
};

/** A fan of light from below, as from a projector. */
const beams: Composition = ({ main, second, spark, detail }, chance) => {
  const x = oneOf(chance, [40, 100, 160]);
  const count = 9;
  const beam = (i: number) => {
    const angle = Math.PI * ((i * 2 + 1) / (count * 2));
    const next = Math.PI * ((i * 2 + 2) / (count * 2));
    const end = (a: number): [number, number] => [x - Math.cos(a) * 340, 176 - Math.sin(a) * 340];
    return shape([x, 176, ...end(angle), ...end(next)], i % 2 ? second : main);
  };
  return `${series(count, beam)}${half(x, 177, 46, 0, spark)}${half(x, 177, 20, 0, detail)}${rect(-10, 176, 220, 34, detail)}`;
};

/** A city of bars by moonlight, one window lit. */
const city: Composition = ({ main, second, spark, field, detail }, chance) => {
  const moon = between(chance, 46, 154);
  const back = series(7, (i) => {
    const height = between(chance, 60, 128);
    return rect(i * 30 - 6, 200 - height, 26, height, second);
  });
  const lit = Math.floor(chance() * 4);
  const front = series(4, (i) => {
    const height = between(chance, 44, 104);
    const house = rect(6 + i * 50, 200 - height, 36, height, detail);
    return house + (i === lit ? rect(18 + i * 50, 200 - height + 14, 12, 16, spark) : '');
  });
  return disc(moon, 62, 44, main) + disc(moon + 20, 52, 36, field) + back + front;
};

/** A bird of half discs. */
const bird: Composition = ({ main, second, spark, detail, field }, chance) => {
  const beak = between(chance, 6, 20);
  const legs = rect(84, 160, 4, 40, detail) + rect(106, 160, 4, 40, detail);
  const tail = shape([36, 106, 2, 52, 78, 106], second);
  const body = half(96, 104, 66, 180, main) + disc(140, 84, 32, main) + rect(108, 84, 54, 21, main);
  const head =
    shape([168, 72, 198, 84 + beak / 2, 168, 88 + beak], spark) + disc(146, 78, 9, spark) + disc(147, 78, 4, detail);
  const drawn = legs + tail + body + half(78, 106, 38, 180, second) + half(78, 106, 18, 180, field) + head;
  return chance() < 0.5 ? drawn : mirrored(drawn);
};

/** Quarter discs on a board, each turned by chance. */
const board: Composition = ({ main, second, spark, detail }, chance) => {
  const size = 50;
  const quarter = `a${size} ${size} 0 0 1`;
  return series(16, (i) => {
    const x = (i % 4) * size;
    const y = Math.floor(i / 4) * size;
    const fill = oneOf(chance, [main, main, second, second, spark, detail]);
    const tile = path(`M${x} ${y}v${size}h${size}${quarter} ${-size} ${-size}Z`, fill);
    return turned(Math.floor(chance() * 4) * 90, x + size / 2, y + size / 2, tile);
  });
};

/** A face of two minds. */
const mask: Composition = ({ main, second, spark, detail }, chance) => {
  const mood = oneOf(chance, [0, 180]);
  const face = path('M100 14H40V110a60 76 0 0 0 60 76Z', main) + path('M100 14H160V110a60 76 0 0 1 -60 76Z', second);
  const eyes =
    half(70, 84, 18, mood, spark) +
    disc(70, mood ? 91 : 77, 6, detail) +
    disc(132, 80, 17, spark) +
    disc(132, 80, 8, detail);
  const nose = shape([100, 74, 100, 124, 78, 124], second);
  return face + eyes + nose + half(100, mood ? 142 : 158, 26, mood, detail);
};

/** A lit door at the end of the room, and somebody in the light. */
const door: Composition = ({ main, second, spark, detail }, chance) => {
  const x = between(chance, 62, 118);
  const lean = between(chance, -50, 50);
  const light = shape([x - 22, 120, x + 22, 120, x + 70 + lean, 200, x - 70 + lean, 200], spark);
  const frame = path(`M${at(x - 22)} 121V52a22 22 0 0 1 44 0V121Z`, spark);
  const figure = disc(x, 74, 7, detail) + shape([x, 78, x + 11, 124, x - 11, 124], detail);
  const shadow = shape([x - 9, 124, x + 9, 124, x + 20 + lean, 200, x - 20 + lean, 200], detail);
  return rect(-10, -10, 220, 131, main) + rect(-10, 120, 220, 90, second) + light + frame + shadow + figure;
};

/** A flower that is a little too large. */
const flower: Composition = ({ main, second, spark, detail }, chance) => {
  const count = oneOf(chance, [6, 8, 10]);
  const petal = `<ellipse cx="100" cy="38" rx="${at(150 / count)}" ry="34" fill="${main}"/>`;
  const petals = series(count, (i) => turned((360 / count) * i, 100, 82, petal));
  const leaf = oneOf(chance, [1, -1]);
  const leaves = path(`M100 196q${58 * leaf} -6 ${66 * leaf} -48q${-58 * leaf} 2 ${-66 * leaf} 48Z`, second);
  return rect(97, 90, 6, 110, second) + leaves + petals + disc(100, 82, 25, spark) + disc(100, 82, 9, detail);
};

/** Scales of water, row over row, under a moon. */
const waves: Composition = ({ main, second, spark, field }, chance) => {
  const moon = disc(between(chance, 40, 160), 52, 34, spark);
  const scale = (x: number, y: number, fill: string) =>
    disc(x, y, 27, fill) + disc(x, y, 18, field) + disc(x, y, 9, fill);
  const rows = series(5, (row) =>
    series(6, (i) => scale(i * 50 - (row % 2 ? 0 : 25), 112 + row * 24, row % 2 ? second : main)),
  );
  return moon + rows;
};

/** Mountains with their caps, and what hangs over them. */
const mountains: Composition = ({ main, second, spark, detail }, chance) => {
  const peak = (x: number, y: number, fill: string, cap: string) => {
    const slope = 0.78;
    const foot = (200 - y) * slope;
    return (
      shape([x, y, x + foot, 200, x - foot, 200], fill) +
      shape([x, y, x + 22 * slope, y + 22, x + 4, y + 17, x - 5, y + 25, x - 22 * slope, y + 22], cap)
    );
  };
  const drawn =
    disc(between(chance, 30, 56), 52, 28, spark) +
    peak(between(chance, 158, 182), between(chance, 84, 104), second, spark) +
    peak(between(chance, 20, 52), between(chance, 104, 122), detail, spark) +
    peak(between(chance, 104, 128), between(chance, 44, 66), main, spark);
  return chance() < 0.5 ? drawn : mirrored(drawn);
};

/** Every composition; a film's slug chooses one. */
export const COMPOSITIONS: readonly Composition[] = [
  sunset,
  eye,
  stairs,
  rings,
  slipped,
  beams,
  city,
  bird,
  board,
  mask,
  door,
  flower,
  waves,
  mountains,
];
