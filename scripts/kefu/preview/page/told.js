// What a screen reader is told, politely: what was chosen or followed, and problems, once they have settled.

import { byId, counted, set, worded } from "./shared.js";

const SETTLED = 1000; // so long, in milliseconds, nothing must have changed before it is told

const told = byId("told");
let timer = 0;
let expected = null; // what is told when it has settled
let last = null; // what was told of the problems of the document, or known when it came

export function tell(name, given) {
  set(told, worded(told, name, given));
}

// Tell something that changes with each letter that is typed, once it has settled.
export function tellSettled(text) {
  clearTimeout(timer);
  timer = setTimeout(() => set(told, text), SETTLED);
}

export function announce(one, problems) {
  const count = (severity) => problems.filter((problem) => problem.severity === severity).length;
  const errors = count("error");
  const now = { id: one.id, errors, what: phrase(errors, count("warning")) };
  const same = (other) => other?.id === now.id && other.what === now.what;
  if (same(expected)) return;
  clearTimeout(timer);
  expected = now;
  timer = setTimeout(() => {
    if (!same(last)) {
      const mended = last?.id === now.id && last.errors > 0 && !errors;
      if (mended) tell("mended", one);
      else if (now.what) tell("found", { ...one, what: now.what });
    }
    last = now;
  }, SETTLED);
}

function phrase(errors, warnings) {
  const parts = [errors && worded(told, "error", { n: errors }), warnings && counted(told, "warning", warnings)];
  return parts.filter(Boolean).join(worded(told, "and"));
}
