// The document: a web page or a PDF in a frame. A new version is made ready in a second frame that the old one covers.
//
// Web pages tell their place, since they have a script of ours, and the new page is shown when it is at that place. The
// PDF viewers of browsers tell an embedding page nothing: neither where one has scrolled to nor when they are ready. They
// can be told where to begin, at a page or at words. So a PDF begins at what changed, or at the place of the web page
// from which one comes, or else where it began before, which is also the page that was chosen above it.

import { folder } from "./address.js";
import { fragment, phrase } from "./phrase.js";
import { byId, element, remember, remembered, set, WINDOW, worded } from "./shared.js";

const SLOW = 250; // a document that takes longer is waited for with a word
const READY = 400; // so long a PDF viewer draws, once it has loaded
const AGAIN = 2000; // after so long a document that did not come is asked for again
const SILENT = 2000; // a page that has loaded and says nothing for so long is not the document

const stage = byId("stage");
const wait = byId("wait");
let current = { key: "", version: "", frame: null };
let coming = null; // what is made ready: its key, version and frame, and how to give up
let heard = () => {};

const place = (id) => remembered(WINDOW, `place ${id}`); // what a web page said last of its place
const beginning = (id) => remembered(WINDOW, `beginning ${id}`); // where a PDF began, by its page or by words

export const chosenPage = (id) => beginning(id)?.page;

export function choosePage(id, page) {
  remember(WINDOW, `beginning ${id}`, { page });
  current.version = "";
}

export function say(name) {
  wait.hidden = !name;
  if (name) set(wait, worded(wait, name));
}

// Show nothing but a word about why.
export function clear(name) {
  giveUp();
  current.frame?.remove();
  current = { key: "", version: "", frame: null };
  stage.removeAttribute("data-shown");
  say(name);
}

export function show(one, format, focus) {
  const version = format === "pdf" ? one.pdf : one.revision;
  const key = `${one.id} ${format}`;
  const next = { key, version, id: one.id, format, sources: focus };
  const there = coming ?? current;
  if (there.key === key && there.version === version) {
    if (focus.length && there === coming) there.sources = focus;
    else if (focus.length && format === "html") send({ preview: "mark", sources: focus });
    return;
  }
  giveUp();
  coming = next;
  const title = worded(stage, "title", { title: one.title, edition: one.edition, format: worded(stage, format) });
  next.frame = element("iframe", format === "html" ? "page-coming" : "coming");
  next.frame.title = title;
  next.frame.inert = true;
  if (current.key !== key) {
    next.slow = setTimeout(() => {
      say(version ? "fetching" : "first");
    }, SLOW);
  }
  make(next);
}

function make(next) {
  next.over = new AbortController();
  (next.format === "pdf" ? pdf : page)(next).catch(() => missing(next));
}

function giveUp() {
  if (!coming) return;
  clearTimeout(coming.slow);
  clearTimeout(coming.again);
  coming.over.abort();
  coming.frame.remove();
  coming = null;
}

// A document did not come: what is shown stays, and it is asked for again.
function missing(next) {
  if (next !== coming) return;
  clearTimeout(next.slow);
  next.frame.remove();
  if (current.key !== next.key) say("failed");
  next.again = setTimeout(() => make(next), AGAIN);
}

async function page(next) {
  next.frame.src = `document/${folder(next.id)}/`;
  stage.append(next.frame);
  const sent = (message) => next.frame.contentWindow?.postMessage(message, location.origin);
  await said(next, "ready");
  sent({ preview: "show", place: place(next.id), sources: next.sources });
  await said(next, "shown");
  swap(next);
}

// A promise that a page says something; it is broken if it does not, or if nobody wants the page any more.
function said(next, what) {
  return new Promise((resolve, reject) => {
    let late = 0;
    const stop = new AbortController();
    const end = (then) => () => {
      clearTimeout(late);
      stop.abort();
      then();
    };
    next.frame.addEventListener("load", () => (late = setTimeout(end(reject), SILENT)), { signal: stop.signal });
    next.over.signal.addEventListener("abort", end(reject), { once: true, signal: stop.signal });
    addEventListener("message", ({ source, origin, data }) => {
      if (source === next.frame.contentWindow && origin === location.origin && data?.preview === what) end(resolve)();
    }, { signal: stop.signal });
  });
}

async function pdf(next) {
  const address = `document/${folder(next.id)}/file.pdf?${encodeURIComponent(next.version)}`;
  const answer = await fetch(address, { method: "HEAD", signal: next.over.signal });
  if (!answer.ok) throw new Error(answer.statusText);
  const at = await begins(next);
  remember(WINDOW, `beginning ${next.id}`, at);
  next.frame.src = `${address}${fragment(at)}`;
  const loaded = new Promise((resolve) => next.frame.addEventListener("load", resolve, { once: true }));
  stage.append(next.frame);
  await loaded;
  await new Promise((resolve) => setTimeout(resolve, READY));
  if (next === coming) swap(next);
}

async function begins(next) {
  const changed = next.sources.length ? await changedText(next) : "";
  const left = current.key === `${next.id} html` ? place(next.id)?.text : "";
  const text = changed || left;
  return text ? { text } : (beginning(next.id) ?? { text: place(next.id)?.text });
}

// The first words of what changed, which the web page has under its number.
async function changedText(next) {
  const answer = await fetch(`document/${folder(next.id)}/`, { signal: next.over.signal });
  if (!answer.ok) return "";
  const content = new DOMParser().parseFromString(await answer.text(), "text/html");
  const blocks = [...content.querySelectorAll("[data-source]")];
  const changed = blocks.findIndex((block) => block.dataset.source === String(next.sources[0]));
  return changed < 0 ? "" : phrase(blocks.slice(changed));
}

function swap(next) {
  const focused = document.activeElement === current.frame;
  clearTimeout(next.slow);
  next.frame.className = "";
  next.frame.inert = false;
  current.frame?.remove();
  coming = null;
  current = next;
  say("");
  if (focused) next.frame.focus();
  stage.dataset.shown = `${next.key} ${next.version}`;
  stage.dispatchEvent(new CustomEvent("shown", { detail: { document: next.id, format: next.format, version: next.version } }));
}

// Messages of the page that is shown, or is made ready: its place, a key that was pressed, a text that is to be opened.
addEventListener("message", ({ source, origin, data }) => {
  const from = [current, coming].find((one) => one?.frame && one.frame.contentWindow === source);
  if (!from || origin !== location.origin || !data?.preview) return;
  if (data.preview === "place") remember(WINDOW, `place ${from.id}`, data.place);
  else if (from === current) heard(data);
});

export function listen(listener) {
  heard = listener;
}

export function send(message) {
  current.frame?.contentWindow?.postMessage(message, location.origin);
}

// What stands above the document grows or shrinks: the text stays where it is on the screen.
let height = 0;
new ResizeObserver(([{ target }]) => {
  const now = target.hidden ? 0 : target.offsetHeight;
  if (now !== height && current.format === "html") send({ preview: "shift", by: now - height });
  height = now;
}).observe(byId("problems"));
