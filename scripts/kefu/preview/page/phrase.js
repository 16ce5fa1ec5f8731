// How a place in a document is found in its PDF: by the first words of a paragraph, since the two share nothing else.
//
// Chromium's viewer goes to the words of a text fragment, and marks them (`#:~:text=Hon%20log`). Other viewers leave the
// fragment aside. The words are so few that they stand in one line, where none of them is hyphenated.

const LONGEST = 45;
const FEWEST = 3;

function firstWords(block) {
  const words = block.textContent.replaceAll("\u00ad", "").split(/\s+/).filter(Boolean);
  let text = "";
  let n = 0;
  while (n < words.length && text.length + words[n].length <= LONGEST) text += `${n ? " " : ""}${words[n++]}`;
  return n < FEWEST ? "" : text;
}

// The first words of the first paragraph among some blocks; headings stand in the table of contents as well.
export function phrase(blocks) {
  for (const block of blocks) {
    const text = /^H\d$/.test(block.tagName) ? "" : firstWords(block);
    if (text) return text;
  }
  return "";
}

export function fragment({ page, text }) {
  if (page) return `#page=${page}`;
  return text ? `#:~:text=${encodeURIComponent(text).replaceAll("-", "%2D")}` : "";
}
