// What stands above the document: its name, its formats, and what can be done with it.

import { folder, shownFormat, written } from "./address.js";
import { byId, set, worded } from "./shared.js";

const title = document.querySelector("title");
const heading = byId("title");
const number = byId("case");
const page = byId("page-number");
let typing = false; // a number that is being typed is left alone
page.addEventListener("input", () => (typing = true));
for (const end of ["change", "blur"]) page.addEventListener(end, () => (typing = false));

export function render(one, wanted, chosenPage, nothing) {
  byId("tools").hidden = !one;
  set(heading, one ? one.title : worded(heading, nothing));
  set(byId("edition"), one?.edition ?? "");
  byId("restricted").hidden = !one?.restricted;
  set(number, one?.case ? worded(number, "case", { n: one.case }) : "");
  if (!one) return;
  const name = worded(title, "named", one);
  set(title, one.errors ? worded(title, "broken", { n: one.errors, name }) : name);
  const format = shownFormat(one.formats, wanted);
  for (const each of ["html", "pdf"]) {
    const link = byId(`as-${each}`);
    link.hidden = !one.formats.includes(each);
    link.setAttribute("href", written(one.id, each));
    if (each === format) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const each of ["docx", "epub"]) {
    const item = byId(`as-${each}`);
    item.hidden = !one.formats.includes(each);
    item.firstElementChild.setAttribute("href", `document/${folder(one.id)}/file.${each}`);
    item.firstElementChild.download = `${one.id.replace("/", "-")}.${each}`;
  }
  byId("page").hidden = format !== "pdf";
  if (!typing) page.value = chosenPage ?? "";
}
