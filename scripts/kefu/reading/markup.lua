-- Reads a JSON list of jobs from standard input and writes a JSON list of results to standard output.
-- One process serves many jobs, because starting pandoc costs more than most of them.

local jobs = {}

function jobs.read(job)
  return pandoc.write(pandoc.read(job.text, job.format), "json")
end

-- Writes a formula as text with raised and lowered characters; one that needs more than that stays a formula.
local function as_text(math)
  local written = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ math }) }), "html", { html_math_method = "plain" })
  if not written:find("$", 1, true) then
    local inlines = pandoc.utils.blocks_to_inlines(pandoc.read(written, "html-native_spans").blocks)
    return inlines:walk({
      Str = function(str)
        return pandoc.Str((str.text:gsub("\u{2004}", "\u{A0}"):gsub("\u{2005}", "\u{A0}"):gsub("\u{223C}", "~")))
      end,
      Superscript = function(raised)
        return pandoc.utils.stringify(raised) == "\u{2218}" and pandoc.Str("°") or nil
      end,
    })
  end
end

local function content_of(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("a")
  file:close()
  return content
end

-- Reads a file that is no text, and writes the pictures in it, by number, into a folder.
function jobs.read_package(job)
  local document = pandoc.read(content_of(job.path), job.format):walk({ Math = as_text })
  local names = {}
  for index, item in ipairs(pandoc.mediabag.list()) do
    local _, content = pandoc.mediabag.lookup(item.path)
    local file = assert(io.open(job.folder .. "/" .. index, "wb"))
    file:write(content)
    file:close()
    names[index] = item.path
  end
  return pandoc.json.encode({ tree = pandoc.write(document, "json"), pictures = names })
end

function jobs.references(job)
  local all = pandoc.Cite({}, { pandoc.Citation("*", "NormalCitation") })
  local meta = { bibliography = job.path, lang = job.language, nocite = pandoc.Inlines({ all }) }
  local references = pandoc.utils.references(pandoc.Pandoc({}, meta))
  local document = pandoc.Pandoc({}, { references = references })
  return pandoc.write(document:walk({ Math = as_text }), "json")
end

-- A work without an author is named in running text by its title, which citeproc puts in parentheses.
local function in_text(inlines)
  local first, last = inlines[1], inlines[#inlines]
  if #inlines > 2 and first.text == "(" and last.text == ")" then
    inlines:remove(#inlines)
    inlines:remove(1)
  end
  return inlines
end

-- Resolves citations; what is left of each is the text that readers see.
function jobs.cite(job)
  local document = pandoc.utils.citeproc(pandoc.read(job.tree, "json"))
  document = document:walk({
    Cite = function(cite)
      return cite.citations[1].mode == "AuthorInText" and in_text(cite.content) or cite.content
    end,
  })
  return pandoc.write(pandoc.Pandoc(document.blocks), "json")
end

function jobs.write(job)
  local options = job.unwrapped and { wrap_text = "none" } or nil
  return pandoc.write(pandoc.read(job.tree, "json"), job.format, options)
end

-- Writes a file that is no text. Its pictures are given, so that pandoc looks for none itself.
function jobs.write_package(job)
  for name, path in pairs(job.pictures) do
    pandoc.mediabag.insert(name, nil, content_of(path))
  end
  local options = { template = job.files.template and content_of(job.files.template), reference_doc = job.files.reference_doc }
  local file = assert(io.open(job.out, "wb"))
  file:write(pandoc.write(pandoc.read(job.tree, "json"), job.format, options))
  file:close()
  return ""
end

local results = {}
for index, job in ipairs(pandoc.json.decode(io.read("a"), false)) do
  results[index] = jobs[job.job](job)
end
io.write(pandoc.json.encode(results))
