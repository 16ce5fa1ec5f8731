// Shows the buttons of a page that the browser can do something with: copy the text before a button, and share the page.
for (const button of document.querySelectorAll("button[data-done]")) {
  const text = button.parentElement.previousElementSibling;
  const outcome = button.parentElement.querySelector("[role=status]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    outcome.textContent = "";
    const said = await navigator.clipboard.writeText(text.textContent.trim()).then(
      () => "done",
      () => "failed",
    );
    outcome.textContent = button.dataset[said];
  });
}

const share = document.querySelector("button.share");
const published = document.querySelector("link[rel=canonical]")?.href;
share.hidden = !navigator.share || !(published || location.protocol.startsWith("http"));
share.addEventListener("click", () => {
  const title = document.querySelector("h1").textContent;
  const text = document.querySelector("p.lead").textContent;
  // Whoever closes the system's sheet has changed their mind, which is no error.
  navigator.share({ title, text, url: published ?? location.href.split("#")[0] }).catch(() => {});
});
