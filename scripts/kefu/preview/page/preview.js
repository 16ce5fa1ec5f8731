const list = document.getElementById("list");
const shown = document.getElementById("shown");
let open = "";
let revision = "";
new EventSource("events").addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  open = state.latest || open || state.documents[0]?.id || "";
  list.replaceChildren(...state.documents.map((one) => {
    const item = document.createElement("li");
    item.textContent = `${one.id} ${one.title}`;
    return item;
  }));
  const one = state.documents.find((other) => other.id === open);
  if (one && one.revision && one.revision !== revision) {
    revision = one.revision;
    shown.src = one.formats.includes("html") ? `document/${open}/` : `document/${open}/file.pdf`;
  }
});
