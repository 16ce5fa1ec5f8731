-- Quarto skriver bildens alternativtext också på rutan runt om den, där den inte får stå.
function Div(div)
  if div.attributes["alt"] or div.attributes["fig-alt"] then
    div.attributes["alt"] = nil
    div.attributes["fig-alt"] = nil
    return div
  end
end

-- En tabell som är bredare än skärmen rullas för sig, också med tangentbordet.
function Table(table)
  if FORMAT:match("^html") then
    local attributes = { { "tabindex", "0" }, { "role", "group" }, { "aria-label", "$Table" } }
    return pandoc.Div(table, pandoc.Attr("", { "wide" }, attributes))
  end
end
