// The preview's page: it shows what the preview says by its events, and follows what was saved last.

import { read, shownFormat, written } from "./address.js";
import * as bar from "./bar.js";
import { connect } from "./connection.js";
import { keys, showHelp } from "./keys.js";
import * as list from "./list.js";
import * as problems from "./problems.js";
import { byId, clock, remember, remembered, set, WINDOW, worded } from "./shared.js";
import * as stage from "./stage.js";
import { announce, tell, tellSettled } from "./told.js";

const CHOSEN = 1500; // so long after a choice, in milliseconds, one is not taken back to what was saved before it

const pin = byId("pin");
const filter = byId("filter");
const drawer = byId("drawer");
const page = byId("page-number");
let state = null;
let shown = { id: "", format: "html" };
let chosenAt = -CHOSEN;
let pinned = false;
const marked = new Map(); // what was marked last in a document, by the document and its format

const find = (id) => state?.documents.find((one) => one.id === id);

function receive(next) {
  const before = state;
  state = next;
  if (!before || !shown.id) begin();
  else if (!pinned) follow(before);
  render();
}

// At the start the address says what is shown, else what was saved last, else the first of the list. What changed
// before is no news.
function begin() {
  const first = find(state.latest) ?? state.documents[0];
  const there = read(location.hash);
  if (there) shown = there;
  else if (first) go(first.id, shown.format);
  reveal();
  for (const one of state.documents) for (const format of ["html", "pdf"]) changes(one, format);
}

// Go to what was saved last: another document than before, or the same one again, which one sees when it has changed.
function follow(before) {
  const one = find(state.latest);
  if (!one || one.id === shown.id) return;
  const old = before.documents.find((other) => other.id === one.id);
  const again = one.revision !== old?.revision && performance.now() - chosenAt > CHOSEN;
  if (state.latest === before.latest && !again) return;
  go(one.id, shown.format);
  reveal();
  tell("showing", one);
}

// Show a document that nobody has chosen, which leaves no trace in the history.
function go(id, format) {
  history.replaceState(null, "", written(id, format));
  shown = { id, format };
}

function choose(id, format) {
  history.pushState(null, "", written(id, format));
  arrive({ id, format });
}

function arrive(there) {
  chosenAt = performance.now();
  shown = there;
  open(false);
  reveal();
  if (state) render();
}

function reveal() {
  const one = find(shown.id);
  if (one) list.open(one);
}

function render() {
  const one = find(shown.id);
  const found = problems.of(one, state.problems);
  const errors = state.problems.filter((problem) => problem.severity === "error").length;
  set(byId("brand"), state.title);
  set(drawer.lastElementChild, errors ? worded(drawer, "error", { n: errors }) : "");
  dress();
  list.render(state, shown);
  showBar();
  problems.show(one, found);
  content(one);
  const busy = byId("busy");
  set(busy, state.busy || worded(busy, "idle", { at: clock(state.at) }));
  set(byId("checked"), one?.checked ?? "");
  if (one) announce(one, found);
}

function showBar() {
  const one = find(shown.id);
  bar.render(one, shown.format, one && stage.chosenPage(one.id), reading() ? "reading" : "none");
}

function content(one) {
  if (!one && reading()) return stage.clear("");
  if (!one) return stage.clear(state.documents.length ? "gone" : "none");
  const format = shownFormat(one.formats, shown.format);
  if (!format) return stage.clear("files");
  if (!one.good && !one.revision) return stage.clear("broken");
  return stage.show(one, format, changes(one, format));
}

// Whether the texts are still being read for the first time.
const reading = () => !state.documents.length && state.busy !== "";

// The site's style, which is there once the publication has been read, defines the family of running text.
function dress() {
  const dressed = getComputedStyle(document.documentElement).getPropertyValue("--serif") !== "";
  if (!dressed && state.documents.length) byId("style").setAttribute("href", `assets/kefu.css?${state.serial}`);
}

// What changed in a document at the last save, once.
function changes(one, format) {
  const key = JSON.stringify([state.focus, one.revision, one.pdf]);
  const known = `${one.id} ${format}`;
  if (state.focus?.document !== one.id || marked.get(known) === key) return [];
  marked.set(known, key);
  return state.focus.sources;
}

// The next document of the list, or the one before it.
function step(by) {
  const documents = list.wanted(state?.documents ?? []);
  const place = documents.findIndex((one) => one.id === shown.id);
  const next = documents[Math.min(Math.max(place + by, 0), documents.length - 1)];
  if (next && next.id !== shown.id) choose(next.id, shown.format);
}

function switched(format) {
  const one = find(shown.id);
  if (one?.formats.includes(format) && format !== shownFormat(one.formats, shown.format)) choose(one.id, format);
}

function setPin(value) {
  pinned = value;
  pin.setAttribute("aria-pressed", String(pinned));
  remember(WINDOW, "pinned", pinned);
}

function togglePin() {
  setPin(!pinned);
  const one = find(shown.id);
  if (one) tell(pinned ? "pinned" : "loose", one);
}

// On a small screen the list takes the place of the document.
function open(value) {
  document.body.classList.toggle("listing", value);
  drawer.setAttribute("aria-expanded", String(value));
}

function edit(address) {
  const link = document.createElement("a");
  link.href = address;
  if (!["http:", "https:", "javascript:"].includes(link.protocol)) link.click();
}

function connection(how) {
  const line = byId("connection");
  set(line, worded(line, how));
  line.classList.toggle("lost", how !== "open");
}

const press = keys({
  j: () => step(1),
  k: () => step(-1),
  w: () => switched("html"),
  p: () => switched("pdf"),
  f: togglePin,
  e: () => stage.send({ preview: "edit" }),
  r: () => stage.send({ preview: "review" }),
  "/": () => {
    open(true);
    filter.focus();
  },
  "?": showHelp,
});

stage.listen((data) => {
  if (data.preview === "key") press(data.key);
  if (data.preview === "open") edit(data.editor);
});

addEventListener("hashchange", () => {
  const there = read(location.hash);
  if (there) arrive(there);
});

filter.addEventListener("input", () => {
  if (!state) return;
  list.render(state, shown);
  tellSettled(list.countText(state.documents));
});
filter.addEventListener("keydown", (event) => {
  const [first] = list.wanted(state?.documents ?? []);
  if (event.key === "Enter" && first) choose(first.id, shown.format);
});
byId("documents").addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  list.move(by);
});
byId("groups").addEventListener("click", (event) => {
  if (event.target.closest("a")) open(false);
});
drawer.addEventListener("click", () => open(!document.body.classList.contains("listing")));
pin.addEventListener("click", togglePin);
byId("stage").addEventListener("shown", showBar); // a PDF may not be at the page any more that was chosen
page.addEventListener("change", () => {
  stage.choosePage(shown.id, page.validity.valid && page.value ? Number(page.value) : null);
  render();
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("shown").focus();
});

setPin(remembered(WINDOW, "pinned") ?? false);
connect("events", receive, connection, () => stage.send({ preview: "reviews" }));
