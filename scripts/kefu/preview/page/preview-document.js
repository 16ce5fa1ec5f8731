// In a previewed document: it keeps its place when it is made again, marks what changed, and opens the editor.
//
// The preview's page and this script talk by messages, each of the same origin. Without that page around it, a document
// still opens the editor.

import { phrase } from "./phrase.js";
import * as reviews from "./preview-reviews.js";

const LINES = 5; // so many blocks at the top of the window are remembered as the place
const MARKED = 2500; // so long, in milliseconds, what changed stays marked
const STARTS = 160; // so many letters of a block are enough to know it by
const BLOCKS = "main :is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, figcaption, caption, pre):not(.toc *)";
const WRITING = "input, textarea, select, [contenteditable]";
const around = window.parent === window ? null : window.parent;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let placed = false;
let marking = 0;

const say = (message) => around?.postMessage(message, location.origin);
const start = (block) => block.textContent.trim().slice(0, STARTS);

// The place: how far down each of the first blocks in the window is, and the words by which it is found in the PDF.
function place() {
  const blocks = [...document.querySelectorAll(BLOCKS)];
  const first = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
  const seen = first < 0 ? [] : blocks.slice(first, first + LINES);
  return {
    blocks: seen.map((block, n) => ({ text: start(block), number: first + n, top: block.getBoundingClientRect().top })),
    text: phrase(blocks.slice(Math.max(first, 0)).filter((block) => block.getBoundingClientRect().top >= 0)),
    top: scrollY,
  };
}

// Go to a place: to the first of its blocks that is still there, the nearest one if there are several like it.
function goTo({ blocks, top }) {
  const there = [...document.querySelectorAll(BLOCKS)];
  for (const { text, number, top: down } of blocks) {
    const like = there.map((block, n) => [Math.abs(n - number), block]).filter(([, block]) => start(block) === text);
    if (text && like.length) {
      const [, nearest] = like.reduce((one, other) => (other[0] < one[0] ? other : one));
      scrollBy({ top: nearest.getBoundingClientRect().top - down, behavior: "instant" });
      return;
    }
  }
  scrollTo({ top, behavior: "instant" });
}

function tellPlace() {
  if (placed) say({ preview: "place", place: place() });
}

// Mark what changed, and bring it into sight if none of it is.
function mark(sources, behavior) {
  const changed = sources.flatMap((source) => [...document.querySelectorAll(`[data-source="${source}"]`)]);
  if (!changed.length) return;
  const inSight = (one) => one.getBoundingClientRect().top < innerHeight * 0.9 && one.getBoundingClientRect().bottom > innerHeight * 0.05;
  if (!changed.some(inSight)) scrollBy({ top: changed[0].getBoundingClientRect().top - innerHeight / 4, behavior });
  clearTimeout(marking);
  document.querySelectorAll(".preview-changed").forEach((one) => one.classList.remove("preview-changed"));
  changed.forEach((one) => one.classList.add("preview-changed"));
  marking = setTimeout(() => changed.forEach((one) => one.classList.remove("preview-changed")), MARKED);
}

function edit(block) {
  const { editor } = block?.closest("[data-editor]")?.dataset ?? {};
  if (editor && around) say({ preview: "open", editor });
  else if (editor) location.href = editor;
}

// The block that somebody works with: the one with the focus or the selection, else the first that is wholly in sight.
function atHand() {
  const selected = getSelection().anchorNode?.parentElement?.closest("[data-editor]");
  const focused = document.activeElement?.closest("[data-editor]");
  const all = [...document.querySelectorAll("[data-editor]")];
  return focused ?? selected ?? all.find((block) => block.getBoundingClientRect().top >= 0);
}

addEventListener("message", ({ source, origin, data }) => {
  if (source !== around || origin !== location.origin) return;
  if (data.preview === "show") {
    if (data.place) goTo(data.place);
    mark(data.sources, "instant");
    placed = true;
    say({ preview: "shown" });
    tellPlace();
  }
  if (data.preview === "mark") mark(data.sources, calm.matches ? "instant" : "smooth");
  if (data.preview === "shift") scrollBy({ top: data.by, behavior: "instant" });
  if (data.preview === "edit") edit(atHand());
  if (data.preview === "review") reviews.next();
  if (data.preview === "reviews") reviews.show();
});

let telling = 0;
addEventListener("scroll", () => {
  cancelAnimationFrame(telling);
  telling = requestAnimationFrame(tellPlace);
}, { passive: true });

// Two clicks, or one with Alt, so that links can be followed and text be selected.
addEventListener("dblclick", (event) => {
  if (!event.target.closest("a")) edit(event.target);
});
addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (event.altKey) {
    event.preventDefault();
    edit(event.target);
  } else if (link && !link.getAttribute("href").startsWith("#")) {
    event.preventDefault(); // what is elsewhere does not take the document's place
    if (link.origin !== location.origin) open(link.href, "_blank", "noopener");
  }
});

addEventListener("keydown", (event) => {
  const free = !event.ctrlKey && !event.altKey && !event.metaKey && !event.target.closest?.(WRITING);
  if (free && event.key.length === 1 && event.key !== " ") say({ preview: "key", key: event.key });
});

// The page is shown when its style, its fonts and what reviewers have said are there, so that nothing moves any more.
const reviewed = reviews.show();
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("preview-document.css", import.meta.url);
const styled = new Promise((resolve) => {
  style.addEventListener("load", resolve);
  style.addEventListener("error", resolve);
});
document.head.append(style);
await styled;
await document.fonts.ready;
await reviewed;
say({ preview: "ready" });
