// Searches with Pagefind, whose index is next to this script's folder. Without a server, or if the index does not
// load, the page shows lists and no search field. The texts about the hits are data attributes of their container.
const form = document.querySelector("form[role=search]");
const field = form.querySelector("input[type=search]");
const hits = document.getElementById("traffar");
const site = new URL("..", document.currentScript.src);
const asked = new URLSearchParams(location.search).get("q")?.trim() ?? "";
const MOST = 20;

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
}

function filled(text, given) {
  return text.replace(/\{(\w+)\}/g, (_, name) => given[name]);
}

// Pagefind marks the words that it found with <mark> in its excerpts; everything else in them is text.
function excerpt(html, parent) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const line = element("p", "", parent);
  for (const node of parsed.body.childNodes) {
    if (node.nodeName === "MARK") element("mark", node.textContent, line);
    else line.append(node.textContent);
  }
}

function address(url) {
  return new URL(url.replace(/^\//, ""), site).href;
}

async function show(pagefind, words) {
  hits.replaceChildren();
  if (!words) return;
  const found = await pagefind.search(words);
  const shown = await Promise.all(found.results.slice(0, MOST).map((result) => result.data()));
  if (field.value.trim() !== words) return;
  hits.replaceChildren();
  const count = found.results.length;
  element("p", filled(hits.dataset[count === 0 ? "none" : count === 1 ? "one" : "several"], { count, words }), hits);
  const list = element("ol", "", hits);
  list.className = "hits";
  for (const data of shown) {
    const item = element("li", "", list);
    const link = element("a", data.meta.title, element("h2", "", item));
    const part = data.sub_results.find((sub) => sub.anchor) ?? data.sub_results[0];
    link.href = address(data.url);
    excerpt(part?.excerpt ?? data.excerpt, item);
    if (part?.anchor) {
      const place = element("p", `${hits.dataset.place} `, item);
      element("a", part.title, place).href = address(part.url);
    }
  }
}

async function begin() {
  const pagefind = await import(new URL("pagefind/pagefind.js", site));
  await pagefind.options({ baseUrl: "/", bundlePath: new URL("pagefind/", site).pathname });
  hits.replaceChildren();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field.value.trim();
    history.replaceState(null, "", words ? `?q=${encodeURIComponent(words)}` : location.pathname);
    show(pagefind, words);
  });
  if (asked) await show(pagefind, asked);
}

field.value = asked;
if (location.protocol !== "file:") {
  begin().catch(() => {
    form.hidden = true;
  });
}
