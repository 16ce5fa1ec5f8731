// Searches with Pagefind, whose index is next to this script's folder. Without a server, or if the index does not
// load, the page shows lists and no search field. The texts about the hits are data attributes of their container.
const form = document.querySelector("form[role=search]");
const field = form.querySelector("input[type=search]");
const hits = document.getElementById("traffar");
const site = new URL("..", document.currentScript.src);
const asked = new URLSearchParams(location.search).get("q")?.trim() ?? "";
const MOST = 20;
const ABBREVIATION = /\p{L}\.\p{L}+\.$|^(ca|dvs|etc|exkl|fig|inkl|jfr|kap|kl|nr|osv|resp|s|sid|st|tab)\.$/iu;
const REACH = 40; // how many words of a long sentence are shown on each side of a found word

function element(name, text, parent) {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
}

function filled(text, given) {
  return text.replace(/\{(\w+)\}/g, (_, name) => given[name]);
}

// A word that ends a sentence: with a mark, which is not that of an abbreviation before a word in lower case.
function ends(word, next) {
  const bare = word.replace(/[”’"')\]]+$/u, "");
  if (!/[.!?…]$/u.test(bare)) return false;
  return !next || !/^\p{Ll}/u.test(next) || !ABBREVIATION.test(bare);
}

// The sentence around a found word, with all the found words in it marked. `places` counts words, as Pagefind does.
function sentence(text, places, parent) {
  const words = text.split(/\s+/);
  const found = new Set(places);
  let first = places[0];
  let last = first;
  while (first > 0 && last - first < REACH && !ends(words[first - 1], words[first])) first -= 1;
  while (last < words.length - 1 && last - places[0] < REACH && !ends(words[last], words[last + 1])) last += 1;
  const line = element("p", "", parent);
  if (first > 0 && !ends(words[first - 1], words[first])) line.append("… ");
  for (let place = first; place <= last; place += 1) {
    if (found.has(place)) element("mark", words[place], line);
    else line.append(words[place]);
    line.append(place < last ? " " : "");
  }
  if (last < words.length - 1 && !ends(words[last], words[last + 1])) line.append(" …");
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
    sentence(data.content, (part ?? data).locations, item);
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
