/**
 * While an edition is being made, the page follows: the notice and the stages change in place, and a new edition is
 * loaded as a whole. Without this script the page reloads itself now and then.
 */
const EVERY_MS = 4_000;
const FOLLOWED = ['notice', 'run'];

async function follow() {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return true;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (next.body.dataset.version !== document.body.dataset.version) {
    location.reload();
    return false;
  }
  for (const id of FOLLOWED) {
    const here = document.getElementById(id);
    const there = next.getElementById(id);
    // What is the same is left alone, so that nothing is read out twice.
    if (here && there && here.innerHTML !== there.innerHTML) here.replaceChildren(...there.childNodes);
  }
  return next.querySelector('script[src*="almanac.js"]') !== null;
}

function later() {
  setTimeout(async () => {
    // A server that is restarting is asked again.
    const goesOn = document.hidden || (await follow().catch(() => true));
    if (goesOn) later();
  }, EVERY_MS);
}

later();
