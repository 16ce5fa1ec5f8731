-- Det som Quarto inte gör själv när det skriver Word-filer.

local function exists(path)
  local file <close> = io.open(path, "rb")
  return file ~= nil
end

-- Word visar inte alltid SVG. Om bilden också finns som PNG tas den i stället. Alternativtexten följer med.
function Image(image)
  local png = image.src:gsub("%.svg$", ".png")
  if exists(png) then image.src = png end
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

local function styled(block, style)
  return pandoc.Div(block, pandoc.Attr("", {}, { { "custom-style", style } }))
end

-- Quarto skriver bildtextens format i klartext, utöver det som stycket redan har. Här får den Words formatmall i stället.
local function caption(block)
  local first = block.t == "Para" and block.content[1]
  if first and first.t == "RawInline" and first.text:match("ImageCaption") then
    block.content:remove(1)
    return block
  end
end

-- Underlag och lyfta citat får Words formatmall för indragen text. Det som står ihop med en bildtext stannar hos den.
function Div(div)
  local kind = div.identifier:match("^(%l+)%-")
  local above = kind == "tbl" or kind == "exh"
  if above or kind == "fig" then
    div.content = div.content:map(function(block)
      local text = caption(block)
      if text then return styled(text, above and "Table Caption" or "Image Caption") end
      return kind == "fig" and styled(block, "Captioned Figure") or block
    end)
  end
  if kind == "exh" or div.classes:includes("pullquote") then div.attributes["custom-style"] = "Block Text" end
  return div
end
