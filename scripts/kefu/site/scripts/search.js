// Searches with Pagefind, whose index is next to this script's folder. Without a server, or if the index does not
// load, the page shows lists and no search field. The texts about the hits are data attributes of their container.
// A work is one hit, with the pages of it that were found; the page lists all works.
const form = document.querySelector("form[role=search]");
const field = form.querySelector("input[type=search]");
const hits = document.getElementById("traffar");
const site = new URL("..", document.currentScript.src);
const asked = new URLSearchParams(location.search).get("q")?.trim() ?? "";
const works = new Map([...document.querySelectorAll(".works a")].map((work) => [new URL(".", work.href).href, work]));
const MOST = 40;
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

// The pages found, by work, in the order of what is nearest; a page that belongs to no work is alone.
function grouped(found) {
  const groups = new Map();
  for (const data of found) {
    const url = address(data.url);
    const folder = new URL(".", url).href;
    const key = works.has(folder) ? folder : url;
    groups.set(key, [...(groups.get(key) ?? []), data]);
  }
  return groups;
}

function list(groups) {
  const shown = element("ol", "", hits);
  shown.className = "hits";
  for (const [key, [nearest, ...others]] of groups) {
    const work = works.get(key);
    const item = element("li", "", shown);
    element("a", work?.textContent ?? nearest.meta.title, element("h2", "", item)).href = work?.href ?? key;
    const part = nearest.sub_results.find((sub) => sub.anchor) ?? nearest.sub_results[0];
    sentence(nearest.content, (part ?? nearest).locations, item);
    if (!work) continue;
    const editions = element("ul", "", item);
    for (const data of [nearest, ...others]) {
      const edition = element("li", "", editions);
      element("a", data.meta.edition, edition).href = address(data.url);
      const place = data.sub_results.find((sub) => sub.anchor);
      if (!place || place.title === data.meta.edition) continue;
      edition.append(` ${hits.dataset.place} `);
      element("a", place.title, edition).href = address(place.url);
    }
  }
}

async function show(pagefind, words) {
  hits.replaceChildren();
  if (!words) return;
  const found = await pagefind.search(words);
  const groups = grouped(await Promise.all(found.results.slice(0, MOST).map((result) => result.data())));
  if (field.value.trim() !== words) return;
  hits.replaceChildren();
  const count = groups.size;
  element("p", filled(hits.dataset[count === 0 ? "none" : count === 1 ? "one" : "several"], { count, words }), hits);
  list(groups);
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
