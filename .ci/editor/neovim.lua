
-- What .ci/editors puts after the configuration in docs/editors.md: it waits for the findings, compares them, and leaves.
local function fail(what)
  io.stdout:write('.ci/editors: ' .. what .. '\n')
  vim.cmd('cquit 1')
end

local function read(path)
  local file = assert(io.open(path))
  local text = file:read('*a')
  file:close()
  return vim.json.decode(text)
end

local function check()
  local shown = function() return vim.diagnostic.get(0) end
  if not vim.wait(30000, function() return #shown() > 0 end, 50) then return fail('Neovim shows no findings') end
  local lines = {}
  for _, d in ipairs(shown()) do lines[d.lnum + 1] = (lines[d.lnum + 1] or '') .. d.message end
  local findings = read(vim.env.REPORT).findings
  for _, f in ipairs(findings) do
    if f.path == 'train.py' and not (lines[f.start.line] or ''):find(f.message, 1, true) then
      return fail('Neovim does not show, in line ' .. f.start.line .. ': ' .. f.message)
    end
  end
  local at = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 7, character = 18 } }
  local function ask(method, params)
    local answers = vim.lsp.buf_request_sync(0, method, params, 10000) or {}
    for _, answer in pairs(answers) do
      if answer.result then return answer.result end
    end
  end
  local page = ask('textDocument/hover', at)
  if not page or not page.contents.value:find('# mutable-default-arg', 1, true) then return fail('no page of the rule') end
  local actions = ask('textDocument/codeAction', {
    textDocument = at.textDocument, range = { start = at.position, ['end'] = at.position }, context = { diagnostics = {} },
  })
  if not actions or #actions == 0 then return fail('no quick fix') end
  vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
  local fixed = assert(io.open(vim.env.FIXED)):read('*a')
  if text ~= fixed then return fail('the fix of Neovim is not that of the program') end
  io.stdout:write(('.ci/editors: Neovim shows all %d findings and the page of a rule, and applies a fix'):format(#findings))
  vim.cmd('qall!')
end

vim.api.nvim_create_autocmd('VimEnter', { callback = function() vim.schedule(check) end })
