-- Det som Quarto inte gör själv när det skriver PDF-filer.

-- Rutor som Typst inte känner till får funktionerna i typst-show.typ.
function Div(div)
  for _, name in ipairs({ "notice", "pullquote" }) do
    if div.classes:includes(name) then
      div.content:insert(1, pandoc.RawBlock("typst", "#" .. name .. "["))
      div.content:insert(pandoc.RawBlock("typst", "]"))
      return div.content
    end
  end
end

-- En formel utan egen text läses upp som den är skriven. Utan text godkänns inte PDF-filen.
function Math(math)
  local written = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ math }) }), "typst"):gsub("%s+$", "")
  if not written:match("^%$") then return end -- den går inte att skriva som en formel i Typst
  local text = math.text:gsub("[\\\"]", "\\%0")
  local block = math.mathtype == "DisplayMath" and "true" or "false"
  return pandoc.RawInline("typst", '#math.equation(block: ' .. block .. ', alt: "' .. text .. '", ' .. written .. ")")
end
