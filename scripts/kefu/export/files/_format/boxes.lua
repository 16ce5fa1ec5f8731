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
