-- Quarto skriver bildens alternativtext också på rutan runt om den, där den inte får stå.
function Div(div)
  if div.attributes["alt"] or div.attributes["fig-alt"] then
    div.attributes["alt"] = nil
    div.attributes["fig-alt"] = nil
    return div
  end
end
