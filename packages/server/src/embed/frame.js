/**
 * Tells the page around a frame how high its content is, when that changes and when the page asks. A height is no secret, so
 * it goes to whoever frames us; only the frame's own parent is listened to.
 */
const slug = document.body.dataset.slug;
let told = 0;

function tell() {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height === told) return;
  told = height;
  parent.postMessage({ type: 'almanac:height', slug, height }, '*');
}

if (parent !== window) {
  new ResizeObserver(tell).observe(document.body);
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || data?.type !== 'almanac:ask') return;
    told = 0;
    tell();
  });
}
