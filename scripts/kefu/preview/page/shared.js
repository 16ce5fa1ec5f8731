// What the modules of the page share: elements, their texts, and changes that touch only what differs.

export const byId = (id) => document.getElementById(id);

// A text of the page, which is a data attribute of the element that shows it, with its places filled in.
export function worded(element, name, given = {}) {
  return element.dataset[name].replace(/\{(\w+)\}/g, (_, key) => given[key]);
}

export function counted(element, name, n) {
  return worded(element, n === 1 ? name : `${name}s`, { n });
}

// As Swedish writes a time of day: “12.03” for “12:03:41”.
export const clock = (time) => time.slice(0, 5).replace(":", ".");

export function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Give an element these children in this order. What stays in its place is not touched, so it keeps the focus.
export function arrange(parent, children) {
  const kept = new Set(children);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

export function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

// What this window remembers, or this browser; nothing is remembered where that is not allowed.
export function remember(store, key, value) {
  try {
    store().setItem(key, JSON.stringify(value));
  } catch {
    // a full or forbidden store
  }
}

export function remembered(store, key) {
  try {
    return JSON.parse(store().getItem(key));
  } catch {
    return null;
  }
}

export const WINDOW = () => sessionStorage;
export const BROWSER = () => localStorage;
