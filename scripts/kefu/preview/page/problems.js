// Problems above the document. New ones wait a moment, since half a word is often wrong; mended ones go at once.

import { arrange, byId, clock, counted, element, set, worded } from "./shared.js";

const PATIENCE = 150; // so long, in milliseconds, a new problem must last before it is shown
const BEFORE = 60; // how much of a long line is shown before the place, and after it
const AFTER = 140;
const WORD = /^(?:[@#]?[\p{L}\p{N}_](?:[\p{L}\p{N}_:./-]*[\p{L}\p{N}_])?|\S+|\s+)/u; // what is marked at a place

const panel = byId("problems");
const notice = byId("notice");
const lists = { error: byId("errors"), warning: byId("warnings") };
const fold = byId("warnings-fold");
const template = byId("problem").content.firstElementChild;
const items = new Map();
let shown = { id: "", keys: [], problems: [], one: null };
let waiting = 0;

// The problems of a document, and those that belong to none and therefore to all.
export function of(one, problems) {
  return problems.filter((problem) => !problem.documents.length || problem.documents.includes(one?.id));
}

export function show(one, problems) {
  const id = one?.id ?? "";
  const keys = problems.map((problem) => JSON.stringify(problem));
  clearTimeout(waiting);
  waiting = 0;
  const added = keys.some((key) => !shown.keys.includes(key)) || (one && !one.good && shown.one?.good);
  if (added && id === shown.id) waiting = setTimeout(draw, PATIENCE, { id, keys, problems, one });
  else draw({ id, keys, problems, one });
}

function draw(next) {
  const focused = panel.contains(document.activeElement) && document.activeElement !== panel;
  shown = next;
  const made = { error: [], warning: [] };
  next.problems.forEach((problem, place) => made[problem.severity].push(item(next.keys[place], problem)));
  for (const key of [...items.keys()]) if (!next.keys.includes(key)) items.delete(key);
  arrange(lists.error, made.error);
  arrange(lists.warning, made.warning);
  fold.hidden = made.warning.length === 0;
  if (!fold.hidden) set(fold.firstElementChild, counted(fold.firstElementChild, "warning", made.warning.length));
  const told = saying(next.one, made.error.length > 0);
  notice.hidden = told === "";
  set(notice, told);
  panel.hidden = !next.problems.length && !told;
  if (focused && !panel.contains(document.activeElement)) byId("shown").focus({ preventScroll: true });
}

// What is said of a document that is not what its sources would give.
function saying(one, below) {
  if (!one || one.good) return "";
  const name = one.revision ? "old" : "missing";
  return worded(notice, below ? `${name}Below` : name, { at: clock(one.since) });
}

function item(key, problem) {
  if (!items.has(key)) items.set(key, filled(template.cloneNode(true), problem));
  return items.get(key);
}

function filled(made, problem) {
  const part = (name) => made.querySelector(`.${name}`);
  part("severity").textContent = worded(part("severity"), problem.severity);
  made.classList.add(problem.severity);
  part("message").textContent = problem.message;
  part("rule").textContent = problem.rule;
  const place = { path: problem.path, line: problem.line };
  if (problem.editor) {
    part("editor").href = problem.editor;
    part("editor").textContent = worded(part("editor"), problem.line ? "at" : "file", place);
    part("path").remove();
  } else {
    part("editor").remove();
    part("path").textContent = problem.line ? `${problem.path}:${problem.line}` : problem.path;
  }
  if (problem.text?.trim()) part("line").firstChild.append(...marked(problem));
  else part("line").remove();
  part("hints").replaceChildren(...problem.hints.map((hint) => element("li", "", hint)));
  if (!problem.hints.length) part("hints").remove();
  return made;
}

// The offending line with its place marked: the word that begins there, or the whole line if no place is known.
function marked({ text, line, column }) {
  const number = element("span", "number", line ? `${line} ` : "");
  const letters = [...text];
  if (!column || column > letters.length) return [number, element("mark", "", cut(letters, 0, 0, letters.length))];
  const from = column - 1;
  const to = from + [...letters.slice(from).join("").match(WORD)[0]].length;
  const before = cut(letters, from, 0, from);
  return [number, before, element("mark", "", letters.slice(from, to).join("")), cut(letters, to, to, letters.length)];
}

// A part of a line, with at most so many letters around the place; what is left out is marked as left out.
function cut(letters, place, from, to) {
  const first = Math.max(from, place - BEFORE);
  const last = Math.min(to, place + AFTER);
  return `${first > from ? "…" : ""}${letters.slice(first, last).join("")}${last < to ? "…" : ""}`;
}
