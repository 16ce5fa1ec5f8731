// Keys: single letters, which can be turned off (WCAG 2.2, success criterion 2.1.4), and arrows in the list.

import { BROWSER, byId, remember, remembered } from "./shared.js";

const WRITING = "input, textarea, select, [contenteditable]";
const help = byId("help");
const on = byId("keys-on");

// Call what a key is for. `press` is what a page in a frame uses, since the keys that are pressed there come from there.
export function keys(actions) {
  const press = (key) => {
    if (on.checked && !help.open && Object.hasOwn(actions, key)) actions[key]();
    return on.checked && Object.hasOwn(actions, key);
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(WRITING)) return;
    if (!help.open && press(event.key)) event.preventDefault();
  });
  return press;
}

export function showHelp() {
  help.showModal();
}

on.checked = remembered(BROWSER, "keys") ?? true;
on.addEventListener("change", () => remember(BROWSER, "keys", on.checked));
byId("keys").addEventListener("click", showHelp);
