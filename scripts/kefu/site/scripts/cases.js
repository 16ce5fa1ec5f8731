// Shows the cases that have all that is chosen in the form. The choice stands in the address, so that it can be linked to
// and is there again after going back. What is said of the outcome are data attributes of its place.
const form = document.querySelector("form.filter");

function filter() {
  const cards = [...document.querySelectorAll("section.all .card")];
  const fields = [...form.querySelectorAll("select")];
  const outcome = form.querySelector("[role=status]");
  const button = form.querySelector("button");

  // The cases that are left if one field has a value, and all the others theirs.
  function left(changed, value) {
    return cards.filter((card) =>
      fields.every((field) => {
        const wanted = field === changed ? value : field.value;
        return !wanted || card.dataset[field.name].split(" ").includes(wanted);
      }),
    );
  }

  function show() {
    const shown = left();
    for (const card of cards) card.hidden = !shown.includes(card);
    for (const field of fields) {
      for (const option of field.querySelectorAll("[data-name]")) {
        const count = left(field, option.value).length;
        option.textContent = `${option.dataset.name} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
    const name = shown.length === cards.length ? "all" : shown.length === 0 ? "none" : "some";
    const given = { count: shown.length, all: cards.length };
    outcome.textContent = outcome.dataset[name].replace(/\{(\w+)\}/g, (_, key) => given[key]);
    button.hidden = !fields.some((field) => field.value);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      const options = [...field.querySelectorAll("[data-name]")];
      const value = asked.get(field.name);
      field.value = options.some((option) => option.value === value) ? value : "";
    }
    show();
  }

  function choose() {
    const chosen = new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    history.replaceState(null, "", `${location.pathname}${chosen.size ? "?" : ""}${chosen}${location.hash}`);
    show();
  }

  form.addEventListener("change", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields) field.value = "";
    choose();
    (form.querySelector("details[open] select") ?? form.querySelector("summary")).focus();
  });
  addEventListener("popstate", read);
  read();
  form.querySelector("details").open = !button.hidden || matchMedia("(min-width: 45rem)").matches;
  form.hidden = false;
}

if (form) filter();
