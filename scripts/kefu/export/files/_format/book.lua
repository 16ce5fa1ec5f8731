-- Det som Quarto inte gör rätt själv i webbokens sidor. Skriptet går när de är klara.
local out = os.getenv("QUARTO_PROJECT_OUTPUT_DIR")

local function read(path)
  local file <close> = io.open(path, "rb")
  return file and file:read("a")
end

local function write(path, content)
  local file <close> = assert(io.open(path, "wb"))
  file:write(content)
end

-- Länkarna till kapitlet före och efter läses upp med markeringarna i rubriken, i stället för som de ser ut.
local function plain_links(page)
  return (page:gsub('(class="pagination%-link") aria%-label="[^"]*"', "%1"))
end

-- Var i sidan varje post i litteraturen börjar och slutar. En post kan ha rutor i sig.
local function entries(page)
  local found = {}
  local start, after, key = page:find('<div id="ref%-([^"]+)" class="csl%-entry"[^>]*>')
  while start do
    local depth = 1
    while depth > 0 do
      local first, last, slash = page:find("<(/?)div[%s>]", after + 1)
      if not first then return {} end
      depth = depth + (slash == "/" and -1 or 1)
      after = last
    end
    table.insert(found, { key = key, start = start, stop = after })
    start, after, key = page:find('<div id="ref%-([^"]+)" class="csl%-entry"[^>]*>', after + 1)
  end
  return found
end

-- Posternas nycklar i den ordning som stilen och språket ger dem.
local function ordered(found)
  local settings = pandoc.read("---\n" .. read("_quarto.yml") .. "\n---\n", "markdown").meta
  local cited = pandoc.List(found):map(function(entry) return pandoc.Citation(entry.key, "NormalCitation") end)
  local meta = { lang = settings.lang, bibliography = settings.bibliography, csl = settings.csl }
  meta.nocite = pandoc.MetaInlines({ pandoc.Cite({}, cited) })
  local keys = {}
  pandoc.utils.citeproc(pandoc.Pandoc({}, meta)):walk({
    Div = function(div)
      if div.classes:includes("csl-entry") then table.insert(keys, (div.identifier:gsub("^ref%-", ""))) end
    end,
  })
  return keys
end

-- Quarto ordnar litteraturen utan att veta vilket språk den har, så att Bäck står före Barnes.
-- Här får den språkets ordning, som den redan har i de andra formaten.
local function in_order(page)
  local found = entries(page)
  if #found < 2 then return page end
  local texts, pieces, after = {}, {}, 1
  for _, entry in ipairs(found) do texts[entry.key] = page:sub(entry.start, entry.stop) end
  for place, key in ipairs(ordered(found)) do
    table.insert(pieces, page:sub(after, found[place].start - 1) .. texts[key])
    after = found[place].stop + 1
  end
  return table.concat(pieces) .. page:sub(after)
end

for _, name in ipairs(pandoc.system.list_directory(out)) do
  if name:match("%.html$") then
    local path = out .. "/" .. name
    write(path, in_order(plain_links(read(path))))
  end
end

-- Träffarna i sökningen visar vägen till sidan med samma markeringar.
local index = read(out .. "/search.json")
if index then write(out .. "/search.json", (index:gsub('%[([^%[%]]*)%]{lang=\\"[%w-]+\\"}', "%1"))) end
