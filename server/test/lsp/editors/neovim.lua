-- Neovim's own client against the server: diagnostics, the first code action, and what it makes of the buffer.
-- LSP_COMMAND: the server's command, words separated by newlines. LSP_FILE: the file to open.
local function say(text)
  io.stdout:write(text .. "\n")
end

local ok, message = pcall(function()
  local file = os.getenv("LSP_FILE")
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  vim.bo.filetype = "python"
  local id = assert(vim.lsp.start_client({
    name = "leaklint",
    cmd = vim.split(os.getenv("LSP_COMMAND"), "\n"),
    root_dir = vim.fn.fnamemodify(file, ":p:h"),
    on_error = function(code, err)
      say("ERROR " .. vim.inspect(code) .. vim.inspect(err))
    end,
  }))
  vim.lsp.buf_attach_client(0, id)
  assert(vim.wait(15000, function()
    return #vim.diagnostic.get(0) > 0
  end, 20), "no diagnostics came")
  local first = vim.diagnostic.get(0)[1]
  say(("DIAGNOSTIC %s %d:%d %s"):format(first.source, first.lnum, first.col, first.message))

  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
  local client = vim.lsp.get_client_by_id(id)
  local response = assert(client.request_sync("textDocument/codeAction", params, 10000, 0))
  local action = assert(response.result[1], "no code action")
  say("ACTION " .. action.title)
  if not action.edit then
    action = assert(client.request_sync("codeAction/resolve", action, 10000, 0)).result
  end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  assert(vim.wait(15000, function()
    return #vim.diagnostic.get(0) == 0
  end, 20), "the diagnostic stayed")
  say("BUFFER")
  say(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
  vim.lsp.stop_client(id)
end)
if not ok then
  say("FAILED " .. tostring(message))
  vim.cmd("cquit 1")
end
vim.cmd("qall!")
