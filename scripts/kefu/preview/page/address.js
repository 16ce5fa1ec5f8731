// The address of what is shown. `#student/02-prognosen` is a document as a web page, and with `/pdf` as a PDF.

export function read(fragment) {
  try {
    const [edition, name, format = "html"] = fragment.slice(1).split("/").map(decodeURIComponent);
    return edition && name ? { id: `${edition}/${name}`, format } : null;
  } catch {
    return null; // a percent sign that encodes nothing
  }
}

export function folder(id) {
  return id.split("/").map(encodeURIComponent).join("/");
}

export function written(id, format) {
  return `#${folder(id)}${format === "html" ? "" : `/${format}`}`;
}

// The format in which a document is shown: the wanted one if it has it, else the first of those that can be shown.
export function shownFormat(formats, wanted) {
  return [wanted, "html", "pdf"].find((format) => ["html", "pdf"].includes(format) && formats.includes(format)) ?? "";
}
