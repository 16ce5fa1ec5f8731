-- Puts the finished tree into the document, in place of all that was there.

function Pandoc()
  local file = assert(io.open("document.json", "rb"))
  local text = file:read("a")
  file:close()
  return pandoc.read(text, "json")
end
