// The list of documents, by case and edition, with a mark in words for what one must know of each.

import { written } from "./address.js";
import { arrange, byId, clock, counted, element, set, worded } from "./shared.js";

const FEW = 6; // so many groups are all open at the start
const groups = byId("groups");
const filter = byId("filter");
const none = byId("none");
const opened = new Map(); // whether a group is open, by its case, once somebody or something has said so
const rows = new Map();
const folds = new Map();

// The marks of a document, the most urgent first.
function marks(one, latest) {
  const found = [];
  const mark = (kind, text, title = "") => found.push({ kind, text, title });
  if (one.errors) mark("error", worded(groups, "error", { n: one.errors }));
  if (one.warnings) mark("warning", counted(groups, "warning", one.warnings));
  const at = clock(one.since);
  if (!one.good && one.revision) mark("old", worded(groups, "old", { at }), worded(groups, "oldLong", { at }));
  else if (!one.good) mark("old", worded(groups, "missing"));
  else if (one.changed) mark("changed", worded(groups, "changed"), worded(groups, "changedLong"));
  if (one.id === latest) mark("latest", worded(groups, "latest"));
  if (one.restricted) mark("restricted", worded(groups, "restricted"));
  return found;
}

function show(parent, found) {
  const key = JSON.stringify(found);
  if (parent.dataset.key === key) return;
  parent.dataset.key = key;
  parent.replaceChildren();
  for (const { kind, text, title } of found) {
    const made = element("span", `mark ${kind}`, text);
    if (title) made.title = title;
    parent.append(" ", made);
  }
}

function row(one) {
  if (!rows.has(one.id)) {
    const link = element("a", "row", element("span", "edition"), element("span", "marks"));
    link.dataset.id = one.id;
    rows.set(one.id, element("li", "", link));
  }
  return rows.get(one.id);
}

function fold(name) {
  if (!folds.has(name)) {
    const heading = element("h3", "", element("span", "number"), " ", element("span", "name"));
    const summary = element("summary", "", heading, element("span", "marks"));
    const details = element("details", "", summary, element("ul", ""));
    summary.addEventListener("click", () => opened.set(name, !details.open));
    folds.set(name, element("li", "group", details));
  }
  return folds.get(name);
}

function matches(one, words) {
  const number = one.case && worded(groups, "case", { n: one.case });
  const text = `${number} ${one.caseTitle} ${one.title} ${one.edition}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

// The names of cases, in the order of their first documents; what belongs to no case stands alone, under "".
function grouped(documents) {
  const found = new Map([["", []]]);
  for (const one of documents) found.set(one.case, [...(found.get(one.case) ?? []), one]);
  return found;
}

// The documents that the filter leaves.
export function wanted(documents) {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  return documents.filter((one) => matches(one, words));
}

export function render(state, shown) {
  const there = grouped(wanted(state.documents));
  const filtered = filter.value.trim() !== "";
  const many = grouped(state.documents).size > FEW;
  const children = [];
  for (const [name, documents] of there) {
    for (const one of documents) {
      const link = row(one).firstChild;
      link.setAttribute("href", written(one.id, shown.format));
      set(link.firstChild, one.edition);
      show(link.lastChild, marks(one, state.latest));
      if (one.id === shown.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (name === "") children.push(...documents.map(row));
    else children.push(filledGroup(name, documents, filtered || (opened.get(name) ?? !many)));
  }
  arrange(groups, children);
  none.hidden = children.length > 0 || !state.documents.length;
}

function filledGroup(name, documents, open) {
  const group = fold(name);
  const [summary, list] = group.firstChild.children;
  const [heading, told] = summary.children;
  set(heading.firstChild, worded(groups, "case", { n: name }));
  set(heading.lastChild, documents[0].caseTitle);
  const most = (key) => Math.max(...documents.map((one) => one[key]));
  const changed = documents.some((one) => one.changed);
  const all = { errors: most("errors"), warnings: most("warnings"), good: true, changed, since: "" };
  show(told, marks(all, ""));
  group.firstChild.open = open;
  arrange(list, documents.map(row));
  return group;
}

// Open the group of a document and bring its row into sight.
export function open(one) {
  if (one.case) opened.set(one.case, true);
  requestAnimationFrame(() => rows.get(one.id)?.scrollIntoView({ block: "nearest" }));
}

// Move the focus through what can be reached in the list, from the filter on.
export function move(by) {
  const stops = [filter, ...groups.querySelectorAll("summary, a")].filter((stop) => stop.checkVisibility());
  const place = stops.indexOf(document.activeElement);
  if (place >= 0) stops[Math.min(Math.max(place + by, 0), stops.length - 1)].focus();
}

// How many documents the filter leaves, in words.
export function countText(documents) {
  const n = wanted(documents).length;
  if (n === 0) return none.textContent;
  return n === 1 ? worded(groups, "foundOne") : worded(groups, "found", { n });
}
