// What reviewers have said, right after the paragraph that it is about; what has no place comes first of all.

const CELLS = "li, td, th, dd, dt, caption, figcaption, div";

const made = (name, className, text) => {
  const element = document.createElement(name);
  element.className = className;
  if (text) element.textContent = text;
  return element;
};

// Take away what was shown and show what is open now. Without an answer, nothing is shown.
export async function show() {
  const answer = await fetch("review.json").catch(() => null);
  const told = answer?.ok ? await answer.json() : { items: [] };
  document.querySelectorAll(".preview-review, .preview-reviews").forEach((one) => one.remove());
  if (!told.items.length) return;
  const last = new Map(); // what was put after a paragraph last
  for (const item of told.items.filter((one) => "source" in one)) {
    const block = document.querySelector(`[data-source="${item.source}"]`);
    if (!block) {
      delete item.source;
      continue;
    }
    const shown = note(item, told.label);
    if (last.has(block)) last.get(block).after(shown);
    else if (block.matches(CELLS)) block.append(shown);
    else block.after(shown);
    last.set(block, shown);
  }
  const head = made("aside", "preview-reviews");
  head.setAttribute("aria-label", told.title);
  head.append(made("strong", "", told.title));
  const lost = told.items.filter((one) => !("source" in one));
  if (lost.length) head.append(made("span", "preview-lost", told.lost), ...lost.map((item) => note(item, told.label)));
  const first = document.querySelector("main p[data-source]") ?? document.querySelector("main [data-source]");
  if (first) first.before(head);
  else document.querySelector("main")?.prepend(head);
}

function note(item, label) {
  const shown = made("aside", "preview-review");
  shown.tabIndex = 0;
  shown.setAttribute("aria-label", label.replace("{}", item.name));
  const line = (className, text) => text && shown.append(made("span", className, text));
  line("preview-by", `${item.by} · ${item.name}`);
  line("preview-words", item.words && `”${item.words}”`);
  line("preview-said", item.text);
  for (const one of item.replies) line("preview-reply", `${one.by}: ${one.text}`);
  for (const one of item.notes) line("preview-note", one);
  return shown;
}

// Go to the next one, after that with the focus.
export function next() {
  const all = [...document.querySelectorAll(".preview-review")];
  const one = all[(all.indexOf(document.activeElement) + 1) % all.length];
  one?.focus({ preventScroll: true });
  one?.scrollIntoView({ block: "center", behavior: "instant" });
}
