-- Det som Quarto inte gör själv när det skriver Word-filer.

-- Word visar inte alltid SVG. Bilden med samma namn i PNG tas i stället, och får med sig sin alternativtext.
function Image(image)
  image.src = image.src:gsub("%.svg$", ".png")
  image.caption = image.attributes["fig-alt"] or image.attributes["alt"] or image.caption
  return image
end

-- Quarto lägger varje figur, tabell och underlag i en tabell med en enda ruta. Här tas den bort.
function Table(table)
  local rows = table.bodies[1] and table.bodies[1].body or {}
  if #table.colspecs == 1 and #table.head.rows == 0 and #rows == 1 then
    return rows[1].cells[1].contents
  end
end

-- Underlag och lyfta citat får Words formatmall för indragen text.
function Div(div)
  if div.identifier:match("^exh%-") or div.classes:includes("pullquote") then
    div.attributes["custom-style"] = "Block Text"
    return div
  end
end
