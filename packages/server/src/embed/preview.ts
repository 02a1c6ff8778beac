/** Turns a drawing into a PNG, with type of our own: the machine's fonts are out of reach of WebAssembly, and differ. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FAMILY } from './picture.ts';

const require = createRequire(import.meta.url);
const CUTS = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'];

let ready: Promise<Uint8Array[]> | undefined;

/** Loads the renderer and the fonts, once for the process: WebAssembly can't be initialised twice. */
async function load(): Promise<Uint8Array[]> {
  await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return Promise.all(
    CUTS.map((cut) => readFile(require.resolve(`@expo-google-fonts/source-serif-4/${cut}/SourceSerif4_${cut}.ttf`))),
  );
}

export async function renderPng(svg: string): Promise<Buffer> {
  ready ??= load();
  const fontBuffers = await ready;
  const drawing = new Resvg(svg, { font: { fontBuffers, defaultFontFamily: FAMILY, serifFamily: FAMILY } });
  const image = drawing.render();
  try {
    return Buffer.from(image.asPng());
  } finally {
    // Memory of WebAssembly is nobody's to collect.
    image.free();
    drawing.free();
  }
}
